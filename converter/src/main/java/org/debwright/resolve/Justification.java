package org.debwright.resolve;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.Requirement;
import org.debwright.python.SpecifierSet;

/**
 * Whether pre-releases and yanked releases may be used, by all requirements on their project
 * together.
 */
final class Justification {
  private Justification() {}

  /** The projects whose kept-back versions could mend a contradiction, with what to open. */
  static Map<ProjectName, Candidates.Opening> openings(
      Incompatibility contradiction, Explorer explorer) {
    Map<ProjectName, List<Requirement>> requirements = new LinkedHashMap<>();
    Map<ProjectName, States> heldBack = new LinkedHashMap<>();
    Set<ProjectName> yanked = new HashSet<>();
    for (Incompatibility fact : ProofReduction.facts(contradiction)) {
      if (fact.cause() instanceof Cause.Asked cause) {
        note(cause.requirement(), cause.heldBack(), requirements, heldBack);
      } else if (fact.cause() instanceof Cause.Requires cause) {
        note(cause.requirement(), cause.heldBack(), requirements, heldBack);
      } else if (fact.cause() instanceof Cause.Stated cause) {
        note(cause.requirement(), cause.heldBack(), requirements, heldBack);
      } else if (fact.cause() instanceof Cause.Unusable cause && cause.rejection().isYanking()) {
        fact.terms().keySet().forEach(node -> yanked.add(node.project()));
      }
    }
    Map<ProjectName, Candidates.Opening> result = new LinkedHashMap<>();
    requirements.forEach(
        (project, on) -> {
          Candidates candidates = explorer.candidates(project);
          States held = heldBack.getOrDefault(project, States.none(candidates.size()));
          boolean prereleases = mayNeedPrereleases(on, held, candidates);
          boolean pinned =
              yanked.contains(project)
                  && on.stream().anyMatch(one -> Wishes.pins(one.specifiers()));
          if (prereleases || pinned) {
            Candidates.Opening now = candidates.opening();
            result.put(
                project,
                new Candidates.Opening(
                    now.prereleases().orOpened(prereleases), now.yanked().orOpened(pinned)));
          }
        });
    return result;
  }

  private static void note(
      Requirement requirement,
      States held,
      Map<ProjectName, List<Requirement>> requirements,
      Map<ProjectName, States> heldBack) {
    requirements.computeIfAbsent(requirement.name(), name -> new ArrayList<>()).add(requirement);
    if (!held.isEmpty()) {
      heldBack.merge(requirement.name(), held, States::or);
    }
  }

  private static boolean mayNeedPrereleases(
      List<Requirement> on, States heldBack, Candidates candidates) {
    if (heldBack.indices().noneMatch(i -> candidates.get(i).version().isPrerelease())) {
      return false;
    }
    return on.stream().anyMatch(one -> one.specifiers().admitsPrereleases())
        || on.stream()
            .anyMatch(one -> on.stream().anyMatch(two -> meetInHeldBack(one, two, candidates)));
  }

  /** Whether two requirements have no version in common but kept-back ones. */
  private static boolean meetInHeldBack(Requirement one, Requirement two, Candidates candidates) {
    States satisfying =
        candidates.satisfying(one.specifiers()).and(candidates.satisfying(two.specifiers()));
    States allowed =
        candidates
            .admit(one.specifiers())
            .allowed()
            .and(candidates.admit(two.specifiers()).allowed());
    return allowed.isEmpty() && !satisfying.isEmpty();
  }

  /** Whether every kept-back version in a solution is there by right. */
  static boolean holds(Attempt.Question question, Map<Node, Integer> decisions, Explorer explorer) {
    Map<ProjectName, List<SpecifierSet>> active = new LinkedHashMap<>();
    question.roots().forEach(root -> note(root.requirement(), active));
    question.constraints().forEach(root -> note(root.requirement(), active));
    decisions.forEach(
        (node, index) ->
            explorer.requirements(node, index).forEach(requirement -> note(requirement, active)));
    return decisions.entrySet().stream()
        .filter(decision -> decision.getKey() instanceof Node.Base)
        .allMatch(
            decision -> {
              ProjectName project = decision.getKey().project();
              Candidates candidates = explorer.candidates(project);
              return !candidates.opening().ranks()
                  || mayUse(
                      decision.getValue(), active.getOrDefault(project, List.of()), candidates);
            });
  }

  private static void note(Requirement requirement, Map<ProjectName, List<SpecifierSet>> active) {
    active
        .computeIfAbsent(requirement.name(), name -> new ArrayList<>())
        .add(requirement.specifiers());
  }

  private static boolean mayUse(int index, List<SpecifierSet> active, Candidates candidates) {
    Candidate candidate = candidates.get(index);
    Pep440Version version = candidate.version();
    Candidates.Opening opening = candidates.opening();
    boolean yankedByRight = candidate.yanked().isEmpty() || active.stream().anyMatch(Wishes::pins);
    boolean prereleaseByRight =
        candidate.offer().isPresent()
            || opening.prereleases() == Candidates.Openness.WANTED
            || !version.isPrerelease()
            || active.stream().anyMatch(SpecifierSet::admitsPrereleases)
            || !finalSatisfies(active, candidates);
    return yankedByRight && prereleaseByRight;
  }

  private static boolean finalSatisfies(List<SpecifierSet> active, Candidates candidates) {
    return candidates
        .all()
        .indices()
        .mapToObj(candidates::get)
        .filter(candidate -> !candidate.version().isPrerelease())
        .filter(candidate -> candidate.yanked().isEmpty() && candidate.rejection().isEmpty())
        .anyMatch(candidate -> active.stream().allMatch(set -> set.contains(candidate.version())));
  }
}
