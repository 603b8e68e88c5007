package org.debwright.transition.plan;

import java.util.List;
import java.util.stream.Collectors;
import org.debwright.transition.plan.PlannedDistribution.Fate;

/**
 * What a transition is to do.
 *
 * @param steps in the engine's words (docs/transition-journal.md)
 * @param unpinned projects that no lock pins, or at another version than is installed
 * @param kept commands that stay as they are, each with the reason
 * @param watched absolute paths that a rollback has to bring back as they were
 */
public record TransitionPlan(
    List<PlannedDistribution> distributions,
    List<String> steps,
    List<String> unpinned,
    List<String> kept,
    List<String> watched) {
  /** Copies. */
  public TransitionPlan {
    distributions = List.copyOf(distributions);
    steps = List.copyOf(steps);
    unpinned = List.copyOf(unpinned);
    kept = List.copyOf(kept);
    watched = List.copyOf(watched);
  }

  /** Those of one fate. */
  public List<PlannedDistribution> of(Fate fate) {
    return distributions.stream().filter(each -> each.fate() == fate).toList();
  }

  /** The file that the engine reads. */
  public String text() {
    return steps.stream().collect(Collectors.joining("\n", "debwright-transition-plan 1\n", "\n"));
  }
}
