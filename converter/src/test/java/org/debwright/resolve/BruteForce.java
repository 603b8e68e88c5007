package org.debwright.resolve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.debwright.index.Distribution;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.PythonTarget;
import org.debwright.python.Requirement;
import org.debwright.python.WheelFilename;

/**
 * Tries everything, of both worlds. An oracle for small questions: shares nothing with the solver
 * but values.
 */
final class BruteForce {
  private final Scenario scenario;
  private final PythonTarget target;
  private final Map<ProjectName, List<Pick>> picks = new HashMap<>();
  private final Map<ProjectName, List<Distribution>> files = new HashMap<>();

  /** A release of the index or what the suite packages. */
  sealed interface Pick {
    Pep440Version version();

    record Release(Distribution file) implements Pick {
      @Override
      public Pep440Version version() {
        return file.filename().version();
      }
    }

    record Packaged(Offer offer) implements Pick {
      @Override
      public Pep440Version version() {
        return offer.version();
      }
    }
  }

  BruteForce(Scenario scenario) {
    this.scenario = scenario;
    this.target = scenario.target();
    for (Distribution file : scenario.world.everyFile()) {
      ProjectName project = file.filename().project();
      files.computeIfAbsent(project, name -> new ArrayList<>()).add(file);
      boolean fits =
          target.rank(((WheelFilename) file.filename()).tags()).isPresent()
              && file.requiresPython().contains(target.fullVersion());
      if (fits) {
        add(project, new Pick.Release(file));
      }
    }
    scenario.suite.all().stream()
        .filter(offer -> counts(offer.project()))
        .forEach(offer -> add(offer.project(), new Pick.Packaged(offer)));
  }

  private void add(ProjectName project, Pick pick) {
    if (policy().override(project).map(choice -> agrees(choice, pick)).orElse(true)) {
      picks.computeIfAbsent(project, name -> new ArrayList<>()).add(pick);
    }
  }

  private Policy policy() {
    return scenario.settings().policy();
  }

  private boolean counts(ProjectName project) {
    return policy().preference() != Policy.Preference.EXACT
        || policy().override(project).isPresent()
        || !files.containsKey(project);
  }

  private static boolean agrees(Policy.Choice choice, Pick pick) {
    boolean packaged = pick instanceof Pick.Packaged;
    return choice instanceof Policy.Choice.Version pinned
        ? !packaged && pick.version().equals(pinned.version())
        : packaged == (choice instanceof Policy.Choice.FromSuite);
  }

  /** Some selection that satisfies everything. */
  boolean isSatisfiable() {
    return search(new HashMap<>());
  }

  /** Whether {@code chosen} satisfies everything that was asked and follows. */
  boolean accepts(Map<ProjectName, Pick> chosen) {
    return chosen.entrySet().stream()
            .allMatch(
                pick -> picks.getOrDefault(pick.getKey(), List.of()).contains(pick.getValue()))
        && unmet(chosen).isEmpty();
  }

  /** Projects that are built though what the suite packages would do in their place. */
  List<ProjectName> builtInVain(Map<ProjectName, Pick> chosen) {
    List<ProjectName> vain = new ArrayList<>();
    for (Map.Entry<ProjectName, Pick> each : chosen.entrySet()) {
      if (each.getValue() instanceof Pick.Release) {
        for (Pick pick : picks.getOrDefault(each.getKey(), List.of())) {
          Map<ProjectName, Pick> other = new HashMap<>(chosen);
          other.put(each.getKey(), pick);
          if (pick instanceof Pick.Packaged && accepts(other)) {
            vain.add(each.getKey());
          }
        }
      }
    }
    return vain;
  }

  private boolean search(Map<ProjectName, Pick> chosen) {
    Optional<ProjectName> unmet = unmet(chosen);
    if (unmet.isEmpty()) {
      return true;
    }
    if (chosen.containsKey(unmet.get())) {
      return false;
    }
    for (Pick pick : picks.getOrDefault(unmet.get(), List.of())) {
      Map<ProjectName, Pick> more = new HashMap<>(chosen);
      more.put(unmet.get(), pick);
      if (search(more)) {
        return true;
      }
    }
    return false;
  }

  /** A project that is needed and missing or of a version that will not do. */
  private Optional<ProjectName> unmet(Map<ProjectName, Pick> chosen) {
    for (Root constraint : scenario.constraints) {
      Requirement requirement = constraint.requirement();
      if (chosen.containsKey(requirement.name()) && !meets(chosen, requirement)) {
        return Optional.of(requirement.name());
      }
    }
    List<Requirement> open =
        new ArrayList<>(scenario.asked.stream().map(Root::requirement).toList());
    List<Requirement> seen = new ArrayList<>();
    while (!open.isEmpty()) {
      Requirement requirement = open.remove(0);
      if (seen.contains(requirement)) {
        continue;
      }
      seen.add(requirement);
      Pick pick = chosen.get(requirement.name());
      if (pick == null || !requirement.specifiers().contains(pick.version())) {
        return Optional.of(requirement.name());
      }
      if (pick instanceof Pick.Release release) {
        open.addAll(required(release.file(), requirement.extras()));
        continue;
      }
      Offer offer = ((Pick.Packaged) pick).offer();
      Optional<ProjectName> unmet = unmet(offer, requirement.extras(), chosen);
      if (unmet.isPresent()) {
        return unmet;
      }
      depended(offer).forEach(name -> open.add(Requirement.parse(name.normalized())));
      if (!requirement.extras().isEmpty()) {
        open.addAll(
            required(wheel(offer).orElseThrow(), requirement.extras()).stream()
                .filter(one -> !one.appliesTo(target.markers(), Set.of()))
                .toList());
      }
    }
    return Optional.empty();
  }

  private Set<ProjectName> depended(Offer offer) {
    return scenario.suite.demands(offer).stream()
        .filter(demand -> demand.kind() == Offer.Demand.Kind.DEPENDS)
        .map(Offer.Demand::project)
        .collect(Collectors.toSet());
  }

  /** What a package of the suite does not go with. */
  private Optional<ProjectName> unmet(
      Offer offer, Set<ProjectName> extras, Map<ProjectName, Pick> chosen) {
    Optional<Distribution> wheel = wheel(offer);
    if (!extras.isEmpty() && wheel.isEmpty()) {
      return Optional.of(offer.project());
    }
    for (Offer.Demand demand : scenario.suite.demands(offer)) {
      Pick other = chosen.get(demand.project());
      boolean missing = other == null && demand.kind() == Offer.Demand.Kind.DEPENDS;
      boolean wrong =
          (other instanceof Pick.Release release && !demand.admits().test(release.version()))
              || (other instanceof Pick.Packaged && !demand.goesWithSuite());
      if (!demand.project().equals(offer.project()) && (missing || wrong)) {
        return Optional.of(demand.project());
      }
    }
    for (Requirement requirement : wheel.map(file -> required(file, Set.of())).orElse(List.of())) {
      if (chosen.get(requirement.name()) instanceof Pick.Release release
          && !requirement.name().equals(offer.project())
          && !requirement.specifiers().contains(release.version())) {
        return Optional.of(requirement.name());
      }
    }
    return Optional.empty();
  }

  private Optional<Distribution> wheel(Offer offer) {
    return files.getOrDefault(offer.project(), List.of()).stream()
        .filter(file -> file.filename().version().equals(offer.version()))
        .findFirst();
  }

  private static boolean meets(Map<ProjectName, Pick> chosen, Requirement requirement) {
    Pick pick = chosen.get(requirement.name());
    return pick != null && requirement.specifiers().contains(pick.version());
  }

  private List<Requirement> required(Distribution file, Set<ProjectName> extras) {
    return scenario.world.metadata(file).requiresDist().stream()
        .filter(requirement -> requirement.appliesTo(target.markers(), extras))
        .toList();
  }
}
