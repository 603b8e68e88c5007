package org.debwright.resolve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.debwright.index.Distribution;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.PythonTarget;
import org.debwright.python.Requirement;
import org.debwright.python.WheelFilename;

/** Tries everything. An oracle for small questions: shares nothing with the solver but values. */
final class BruteForce {
  private final Scenario scenario;
  private final PythonTarget target;
  private final Map<ProjectName, List<Distribution>> releases = new HashMap<>();

  BruteForce(Scenario scenario) {
    this.scenario = scenario;
    this.target = scenario.target();
    for (Distribution file : scenario.world.everyFile()) {
      boolean fits =
          target.rank(((WheelFilename) file.filename()).tags()).isPresent()
              && file.requiresPython().contains(target.fullVersion());
      if (fits) {
        releases.computeIfAbsent(file.filename().project(), name -> new ArrayList<>()).add(file);
      }
    }
  }

  /** Some selection that satisfies everything. */
  boolean isSatisfiable() {
    return search(new HashMap<>());
  }

  /** Whether {@code chosen} satisfies everything that was asked and follows. */
  boolean accepts(Map<ProjectName, Distribution> chosen) {
    return unmet(chosen).isEmpty();
  }

  private boolean search(Map<ProjectName, Distribution> chosen) {
    Optional<Requirement> unmet = unmet(chosen);
    if (unmet.isEmpty()) {
      return true;
    }
    ProjectName project = unmet.get().name();
    if (chosen.containsKey(project)) {
      return false;
    }
    for (Distribution file : releases.getOrDefault(project, List.of())) {
      if (unmet.get().specifiers().contains(file.filename().version())) {
        Map<ProjectName, Distribution> more = new HashMap<>(chosen);
        more.put(project, file);
        if (search(more)) {
          return true;
        }
      }
    }
    return false;
  }

  /** A requirement that counts and is not satisfied; also constraints, on what is chosen. */
  private Optional<Requirement> unmet(Map<ProjectName, Distribution> chosen) {
    for (Root constraint : scenario.constraints) {
      Requirement requirement = constraint.requirement();
      if (chosen.containsKey(requirement.name()) && !meets(chosen, requirement)) {
        return Optional.of(requirement);
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
      if (!meets(chosen, requirement)) {
        return Optional.of(requirement);
      }
      open.addAll(requiredBy(chosen.get(requirement.name()), requirement.extras()));
    }
    return Optional.empty();
  }

  private static boolean meets(Map<ProjectName, Distribution> chosen, Requirement requirement) {
    Pep440Version version =
        Optional.ofNullable(chosen.get(requirement.name()))
            .map(file -> file.filename().version())
            .orElse(null);
    return version != null && requirement.specifiers().contains(version);
  }

  private List<Requirement> requiredBy(Distribution file, Set<ProjectName> extras) {
    return scenario.world.metadata(file).requiresDist().stream()
        .filter(requirement -> requirement.appliesTo(target.markers(), extras))
        .toList();
  }
}
