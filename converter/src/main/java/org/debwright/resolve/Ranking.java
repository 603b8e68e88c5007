package org.debwright.resolve;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which node is decided next. Never depends on timing: what has one candidate left comes first,
 * then what was often in conflict, then what was met first, top-level requirements before all else.
 */
final class Ranking {
  // As uv found: a few conflicts are normal, more mean that the order of decisions is bad.
  private static final int CONFLICTS_PER_STEP = 5;

  private final Map<Node, Integer> met = new HashMap<>();
  private final Map<Node, Integer> conflicts = new HashMap<>();

  /** Notes that the solver heard of {@code node}. */
  void meet(Node node) {
    met.putIfAbsent(node, met.size());
  }

  /**
   * Notes that a candidate of {@code node} did not work out.
   *
   * @return whether that has just happened so often that it now comes before others
   */
  boolean blame(Node node) {
    return conflicts.merge(node, 1, Integer::sum) == CONFLICTS_PER_STEP;
  }

  /** The node to decide, empty when all are. */
  Optional<Node> next(PartialSolution solution) {
    return solution.undecided().stream()
        .min(
            Comparator.comparing((Node node) -> waitsForBase(node, solution))
                .thenComparing(node -> solution.states(node).orElseThrow().size() > 1)
                .thenComparing(node -> -conflicts.getOrDefault(node, 0) / CONFLICTS_PER_STEP)
                .thenComparing(node -> met.getOrDefault(node, Integer.MAX_VALUE)));
  }

  private static boolean waitsForBase(Node node, PartialSolution solution) {
    return node instanceof Node.Extra
        && !solution.decisions().containsKey(new Node.Base(node.project()));
  }
}
