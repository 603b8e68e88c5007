package org.debwright.resolve;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A set of terms of which not all may hold at once (PubGrub, "Incompatibility"): for each node the
 * states meant. {@code a 1 depends on b 2} is "not both: a in {1}, b in everything but {2}".
 */
final class Incompatibility {
  private final Map<Node, States> terms;
  private final Cause cause;

  private Incompatibility(Map<Node, States> terms, Cause cause) {
    this.terms = Collections.unmodifiableMap(terms);
    this.cause = cause;
  }

  /**
   * Not all of {@code terms}. A term that always holds says nothing and is left out.
   *
   * @return empty if some term can never hold, so that nothing is forbidden
   */
  static Optional<Incompatibility> of(Map<Node, States> terms, Cause cause) {
    Map<Node, States> kept = new LinkedHashMap<>();
    for (Map.Entry<Node, States> term : terms.entrySet()) {
      if (term.getValue().isEmpty()) {
        return Optional.empty();
      }
      if (!term.getValue().isEverything()) {
        kept.put(term.getKey(), term.getValue());
      }
    }
    return Optional.of(new Incompatibility(kept, cause));
  }

  /** A single node may not be in {@code states}. */
  static Optional<Incompatibility> never(Node node, States states, Cause cause) {
    return of(Map.of(node, states), cause);
  }

  /**
   * {@code from} in {@code states} needs {@code to} in {@code allowed}. The nodes may be the same.
   */
  static Optional<Incompatibility> dependency(
      Node from, States states, Node to, States allowed, Cause cause) {
    Map<Node, States> terms = new LinkedHashMap<>();
    terms.put(from, states);
    terms.merge(to, allowed.complement(), States::and);
    return of(terms, cause);
  }

  /** {@code one} in {@code states} does not go with {@code other} in {@code otherStates}. */
  static Optional<Incompatibility> together(
      Node one, States states, Node other, States otherStates, Cause cause) {
    Map<Node, States> terms = new LinkedHashMap<>();
    terms.put(one, states);
    terms.put(other, otherStates);
    return of(terms, cause);
  }

  Map<Node, States> terms() {
    return terms;
  }

  Cause cause() {
    return cause;
  }

  /** Whether it cannot be avoided: the requirements contradict themselves. */
  boolean isContradiction() {
    return terms.isEmpty();
  }

  /** The rule of resolution: what follows from this and {@code other} whatever {@code pivot} is. */
  Incompatibility resolve(Node pivot, Incompatibility other) {
    Map<Node, States> result = new LinkedHashMap<>();
    other.terms.forEach(result::put);
    terms.forEach((node, states) -> result.merge(node, states, States::and));
    result.put(pivot, statesOf(pivot).or(other.statesOf(pivot)));
    return of(result, new Cause.Derived(this, other)).orElseThrow();
  }

  private States statesOf(Node node) {
    States states = terms.get(node);
    if (states == null) {
      throw new IllegalStateException(node + " is in no term");
    }
    return states;
  }

  @Override
  public String toString() {
    return terms + " because " + cause.getClass().getSimpleName();
  }
}
