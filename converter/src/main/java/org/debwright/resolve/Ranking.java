package org.debwright.resolve;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntBiFunction;

/**
 * Which node is decided next. Never depends on timing: what has one candidate left comes first,
 * then what was often in conflict, then what was met first, top-level requirements before all else.
 */
final class Ranking {
  // As uv found: a few conflicts are normal, more mean that the order of decisions is bad.
  private static final int CONFLICTS_PER_STEP = 5;

  // More nodes or conflicts than 2^28 would not fit the memory.
  private static final int RANK_BITS = 28;

  private final ToIntBiFunction<Node, States> lateness;
  private final Map<Node, Integer> met = new HashMap<>();
  private final Map<Node, Integer> conflicts = new HashMap<>();

  /**
   * A ranking.
   *
   * @param lateness of what has several candidates left: 0 first, 2 last
   */
  Ranking(ToIntBiFunction<Node, States> lateness) {
    this.lateness = lateness;
  }

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
    Optional<Node> first = Optional.empty();
    long least = Long.MAX_VALUE;
    for (Node node : solution.undecided()) {
      long rank = rank(node, solution);
      if (rank < least) {
        first = Optional.of(node);
        least = rank;
      }
    }
    return first;
  }

  /** One number in place of a row of comparisons, as this is asked for every node at every step. */
  private long rank(Node node, PartialSolution solution) {
    long rank = waitsForBase(node, solution) ? 4 : 0;
    States states = solution.states(node).orElseThrow();
    rank += states.isSingle() ? 0 : 1 + lateness.applyAsInt(node, states);
    rank = (rank << RANK_BITS) - conflicts.getOrDefault(node, 0) / CONFLICTS_PER_STEP;
    return (rank << RANK_BITS) + met.getOrDefault(node, met.size());
  }

  private static boolean waitsForBase(Node node, PartialSolution solution) {
    return node instanceof Node.Extra
        && !solution.decisions().containsKey(new Node.Base(node.project()));
  }
}
