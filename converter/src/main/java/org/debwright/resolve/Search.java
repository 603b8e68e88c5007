package org.debwright.resolve;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * PubGrub's loop: propagate what follows, learn from each conflict, decide the next node. Knows
 * nothing of projects; all of the world comes through a {@link Frontier}. Runs on one thread and is
 * deterministic as far as its frontier is.
 */
final class Search {
  private final Frontier frontier;
  private final Clauses clauses = new Clauses();
  private final PartialSolution solution = new PartialSolution();
  private final Ranking ranking;
  private final Set<Node> changed = new LinkedHashSet<>();

  Search(Frontier frontier) {
    this.frontier = frontier;
    this.ranking = new Ranking(frontier::lateness);
  }

  /** Where the solver meets the world. */
  interface Frontier {
    /** The candidate of {@code node} to try first among {@code states}. */
    int best(Node node, States states, PartialSolution solution);

    /** Whether {@code node}, with several {@code states} left, is decided early (0) or late (2). */
    default int lateness(Node node, States states) {
      return 0;
    }

    /**
     * Facts that should be known before {@code candidate} of {@code node} is looked at; the search
     * takes them and then decides anew. Must come to an end.
     */
    List<Incompatibility> before(Node node, int candidate, PartialSolution solution);

    /**
     * What follows if {@code candidate} of {@code node} is chosen. Read only until something
     * contradicts the solution so far, so it should be computed lazily, cheap facts first.
     */
    Iterator<Incompatibility> consequences(Node node, int candidate, PartialSolution solution);
  }

  /** How a search ends. */
  sealed interface End {
    /** With a candidate for every node that is needed. */
    record Solved(Map<Node, Integer> decisions) implements End {}

    /** With a contradiction and all it was derived from. */
    record Refused(Incompatibility contradiction) implements End {}
  }

  /** Searches from {@code given}. */
  End run(List<Incompatibility> given) {
    given.forEach(this::add);
    Optional<Incompatibility> refusal =
        given.stream().filter(Incompatibility::isContradiction).findFirst().or(this::propagate);
    while (refusal.isEmpty()) {
      Optional<Node> next = ranking.next(solution);
      if (next.isEmpty()) {
        return new End.Solved(new LinkedHashMap<>(solution.decisions()));
      }
      decide(next.get());
      refusal = propagate();
    }
    return new End.Refused(refusal.get());
  }

  private void add(Incompatibility incompatibility) {
    incompatibility.terms().keySet().forEach(ranking::meet);
    changed.addAll(incompatibility.terms().keySet());
    clauses.add(incompatibility);
  }

  /** Decides {@code node}, or learns why its best candidate is none. */
  private void decide(Node node) {
    States states = solution.states(node).orElseThrow();
    int candidate = frontier.best(node, states, solution);
    List<Incompatibility> before = frontier.before(node, candidate, solution);
    if (!before.isEmpty()) {
      before.forEach(this::add);
      return;
    }
    Iterator<Incompatibility> consequences = frontier.consequences(node, candidate, solution);
    while (consequences.hasNext()) {
      Incompatibility fact = consequences.next();
      add(fact);
      if (fact.terms().containsKey(node) && solution.satisfiesRest(fact, node)) {
        if (ranking.blame(node)) {
          reconsider(node, fact);
        }
        return;
      }
    }
    solution.decide(node, candidate, states.candidates());
    changed.add(node);
  }

  /**
   * Goes back before the decision that {@code node} cannot agree with, so that {@code node} is
   * decided first: else a project decided early at its newest release pushes one that depends on it
   * down through all of its own. What was learned stays.
   */
  private void reconsider(Node node, Incompatibility fact) {
    int level = 0;
    for (Node decided : solution.decisions().keySet()) {
      if (!decided.equals(node) && fact.terms().containsKey(decided)) {
        solution.backtrack(level);
        changed.addAll(solution.known());
        return;
      }
      level++;
    }
  }

  /** Draws every conclusion from what changed; returns a contradiction if one is met. */
  private Optional<Incompatibility> propagate() {
    while (!changed.isEmpty()) {
      Node node = changed.iterator().next();
      changed.remove(node);
      // The newest first: what was learned last is most likely to matter.
      List<Incompatibility> known = clauses.of(node);
      for (int i = known.size() - 1; i >= 0; i--) {
        Incompatibility incompatibility = known.get(i);
        PartialSolution.Relation relation = solution.relate(incompatibility);
        if (relation instanceof PartialSolution.Relation.Almost almost) {
          solution.derive(almost.node(), incompatibility);
          changed.add(almost.node());
        } else if (relation instanceof PartialSolution.Relation.Satisfied) {
          Incompatibility learned = learn(incompatibility);
          if (learned.isContradiction()) {
            return Optional.of(learned);
          }
          // What else followed from this node may hold still.
          changed.add(node);
          changed.add(retract(learned));
          break;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Finds the root cause of a conflict (PubGrub, "Conflict Resolution"), and goes back before it.
   */
  private Incompatibility learn(Incompatibility conflict) {
    Incompatibility current = conflict;
    while (!current.isContradiction()) {
      PartialSolution.Satisfier satisfier = solution.satisfier(current);
      Optional<Incompatibility> cause = satisfier.step().cause();
      if (cause.isEmpty() || satisfier.previousLevel() < satisfier.step().level()) {
        if (current != conflict) {
          add(current);
        }
        ranking.blame(satisfier.step().node());
        solution.backtrack(satisfier.previousLevel());
        return current;
      }
      current = current.resolve(satisfier.step().node(), cause.get());
    }
    return current;
  }

  /** After going back, what was learned leaves one conclusion. */
  private Node retract(Incompatibility learned) {
    if (solution.relate(learned) instanceof PartialSolution.Relation.Almost almost) {
      solution.derive(almost.node(), learned);
      return almost.node();
    }
    throw new IllegalStateException("nothing follows from what was learned: " + learned);
  }
}
