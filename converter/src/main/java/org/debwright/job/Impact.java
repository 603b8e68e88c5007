package org.debwright.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.debwright.archive.Archive;
import org.debwright.archive.Archive.ArchivePackage;
import org.debwright.archive.Archive.PackageRelations;
import org.debwright.archive.Archive.PackagedProject;
import org.debwright.convert.Identity;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.Relation;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.CoreMetadata;
import org.debwright.python.MarkerEnvironment;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.Requirement;

/**
 * What it does to the suite that packages of ours take the place of its own: which packages that
 * stay depend on a version they will not find any more.
 */
final class Impact {
  private final Archive archive;
  private final int pythonMajor;
  private final MarkerEnvironment environment;
  private final Map<PackageName, Identity> replaced = new LinkedHashMap<>();
  private final Lookup lookup;

  /** Metadata of a release, where they are to be had without building it. */
  @FunctionalInterface
  interface Lookup {
    /** Asks for none. */
    Lookup NONE = (project, version) -> Optional.empty();

    Optional<CoreMetadata> metadata(ProjectName project, Pep440Version version);
  }

  /**
   * Of a set of packages to be.
   *
   * @param lookup of what the packages that stay require by their metadata
   */
  Impact(
      List<Identity> identities,
      Archive archive,
      int pythonMajor,
      MarkerEnvironment environment,
      Lookup lookup) {
    this.archive = archive;
    this.pythonMajor = pythonMajor;
    this.environment = environment;
    this.lookup = lookup;
    identities.forEach(
        identity -> identity.counterpart().ifPresent(p -> replaced.put(p.name(), identity)));
  }

  /** One warning for every package that others will miss, by name. */
  List<Diagnostic> told() {
    List<Diagnostic> warnings = new ArrayList<>();
    for (Map.Entry<PackageName, Identity> each : new TreeMap<>(replaced).entrySet()) {
      SortedMap<PackageName, String> broken = broken(each.getKey(), each.getValue());
      if (!broken.isEmpty()) {
        Identity ours = each.getValue();
        warnings.add(
            Diagnostic.warning(
                    "impact",
                    "`"
                        + ours.name()
                        + "` "
                        + ours.version()
                        + " is not what "
                        + broken.size()
                        + (broken.size() == 1 ? " package" : " packages")
                        + " of `"
                        + archive.suite()
                        + "` "
                        + (broken.size() == 1 ? "asks" : "ask")
                        + " for")
                .because(told(broken)));
      }
    }
    return warnings;
  }

  // All of them, but not the same words for each: of numpy's ABI alone 170 packages depend.
  private static String told(SortedMap<PackageName, String> broken) {
    Map<String, List<String>> users = new LinkedHashMap<>();
    broken.forEach(
        (user, why) -> users.computeIfAbsent(why, any -> new ArrayList<>()).add("`" + user + "`"));
    return users.entrySet().stream()
        .map(
            each ->
                String.join(", ", each.getValue())
                    + " "
                    + (each.getValue().size() == 1
                        ? each.getKey()
                        : each.getKey().replaceFirst("^(depend|break)s ", "$1 ")))
        .collect(Collectors.joining("; "));
  }

  private SortedMap<PackageName, String> broken(PackageName theirs, Identity ours) {
    SortedMap<PackageName, String> broken = new TreeMap<>();
    for (PackageName user : users(theirs)) {
      relation(user, theirs, ours)
          .or(() -> requirement(user, ours))
          .ifPresent(why -> broken.put(user, why));
    }
    return broken;
  }

  /** Packages that stay and name the replaced one, also by a name that it provides. */
  private List<PackageName> users(PackageName theirs) {
    return answersTo(theirs)
        .flatMap(name -> archive.dependents(name).stream())
        .filter(user -> !replaced.containsKey(user))
        .distinct()
        .sorted()
        .toList();
  }

  private Stream<PackageName> answersTo(PackageName theirs) {
    return Stream.concat(
        Stream.of(theirs),
        archive.find(theirs).stream()
            .flatMap(p -> p.provides().clauses().stream())
            .flatMap(List::stream)
            .map(Relation::name));
  }

  private Optional<String> relation(PackageName user, PackageName theirs, Identity ours) {
    PackageRelations relations = archive.relations(user);
    Set<PackageName> names = new TreeSet<>(answersTo(theirs).toList());
    for (List<Relation> clause : relations.depends().clauses()) {
      boolean concerned = clause.stream().anyMatch(a -> names.contains(a.name()));
      if (concerned && clause.stream().noneMatch(this::isSatisfied)) {
        return Optional.of("depends on `" + clause.get(0) + "`");
      }
    }
    return relations.breaks().clauses().stream()
        .flatMap(List::stream)
        .filter(relation -> relation.name().equals(theirs) && admits(relation, ours.version()))
        // What it does not go with already is not ours to tell.
        .filter(
            relation ->
                archive.find(theirs).filter(p -> !admits(relation, p.version())).isPresent())
        .map(relation -> "breaks `" + relation + "`")
        .findFirst();
  }

  /** Whether the suite with our packages in it has what an alternative asks for. */
  private boolean isSatisfied(Relation alternative) {
    Identity ours = replaced.get(alternative.name());
    if (ours != null) {
      return admits(alternative, ours.version());
    }
    Optional<ArchivePackage> found = archive.find(alternative.name());
    if (found.filter(p -> admits(alternative, p.version())).isPresent()) {
      return true;
    }
    // Whoever provides it says of which version.
    return archive.providers(alternative.name()).stream()
        .filter(provider -> isProvided(provider, alternative.name()))
        .anyMatch(
            provider ->
                alternative.bound().isEmpty()
                    || providedVersion(provider, alternative.name())
                        .filter(version -> admits(alternative, version))
                        .isPresent());
  }

  private boolean isProvided(PackageName provider, PackageName name) {
    Identity ours = replaced.get(provider);
    return ours == null || ours.inherits(name, pythonMajor);
  }

  private Optional<DebianVersion> providedVersion(PackageName provider, PackageName name) {
    Optional<ArchivePackage> found = archive.find(provider);
    Optional<DebianVersion> said =
        found.stream()
            .flatMap(p -> p.provides().clauses().stream())
            .flatMap(List::stream)
            .filter(relation -> relation.name().equals(name))
            .flatMap(relation -> relation.bound().stream())
            .map(Relation.Bound::version)
            .findFirst();
    Identity ours = replaced.get(provider);
    boolean follows = said.isPresent() && said.equals(found.map(ArchivePackage::version));
    return ours != null && follows ? Optional.of(ours.version()) : said;
  }

  private static boolean admits(Relation relation, DebianVersion version) {
    return relation.bound().map(bound -> bound.admits(version)).orElse(true);
  }

  /** A requirement of a distribution in {@code user} that our version does not satisfy. */
  private Optional<String> requirement(PackageName user, Identity ours) {
    for (ProjectName project : archive.projects(user, pythonMajor)) {
      Optional<Pep440Version> version =
          archive.packaged(project, pythonMajor).stream()
              .filter(packaged -> packaged.packageName().equals(user))
              .findFirst()
              .flatMap(PackagedProject::version);
      Optional<Requirement> unmet =
          version.flatMap(v -> lookup.metadata(project, v)).stream()
              .flatMap(metadata -> metadata.requiresDist().stream())
              .filter(r -> r.name().equals(ours.project()) && r.url().isEmpty())
              .filter(r -> r.appliesTo(environment, Set.of()))
              .filter(r -> !r.specifiers().contains(ours.projectVersion()))
              .findFirst();
      if (unmet.isPresent() && suiteSatisfies(unmet.get(), ours)) {
        return Optional.of(
            "(" + project + " " + version.orElseThrow() + ") requires `" + unmet.get() + "`");
      }
    }
    return Optional.empty();
  }

  // Where the suite's own version does not do either, Debian has changed the requirement.
  private boolean suiteSatisfies(Requirement requirement, Identity ours) {
    return archive.packaged(ours.project(), pythonMajor).stream()
        .filter(
            p -> ours.counterpart().map(ArchivePackage::name).equals(Optional.of(p.packageName())))
        .flatMap(p -> p.version().stream())
        .anyMatch(version -> requirement.specifiers().contains(version));
  }
}
