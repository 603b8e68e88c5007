package org.debwright.resolve;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.debwright.python.ProjectName;
import org.debwright.python.Requirement;

/**
 * What follows from taking a package of the suite: what its control file and its metadata say both
 * count. Between packages of the suite the control file decides, for Debian changes what a
 * distribution requires; a package that we make must also be what the metadata ask for.
 */
final class SuiteFacts {
  private final Explorer explorer;

  SuiteFacts(Explorer explorer) {
    this.explorer = explorer;
  }

  /** One source of facts. */
  private sealed interface Source {
    ProjectName project();

    /**
     * Whether it brings the project in; otherwise it only speaks against some versions.
     *
     * @param depended projects whose packages the control file depends on
     */
    default boolean asksFor(Set<ProjectName> depended) {
      return depended.contains(project());
    }

    /** The control file. */
    record Control(Offer.Demand demand) implements Source {
      @Override
      public boolean asksFor(Set<ProjectName> depended) {
        return demand.kind() == Offer.Demand.Kind.DEPENDS;
      }

      @Override
      public ProjectName project() {
        return demand.project();
      }
    }

    /** The metadata. */
    record Metadata(Requirement requirement) implements Source {
      @Override
      public ProjectName project() {
        return requirement.name();
      }
    }
  }

  /** The facts, cheap ones first. */
  Iterator<Incompatibility> of(Node.Base from, States one, Reading.Packaged packaged) {
    List<Source> sources =
        Stream.<Source>concat(
                packaged.demands().stream().map(Source.Control::new),
                packaged.upstream().stream()
                    .flatMap(known -> known.requirements().stream())
                    .filter(requirement -> requirement.url().isEmpty())
                    .map(Source.Metadata::new))
            .filter(source -> !source.project().equals(from.project()))
            .toList();
    Set<ProjectName> depended =
        packaged.demands().stream()
            .filter(demand -> demand.kind() == Offer.Demand.Kind.DEPENDS)
            .map(Offer.Demand::project)
            .collect(Collectors.toSet());
    List<Source> ordered =
        Stream.concat(
                sources.stream().filter(source -> explorer.hasMet(source.project())),
                sources.stream().filter(source -> !explorer.hasMet(source.project())))
            .toList();
    return new LazyFacts<>(
        ordered,
        source -> {
          Supplier<Optional<Incompatibility>> fact =
              () -> fact(from, one, packaged.offer(), source, depended);
          if (source.asksFor(depended) || explorer.hasMet(source.project())) {
            return Stream.concat(explorer.meet(source.project()), fact.get().stream()).toList();
          }
          // Nobody may ever ask for it: no page is read only to know which versions would not go.
          if (source instanceof Source.Metadata) {
            explorer.want(source.project());
          }
          explorer.defer(source.project(), List.of(from, one, source), fact);
          return List.of();
        });
  }

  private Optional<Incompatibility> fact(
      Node.Base from, States one, Offer offer, Source source, Set<ProjectName> depended) {
    Node.Base to = new Node.Base(source.project());
    if (source instanceof Source.Control control) {
      Offer.Demand demand = control.demand();
      Candidates candidates = explorer.candidates(to.project());
      States allowed =
          States.where(
              candidates.size(),
              i ->
                  i == candidates.offered()
                      ? demand.goesWithSuite()
                      : demand.admits().test(candidates.get(i).version()));
      Cause cause = new Cause.Demanded(from, to, offer, demand);
      return demand.kind() == Offer.Demand.Kind.DEPENDS
          ? Incompatibility.dependency(from, one, to, allowed, cause)
          : Incompatibility.together(from, one, to, candidates.all().minus(allowed), cause);
    }
    Requirement requirement = ((Source.Metadata) source).requirement();
    explorer.want(requirement.name());
    Candidates.Admission admission = explorer.admit(requirement);
    Candidates candidates = explorer.candidates(to.project());
    States allowed = admission.allowed().or(candidates.fromSuite());
    Cause cause =
        new Cause.Stated(
            from, to, requirement, Phrases.requirement(requirement), admission.heldBack());
    // What Debian's package does not depend on, apt does not install for its sake.
    return depended.contains(to.project())
        ? Incompatibility.dependency(from, one, to, allowed, cause)
        : Incompatibility.together(from, one, to, candidates.all().minus(allowed), cause);
  }

  /** What an override leaves of a project's candidates. */
  Optional<Incompatibility> override(Candidates candidates, Policy.Choice choice) {
    States allowed = candidates.fromIndex();
    if (choice instanceof Policy.Choice.FromSuite) {
      allowed = candidates.fromSuite();
    } else if (choice instanceof Policy.Choice.Version pinned) {
      allowed =
          States.where(
              candidates.size(),
              i ->
                  i != candidates.offered()
                      && candidates.get(i).version().equals(pinned.version()));
    }
    return Incompatibility.never(
        new Node.Base(candidates.project()),
        candidates.all().minus(allowed),
        new Cause.Overridden(choice));
  }
}
