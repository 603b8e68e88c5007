package org.debwright.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * What the solver holds for true so far, in the order in which it came to (PubGrub, "Partial
 * Solution").
 */
final class PartialSolution {
  private final List<Assignment> steps = new ArrayList<>();
  private final Map<Node, List<Assignment>> byNode = new LinkedHashMap<>();
  private final Map<Node, Integer> decisions = new LinkedHashMap<>();
  private int level;

  /**
   * One step.
   *
   * @param position in the whole list
   * @param states what the step itself says
   * @param together all that is known of the node after it
   * @param level how many decisions had been made
   * @param cause what forced it; empty for a decision
   */
  record Assignment(
      int position,
      Node node,
      States states,
      States together,
      int level,
      Optional<Incompatibility> cause) {}

  /**
   * The step that made an incompatibility hold.
   *
   * @param previousLevel at which it would already have held with this step alone
   */
  record Satisfier(Assignment step, int previousLevel) {}

  /** How an incompatibility stands. */
  sealed interface Relation {
    /** All terms hold: a conflict. */
    record Satisfied() implements Relation {}

    /** All terms hold but one, which therefore must not. */
    record Almost(Node node) implements Relation {}

    /** Nothing follows. */
    record Open() implements Relation {}
  }

  /** What is known of {@code node}; empty where nothing is. */
  Optional<States> states(Node node) {
    List<Assignment> own = byNode.get(node);
    return own == null ? Optional.empty() : Optional.of(own.get(own.size() - 1).together());
  }

  /** The chosen candidate of each decided node, in the order of deciding. */
  Map<Node, Integer> decisions() {
    return decisions;
  }

  /** The nodes of which anything is known. */
  List<Node> known() {
    return List.copyOf(byNode.keySet());
  }

  /** The nodes that must be installed and are not decided. */
  List<Node> undecided() {
    List<Node> found = new ArrayList<>();
    byNode.forEach(
        (node, steps) -> {
          boolean isNeeded = !steps.get(steps.size() - 1).together().allowsAbsence();
          if (isNeeded && !decisions.containsKey(node)) {
            found.add(node);
          }
        });
    return found;
  }

  /** At which level {@code node} was decided, if there was something to choose from. */
  OptionalInt choiceLevel(Node node) {
    List<Assignment> own = byNode.getOrDefault(node, List.of());
    for (int i = 1; i < own.size(); i++) {
      if (own.get(i).cause().isEmpty() && own.get(i - 1).together().size() > 1) {
        return OptionalInt.of(own.get(i).level());
      }
    }
    return OptionalInt.empty();
  }

  void decide(Node node, int candidate, int candidates) {
    level++;
    decisions.put(node, candidate);
    append(node, States.only(candidates, candidate), Optional.empty());
  }

  /** Concludes that {@code cause} must not hold, so its term of {@code node} does not. */
  void derive(Node node, Incompatibility cause) {
    States forbidden = Optional.ofNullable(cause.terms().get(node)).orElseThrow();
    append(node, forbidden.complement(), Optional.of(cause));
  }

  private void append(Node node, States states, Optional<Incompatibility> cause) {
    States together = states(node).map(states::and).orElse(states);
    Assignment step = new Assignment(steps.size(), node, states, together, level, cause);
    steps.add(step);
    byNode.computeIfAbsent(node, any -> new ArrayList<>()).add(step);
  }

  /** Forgets all that came after {@code target} decisions. */
  void backtrack(int target) {
    while (!steps.isEmpty() && steps.get(steps.size() - 1).level() > target) {
      Assignment step = steps.remove(steps.size() - 1);
      List<Assignment> own = Optional.ofNullable(byNode.get(step.node())).orElseThrow();
      own.remove(own.size() - 1);
      if (own.isEmpty()) {
        byNode.remove(step.node());
      }
      if (step.cause().isEmpty()) {
        decisions.remove(step.node());
      }
    }
    level = target;
  }

  Relation relate(Incompatibility incompatibility) {
    Optional<Node> open = Optional.empty();
    for (Map.Entry<Node, States> term : incompatibility.terms().entrySet()) {
      Optional<States> known = states(term.getKey());
      if (known.isPresent() && known.get().isSubsetOf(term.getValue())) {
        continue;
      }
      boolean contradicted = known.isPresent() && known.get().isDisjointFrom(term.getValue());
      if (contradicted || open.isPresent()) {
        return new Relation.Open();
      }
      open = Optional.of(term.getKey());
    }
    return open.<Relation>map(Relation.Almost::new).orElseGet(Relation.Satisfied::new);
  }

  /** Whether all terms but that of {@code node} hold. */
  boolean satisfiesRest(Incompatibility incompatibility, Node node) {
    return incompatibility.terms().entrySet().stream()
        .filter(term -> !term.getKey().equals(node))
        .allMatch(
            term ->
                states(term.getKey())
                    .filter(known -> known.isSubsetOf(term.getValue()))
                    .isPresent());
  }

  /** The first step after which {@code incompatibility}, which holds, held. */
  Satisfier satisfier(Incompatibility incompatibility) {
    Map<Node, Assignment> firsts = new LinkedHashMap<>();
    incompatibility.terms().forEach((node, states) -> firsts.put(node, first(node, states)));
    Assignment last =
        firsts.values().stream()
            .max((a, b) -> Integer.compare(a.position(), b.position()))
            .orElseThrow();
    int previous = levelWithout(last, incompatibility);
    for (Assignment step : firsts.values()) {
      if (step.position() != last.position()) {
        previous = Math.max(previous, step.level());
      }
    }
    return new Satisfier(last, previous);
  }

  private Assignment first(Node node, States term) {
    return first(node, step -> step.together().isSubsetOf(term));
  }

  /** From which level on the term of {@code last}'s node holds, given what {@code last} says. */
  private int levelWithout(Assignment last, Incompatibility incompatibility) {
    States term = Optional.ofNullable(incompatibility.terms().get(last.node())).orElseThrow();
    if (last.states().isSubsetOf(term)) {
      return 0;
    }
    return first(last.node(), step -> step.together().and(last.states()).isSubsetOf(term)).level();
  }

  /** The first step of a node that passes a test which all later ones pass, too. */
  private Assignment first(Node node, Predicate<Assignment> test) {
    List<Assignment> own = byNode.getOrDefault(node, List.of());
    int low = 0;
    int high = own.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (test.test(own.get(middle))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return own.get(low);
  }
}
