package org.debwright.archive;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.debwright.debian.Architecture;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.Relations;
import org.debwright.debian.Suite;
import org.debwright.debian.TargetPath;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.PythonVersion;

/** What a suite has for one architecture. Pure look-ups; nothing is fetched behind them. */
public interface Archive {
  /** The suite. */
  Suite suite();

  /** The architecture. */
  Architecture architecture();

  /** A package of the suite, at the version apt would choose among its pockets. */
  Optional<ArchivePackage> find(PackageName name);

  /** Packages that {@code Provides} this name, itself not included. */
  List<PackageName> providers(PackageName name);

  /** Distributions of a project the suite packages for this major version of Python, best first. */
  List<PackagedProject> packaged(ProjectName project, int pythonMajor);

  /** Projects whose distributions of this major version of Python a package holds, sorted. */
  List<ProjectName> projects(PackageName name, int pythonMajor);

  /** What a package of the suite depends on and breaks, at the version {@link #find} gives. */
  PackageRelations relations(PackageName name);

  /**
   * Packages that name another in what they depend on, alternatives included, or in what they
   * break, sorted.
   */
  List<PackageName> dependents(PackageName name);

  /** How many distributions of this major version of Python a package holds. */
  int distributionCount(PackageName name, int pythonMajor);

  /**
   * Packages that own a path; paths under {@code /bin}, {@code /lib}, {@code /sbin} and their
   * {@code /usr} twins are one.
   */
  List<PackageName> owners(TargetPath path);

  /** Packages that ship a shared library of this soname in the linker's path. */
  List<PackageName> sonameOwners(String soname);

  /**
   * The suite's own Python of a major version, for example 3.11.2 in bookworm; empty where it has
   * none.
   */
  Optional<Pep440Version> python(int major);

  /** Whether it has the interpreter {@code pythonX.Y}. */
  boolean hasPython(PythonVersion version);

  /** Full version of the interpreter {@code pythonX.Y}, the suite's own or a further one. */
  default Optional<Pep440Version> interpreter(PythonVersion version) {
    // Debian spells a pre-release 3.14.0~rc3.
    return find(new PackageName("python" + version))
        .flatMap(p -> Pep440Version.tryParse(p.version().upstream().replace("~", "")));
  }

  /** Minor number of its glibc 2.x, for example 36. */
  int glibcMinor();

  /**
   * Names all that these look-ups can answer: two archives of the same state answer alike. Empty
   * where nobody can tell.
   */
  default Optional<String> state() {
    return Optional.empty();
  }

  /** Which states of its pockets these look-ups are of; empty where nobody can tell. */
  default List<PocketState> pockets() {
    return List.of();
  }

  /** See {@link org.debwright.target.Target}: {@code deb12}. */
  String releaseLabel();

  /**
   * A package as Packages lists it.
   *
   * @param priority as Policy 2.5 names it, or {@code essential} where it is marked so
   */
  record ArchivePackage(
      PackageName name,
      DebianVersion version,
      Architecture architecture,
      String source,
      String section,
      String priority,
      Relations provides) {
    private static final Set<String> INDISPENSABLE = Set.of("essential", "required", "important");

    /** Whether a system is not whole without it, so that nothing of ours may take its place. */
    public boolean isIndispensable() {
      return INDISPENSABLE.contains(priority);
    }
  }

  /**
   * Relations of a package.
   *
   * @param depends {@code Depends} and {@code Pre-Depends}
   * @param breaks {@code Breaks} and {@code Conflicts}, clause by clause
   */
  record PackageRelations(Relations depends, Relations breaks) {
    /** None. */
    public static final PackageRelations NONE =
        new PackageRelations(Relations.NONE, Relations.NONE);

    /** Whether {@code name} is in them. */
    boolean names(PackageName name) {
      return depends.and(breaks).clauses().stream()
          .flatMap(List::stream)
          .anyMatch(relation -> relation.name().equals(name));
    }
  }

  /**
   * A Python distribution in a package.
   *
   * @param version of the dist-info or egg-info path, empty where the path has none
   * @param topLevel modules the package ships at top level of dist-packages, sorted
   */
  record PackagedProject(
      ProjectName project,
      Optional<Pep440Version> version,
      PackageName packageName,
      DebianVersion packageVersion,
      List<String> topLevel) {}
}
