package org.debwright.convert;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.debwright.archive.Archive;
import org.debwright.archive.Archive.ArchivePackage;
import org.debwright.archive.Archive.PackagedProject;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.TargetPath;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.SpecifierSet;
import org.debwright.python.Wheel;
import org.debwright.target.Target;

/**
 * Finds the package a project becomes: the suite's own name for it where the suite packages it,
 * else {@code python3-} and the PEP 503 name, or the name of its only module where that is taken.
 */
public final class Naming {
  // Packages of Python itself that not every suite has: a project of such a name must not take it.
  private static final Set<String> RESERVED =
      Set.of(
          "all",
          "all-dbg",
          "all-dev",
          "dbg",
          "dev",
          "distutils",
          "doc",
          "examples",
          "full",
          "idle",
          "gdbm",
          "lib2to3",
          "minimal",
          "nopie",
          "stdlib",
          "tk",
          "venv");

  private static final int LONGEST_FILENAME = 220;

  private final Archive archive;
  private final Target target;
  private final int revision;
  private final Map<ProjectName, PackageName> chosen;
  private final String prefixed;

  /**
   * For one target.
   *
   * @param revision see {@link ConversionSettings#revision}
   * @param chosen names the user gave, which outrank all else
   */
  public Naming(
      Archive archive, Target target, int revision, Map<ProjectName, PackageName> chosen) {
    this(archive, target, revision, chosen, "");
  }

  /**
   * For one target, with a word before every name that the user did not choose.
   *
   * @param prefix for example {@code kano-}; empty for none
   */
  public Naming(
      Archive archive,
      Target target,
      int revision,
      Map<ProjectName, PackageName> chosen,
      String prefix) {
    this.prefixed = prefix;
    this.archive = archive;
    this.target = target;
    this.revision = revision;
    this.chosen = Map.copyOf(chosen);
  }

  /** The package that {@code wheel} becomes. Throws DebwrightException where no name is free. */
  public Identity identify(Wheel wheel) {
    return identify(
        wheel.metadata().name(),
        wheel.metadata().version(),
        List.copyOf(TopLevel.modules(wheel.members())));
  }

  /**
   * As {@link #identify(Wheel)}, from what is known of the wheel.
   *
   * @param modules importable names at top level
   */
  public Identity identify(ProjectName project, Pep440Version version, List<String> modules) {
    Optional<PackagedProject> packaged = sameSoftware(project, modules);
    Optional<PackageName> theirs =
        packaged.map(PackagedProject::packageName).or(() -> unlabelled(project, modules));
    PackageName name =
        Optional.ofNullable(chosen.get(project))
            .or(() -> prefixed(theirs.orElseGet(() -> conventional(project))))
            .or(() -> theirs)
            .orElseGet(() -> free(project, modules));
    Optional<ArchivePackage> counterpart =
        archive.find(isPrefixed(name) ? theirs.orElse(name) : name);
    long distroEpoch = counterpart.map(p -> distroEpoch(p, packaged)).orElse(0L);
    DebianVersion unrevised = VersionMapping.version(version, distroEpoch);
    DebianVersion ours =
        DebianVersion.of(
            unrevised.epoch(),
            unrevised.upstream(),
            Revision.of(unrevised, counterpart, revision, target.releaseLabel()));
    checkLength(project, name, ours);
    List<Diagnostic> remarks =
        remarks(ours, counterpart.filter(theirPackage -> theirPackage.name().equals(name)));
    return new Identity(project, version, name, ours, distroEpoch, counterpart, modules, remarks);
  }

  private boolean isPrefixed(PackageName name) {
    return !prefixed.isEmpty() && !chosen.containsValue(name);
  }

  /** The name under which ours stands beside the suite's; empty without a prefix. */
  private Optional<PackageName> prefixed(PackageName name) {
    if (prefixed.isEmpty()) {
      return Optional.empty();
    }
    PackageName ours = PackageName.parse(prefixed + name);
    if (archive.find(ours).isPresent() || !archive.providers(ours).isEmpty()) {
      throw Diagnostic.error("name-prefix-taken", "no package of ours can be called `" + ours + "`")
          .because("`" + target.suite() + "` has one of that name, and a prefix is to keep apart")
          .toException();
    }
    return Optional.of(ours);
  }

  // The file is name_version_architecture.deb, and apt fetches it under a longer name.
  private static void checkLength(ProjectName project, PackageName name, DebianVersion version) {
    int length = name.value().length() + version.toString().length();
    if (length > LONGEST_FILENAME) {
      throw Diagnostic.error(
              "package-version-too-long", "project `" + project + "` cannot become a package")
          .because(
              "name and version have at most " + LONGEST_FILENAME + " bytes together: " + length)
          .toException();
    }
  }

  /** The name a project would have if it were converted and the suite did not know it. */
  PackageName conventional(ProjectName project) {
    return PackageName.parse(prefix() + project.normalized());
  }

  /** The same for the name of an importable module, lower-cased, {@code _} as {@code -}. */
  Optional<PackageName> byImport(String module) {
    String name = prefix() + module.toLowerCase(Locale.ROOT).replace('_', '-');
    return name.matches("[a-z0-9][a-z0-9+.-]+")
        ? Optional.of(new PackageName(name))
        : Optional.empty();
  }

  /** Whether neither a package of the suite nor Python itself has a use for {@code name}. */
  boolean isFree(PackageName name) {
    return archive.find(name).isEmpty()
        && archive.providers(name).isEmpty()
        && !RESERVED.contains(name.value().substring(prefix().length()));
  }

  // python3-typeshed holds types-requests among others and says so by `Provides`.
  private boolean isProvidedAsItself(PackageName name, ProjectName project) {
    Set<PackageName> holders =
        archive.packaged(project, target.python().version().major()).stream()
            .map(PackagedProject::packageName)
            .collect(Collectors.toSet());
    List<PackageName> providers = archive.providers(name);
    return archive.find(name).isEmpty() && !providers.isEmpty() && holders.containsAll(providers);
  }

  private String prefix() {
    return target.python().version().major() == 2 ? "python-" : "python3-";
  }

  // bookworm's python3-pam is the project PAM with the module PAM, another software than pam.
  private Optional<PackagedProject> sameSoftware(ProjectName project, List<String> modules) {
    return archive.packaged(project, target.python().version().major()).stream()
        .filter(p -> p.topLevel().isEmpty() || modules.isEmpty() || shared(p, modules) > 0)
        .filter(p -> !isBundle(p))
        .max(Comparator.comparingLong(p -> shared(p, modules)));
  }

  private static long shared(PackagedProject packaged, List<String> modules) {
    return packaged.topLevel().stream().filter(modules::contains).count();
  }

  // python3-azure 20230112+git holds 269 distributions: ours of one of them must not replace all.
  // What tells is that the package's version is none of a single distribution's.
  private boolean isBundle(PackagedProject packaged) {
    return !packaged.packageName().equals(conventional(packaged.project()))
        && packaged.version().isPresent()
        && !isVersion(packaged.packageVersion(), packaged.version().get())
        && archive.distributionCount(packaged.packageName(), target.python().version().major()) > 1;
  }

  // Of bookworm's python3-h5py, python3-h5py-serial owns the module, under metadata of another
  // name.
  private Optional<PackageName> unlabelled(ProjectName project, List<String> modules) {
    PackageName name = conventional(project);
    String library = new InstallPaths(target.python().version()).library();
    return archive
        .find(name)
        .map(ArchivePackage::name)
        .filter(
            n ->
                modules.stream()
                    .map(m -> library + "/" + m)
                    .flatMap(m -> Stream.of(m + ".py", m + "/__init__.py"))
                    .flatMap(p -> archive.owners(new TargetPath(p)).stream())
                    .anyMatch(o -> o.equals(n) || o.value().startsWith(n + "-")));
  }

  private static boolean isVersion(DebianVersion version, Pep440Version expected) {
    String bare = version.upstream().replaceFirst("[+~].*", "");
    return Pep440Version.tryParse(bare).map(v -> v.withoutLocal().equals(expected)).orElse(false)
        || VersionMapping.admits(
            VersionMapping.relations(
                new PackageName("x-"), SpecifierSet.parse("==" + expected), version.epoch()),
            version);
  }

  // The suite's epoch may hold PEP 440's already.
  private static long distroEpoch(ArchivePackage counterpart, Optional<PackagedProject> packaged) {
    long python =
        packaged
            .filter(p -> p.packageName().equals(counterpart.name()))
            .flatMap(PackagedProject::version)
            .map(Pep440Version::epoch)
            .orElse(0L);
    return Math.max(0, counterpart.version().epoch() - python);
  }

  // bookworm calls pycryptodomex python3-pycryptodome; pycryptodome itself brings the module Crypto
  // and can be called after that, as Debian's Python Policy 4.3 would have it.
  private PackageName free(ProjectName project, List<String> modules) {
    PackageName name = conventional(project);
    if (!isFree(name) && !isProvidedAsItself(name, project)) {
      Optional<PackageName> imported =
          Optional.of(modules).filter(m -> m.size() == 1).flatMap(m -> byImport(m.get(0)));
      if (imported.filter(this::isFree).isPresent()) {
        return imported.get();
      }
      throw Diagnostic.error(
              "package-name-taken",
              "project `" + project + "` cannot become package `" + name + "`")
          .because("`" + target.suite() + "` uses that name for something else" + user(name))
          .toException();
    }
    return name;
  }

  private String user(PackageName name) {
    List<PackageName> providers = archive.providers(name);
    return providers.isEmpty() ? "" : ", provided by `" + providers.get(0) + "`";
  }

  private List<Diagnostic> remarks(DebianVersion ours, Optional<ArchivePackage> counterpart) {
    return counterpart.stream()
        .filter(p -> p.version().compareTo(ours) > 0)
        .map(
            p ->
                Diagnostic.warning(
                        "candidate-loses",
                        "apt prefers `" + target.suite() + "`'s own `" + p.name() + "` to ours")
                    .because("its version " + p.version() + " is higher than " + ours))
        .toList();
  }
}
