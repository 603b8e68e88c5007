package org.debwright.convert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.debwright.archive.Archive.PackagedProject;
import org.debwright.debian.PackageName;
import org.debwright.debian.Relation;
import org.debwright.debian.Relation.Operator;
import org.debwright.debian.Relations;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.CoreMetadata;
import org.debwright.python.MarkerEnvironment;
import org.debwright.python.ProjectName;
import org.debwright.python.Requirement;

/**
 * Translates what one distribution requires into relations. Debian knows no extras: what {@code
 * foo[bar]} means beyond {@code foo} is asked for directly, however deep.
 */
final class DependencyRelations {
  private final MarkerEnvironment environment;
  private final Function<ProjectName, Optional<Dependency>> known;
  private final Function<ProjectName, PackageName> conventional;
  private final List<Relations> found = new ArrayList<>();
  private final List<Diagnostic> remarks = new ArrayList<>();
  private final Set<String> visited = new HashSet<>();

  /**
   * For one distribution.
   *
   * @param known what other projects are on the target
   * @param conventional name for those nobody knows
   */
  DependencyRelations(
      MarkerEnvironment environment,
      Function<ProjectName, Optional<Dependency>> known,
      Function<ProjectName, PackageName> conventional) {
    this.environment = environment;
    this.known = known;
    this.conventional = conventional;
  }

  /** Adds what the distribution requires without extras. */
  void require(CoreMetadata metadata) {
    metadata.requiresDist().stream()
        .filter(r -> r.appliesTo(environment, Set.of()))
        .forEach(r -> require(r, metadata.name()));
  }

  /** Adds what it requires for an extra only. */
  void requireExtra(CoreMetadata metadata, ProjectName extra) {
    if (visited.add(metadata.name() + "[" + extra + "]")) {
      metadata.requiresDist().stream()
          .filter(r -> r.appliesTo(environment, Set.of(extra)))
          .filter(r -> !r.appliesTo(environment, Set.of()))
          .forEach(r -> require(r, metadata.name()));
    }
  }

  /** All that was added, by package name. */
  Relations relations() {
    List<List<Relation>> clauses =
        found.stream()
            .flatMap(r -> r.clauses().stream())
            .sorted(Comparator.comparing(c -> c.get(0).name()))
            .toList();
    return withoutImplied(new Relations(clauses));
  }

  /** Warnings that arose. */
  List<Diagnostic> remarks() {
    return List.copyOf(remarks);
  }

  /** Without clauses such as {@code foo} that say nothing beside {@code foo (>= 1)}. */
  static Relations withoutImplied(Relations relations) {
    return new Relations(
        relations.clauses().stream().filter(c -> !isImplied(c, relations)).toList());
  }

  private static boolean isImplied(List<Relation> clause, Relations relations) {
    Relation bare = clause.get(0);
    return clause.size() == 1
        && bare.bound().isEmpty()
        && relations.clauses().stream()
            .anyMatch(
                c ->
                    c.stream()
                        .allMatch(
                            r ->
                                r.name().equals(bare.name())
                                    && r.qualifier().equals(bare.qualifier())
                                    && r.bound().isPresent()));
  }

  private void require(Requirement requirement, ProjectName requirer) {
    Optional<Dependency> dependency = known.apply(requirement.name());
    if (!requirement.name().equals(requirer)) {
      found.add(dependency.map(d -> relation(requirement, d)).orElseGet(() -> guess(requirement)));
    }
    dependency
        .flatMap(Dependency::metadata)
        .ifPresent(m -> requirement.extras().forEach(e -> requireExtra(m, e)));
  }

  private Relations relation(Requirement requirement, Dependency dependency) {
    if (dependency instanceof Dependency.Made made) {
      return made(requirement, made);
    }
    return offered(requirement, ((Dependency.Offered) dependency).packaged());
  }

  // A direct reference means the very distribution behind it (PEP 440, "Direct references").
  private Relations made(Requirement requirement, Dependency.Made made) {
    Identity identity = made.identity();
    if (requirement.url().isPresent() || (made.direct() && requirement.specifiers().isAny())) {
      return Relations.all(
          List.of(Relation.to(identity.name(), Operator.EXACTLY, identity.version())));
    }
    return translated(requirement, identity.name(), identity.distroEpoch());
  }

  /**
   * On the suite's own package. Where its Debian version is not the distribution's (python3-azure
   * 20230112+git holds azure-core 1.26), the translated range would ask for nonsense: then the
   * version that was looked at is asked for.
   */
  private Relations offered(Requirement requirement, PackagedProject packaged) {
    Relations relations =
        translated(requirement, packaged.packageName(), packaged.packageVersion().epoch());
    if (VersionMapping.admits(relations, packaged.packageVersion())) {
      return relations;
    }
    boolean satisfied =
        packaged.version().map(v -> requirement.specifiers().contains(v)).orElse(false);
    if (!satisfied) {
      remarks.add(
          Diagnostic.warning(
                  "dependency-unsatisfied", "the suite does not satisfy `" + requirement + "`")
              .because("it has `" + packaged.packageName() + "` " + packaged.packageVersion()));
      return relations;
    }
    return Relations.all(
        List.of(Relation.to(packaged.packageName(), Operator.AT_LEAST, packaged.packageVersion())));
  }

  private Relations guess(Requirement requirement) {
    PackageName name = conventional.apply(requirement.name());
    remarks.add(
        Diagnostic.warning("dependency-unknown", "`" + requirement + "` becomes `" + name + "`")
            .because("neither this run nor the suite has that project"));
    return translated(requirement, name, 0);
  }

  private Relations translated(Requirement requirement, PackageName name, long distroEpoch) {
    remarks.addAll(VersionMapping.approximations(name, requirement.specifiers()));
    return VersionMapping.relations(name, requirement.specifiers(), distroEpoch);
  }
}
