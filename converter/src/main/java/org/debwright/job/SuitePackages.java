package org.debwright.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.debwright.archive.Archive;
import org.debwright.archive.Archive.ArchivePackage;
import org.debwright.archive.Archive.PackageRelations;
import org.debwright.archive.Archive.PackagedProject;
import org.debwright.convert.VersionMapping;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.Relation;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.resolve.Offer;
import org.debwright.resolve.Offer.Demand;
import org.debwright.resolve.SuiteWorld;

/** What the suite's archive packages, as the solver sees it. */
final class SuitePackages implements SuiteWorld {
  private final Archive archive;
  private final int pythonMajor;
  private final ProjectMap map;
  private final Map<ProjectName, Optional<Offer>> offers = new ConcurrentHashMap<>();

  /** For one major version of Python. */
  SuitePackages(Archive archive, int pythonMajor, ProjectMap map) {
    this.archive = archive;
    this.pythonMajor = pythonMajor;
    this.map = map;
  }

  @Override
  public Optional<Offer> offer(ProjectName project) {
    return offers.computeIfAbsent(project, this::find);
  }

  private Optional<Offer> find(ProjectName project) {
    if (map.unpackaged().contains(project)) {
      return Optional.empty();
    }
    Optional<PackageName> mapped = Optional.ofNullable(map.packages().get(project));
    Optional<PackagedProject> packaged =
        mapped
            .map(name -> Optional.of(mapped(project, name)))
            .orElseGet(() -> archive.packaged(project, pythonMajor).stream().findFirst());
    return packaged.flatMap(
        p ->
            p.version()
                .or(() -> upstream(p.packageVersion()))
                .map(version -> offer(p, version, mapped.isPresent())));
  }

  private Offer offer(PackagedProject packaged, Pep440Version version, boolean isMapped) {
    return new Offer(
        archive.suite(),
        packaged.project(),
        version,
        packaged.packageName(),
        packaged.packageVersion(),
        new TreeSet<>(packaged.topLevel()),
        isMapped);
  }

  private PackagedProject mapped(ProjectName project, PackageName name) {
    ArchivePackage found = archive.find(name).orElseThrow(() -> missing(project, name));
    // The same distribution as its path has it, under whatever name.
    List<ProjectName> own = archive.projects(name, pythonMajor);
    Optional<PackagedProject> known =
        (own.contains(project) ? List.of(project) : own)
            .stream()
                .flatMap(other -> archive.packaged(other, pythonMajor).stream())
                .filter(packaged -> packaged.packageName().equals(name))
                .findFirst();
    return new PackagedProject(
        project,
        known.flatMap(PackagedProject::version),
        name,
        found.version(),
        known.map(PackagedProject::topLevel).orElse(List.of()));
  }

  private DebwrightException missing(ProjectName project, PackageName name) {
    return Diagnostic.error(
            "map-package-missing", "`" + project + "` cannot be package `" + name + "`")
        .because("`" + archive.suite() + "` has no package of that name")
        .toException();
  }

  /** Where the path does not tell the version, Debian's does, as a rule. */
  private static Optional<Pep440Version> upstream(DebianVersion version) {
    return Pep440Version.tryParse(
        version.upstream().replaceFirst("\\+(dfsg|ds|repack|git).*", "").replace("~", ""));
  }

  @Override
  public List<Demand> demands(Offer offer) {
    PackageRelations relations = archive.relations(offer.packageName());
    List<Demand> demands = new ArrayList<>();
    relations.depends().clauses().forEach(clause -> depends(clause).ifPresent(demands::add));
    relations.breaks().clauses().stream()
        .flatMap(List::stream)
        .forEach(relation -> breaks(offer, relation).ifPresent(demands::add));
    return List.copyOf(demands);
  }

  private Optional<Demand> depends(List<Relation> clause) {
    List<Offer> meant = new ArrayList<>();
    for (Relation alternative : clause) {
      Optional<PackageName> name = real(alternative.name());
      List<Offer> offered = name.map(this::offersOf).orElse(List.of());
      if (name.isPresent() && offered.isEmpty()) {
        // The suite has it, and nothing of ours takes its place.
        return Optional.empty();
      }
      meant.addAll(offered);
    }
    if (meant.isEmpty()) {
      return Optional.empty();
    }
    Offer first = meant.get(0);
    List<Relation> own =
        clause.stream()
            .filter(a -> real(a.name()).filter(first.packageName()::equals).isPresent())
            .toList();
    return Optional.of(
        new Demand(
            Demand.Kind.DEPENDS,
            first.project(),
            clause.stream().map(Relation::toString).collect(Collectors.joining(" | ")),
            /* goesWithSuite= */ true,
            own.stream().allMatch(r -> r.bound().isEmpty()) ? any -> true : admission(first, own)));
  }

  private Optional<Demand> breaks(Offer from, Relation relation) {
    return Optional.of(relation.name())
        .filter(name -> archive.find(name).isPresent() && !name.equals(from.packageName()))
        .map(this::offersOf)
        .filter(meant -> !meant.isEmpty())
        .map(
            meant -> {
              Offer to = meant.get(0);
              Predicate<Pep440Version> inside = admission(to, List.of(relation));
              return new Demand(
                  Demand.Kind.BREAKS,
                  to.project(),
                  relation.toString(),
                  !admits(relation, to.packageVersion()),
                  inside.negate());
            });
  }

  /** A package of that name, or the first that provides it. */
  private Optional<PackageName> real(PackageName name) {
    return archive
        .find(name)
        .map(ArchivePackage::name)
        .or(() -> archive.providers(name).stream().findFirst());
  }

  /**
   * The projects that a package is: of several only the one that it is called after, for whoever
   * depends on a bundle such as python3-azure does not mean all of it.
   */
  private List<Offer> offersOf(PackageName name) {
    List<ProjectName> projects = archive.projects(name, pythonMajor);
    return projects.stream()
        .filter(p -> projects.size() == 1 || name.value().endsWith("-" + p.normalized()))
        .flatMap(project -> offer(project).stream())
        .filter(offer -> offer.packageName().equals(name))
        .toList();
  }

  private static Predicate<Pep440Version> admission(Offer of, List<Relation> alternatives) {
    return version -> {
      try {
        DebianVersion ours = ours(of, version);
        return alternatives.stream().anyMatch(relation -> admits(relation, ours));
      } catch (DebwrightException noDebianVersion) {
        return false;
      }
    };
  }

  private static boolean admits(Relation relation, DebianVersion version) {
    return relation.bound().map(bound -> bound.admits(version)).orElse(true);
  }

  /** The version that a package of ours would have: above the suite's own of the same upstream. */
  private static DebianVersion ours(Offer of, Pep440Version version) {
    DebianVersion theirs = of.packageVersion();
    DebianVersion bare =
        VersionMapping.version(version, Math.max(0, theirs.epoch() - of.version().epoch()));
    boolean same =
        DebianVersion.of(theirs.epoch(), theirs.upstream(), "").equals(bare)
            && theirs.revision().isPresent();
    String revision = same ? theirs.revision().orElseThrow() : "1";
    return DebianVersion.of(bare.epoch(), bare.upstream(), revision + "+dw1");
  }
}
