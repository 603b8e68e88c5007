package org.debwright.resolve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a proof short: tells the same dependency of many versions as one fact where that still
 * suffices, and leaves out each fact without which the rest still contradict each other. The search
 * itself, run on nothing but the facts, is the judge.
 */
final class ProofReduction {
  // Each fact left out costs one more search.
  private static final int MOST_FACTS_TRIED = 150;

  private ProofReduction() {}

  /** The facts a contradiction rests on, in the order in which they were used. */
  static List<Incompatibility> facts(Incompatibility contradiction) {
    List<Incompatibility> facts = new ArrayList<>();
    Set<Incompatibility> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Incompatibility> open = new ArrayList<>(List.of(contradiction));
    while (!open.isEmpty()) {
      Incompatibility next = open.remove(open.size() - 1);
      if (!seen.add(next)) {
        continue;
      }
      if (next.cause() instanceof Cause.Derived derived) {
        open.add(derived.right());
        open.add(derived.left());
      } else {
        facts.add(next);
      }
    }
    return facts;
  }

  /** The same contradiction from fewer facts. */
  static Incompatibility reduce(Incompatibility contradiction) {
    List<Incompatibility> facts = merge(facts(contradiction));
    if (facts.size() <= MOST_FACTS_TRIED) {
      facts = leaveOut(facts);
    }
    return contradiction(facts).orElse(contradiction);
  }

  private static List<Incompatibility> merge(List<Incompatibility> facts) {
    Collection<List<Incompatibility>> groups = groups(facts);
    List<Incompatibility> all = facts;
    for (List<Incompatibility> group : groups) {
      all = merge(all, group);
    }
    if (contradiction(all).isPresent()) {
      return all;
    }
    List<Incompatibility> result = facts;
    for (List<Incompatibility> group : groups) {
      List<Incompatibility> merged = merge(result, group);
      result = contradiction(merged).isPresent() ? merged : result;
    }
    return result;
  }

  private static List<Incompatibility> merge(
      List<Incompatibility> facts, List<Incompatibility> group) {
    Set<Incompatibility> members = Collections.newSetFromMap(new IdentityHashMap<>());
    members.addAll(group);
    List<Incompatibility> merged = new ArrayList<>(facts);
    merged.removeIf(members::contains);
    merged.add(union(group));
    return merged;
  }

  /** Facts of one kind about the same nodes; what cannot be used needs nothing. */
  private record Edge(Node from, Optional<Node> to) {}

  private static Collection<List<Incompatibility>> groups(List<Incompatibility> facts) {
    Map<Edge, List<Incompatibility>> groups = new LinkedHashMap<>();
    for (Incompatibility fact : facts) {
      if (fact.cause() instanceof Cause.Requires cause && !cause.from().equals(cause.to())) {
        Edge edge = new Edge(cause.from(), Optional.of(cause.to()));
        groups.computeIfAbsent(edge, any -> new ArrayList<>()).add(fact);
      } else if (fact.cause() instanceof Cause.Unusable) {
        Edge edge = new Edge(fact.terms().keySet().iterator().next(), Optional.empty());
        groups.computeIfAbsent(edge, any -> new ArrayList<>()).add(fact);
      }
    }
    groups.values().removeIf(group -> group.size() < 2);
    return groups.values();
  }

  private static Incompatibility union(List<Incompatibility> group) {
    Incompatibility first = group.get(0);
    return first.cause() instanceof Cause.Requires cause
        ? requiresUnion(group, cause.from())
        : unusableUnion(group);
  }

  /** Weaker than all of {@code group} together: any of the versions needs any of what they need. */
  private static Incompatibility requiresUnion(List<Incompatibility> group, Node from) {
    Map<Node, States> terms = new LinkedHashMap<>();
    for (Incompatibility fact : group) {
      fact.terms()
          .forEach(
              (node, states) ->
                  terms.merge(node, states, (a, b) -> node.equals(from) ? a.or(b) : a.and(b)));
    }
    return Incompatibility.of(terms, new Cause.Various()).orElse(group.get(0));
  }

  private static Incompatibility unusableUnion(List<Incompatibility> group) {
    Map<Node, States> terms = new LinkedHashMap<>();
    List<Rejection> why = new ArrayList<>();
    for (Incompatibility fact : group) {
      fact.terms().forEach((node, states) -> terms.merge(node, states, States::or));
      if (fact.cause() instanceof Cause.Unusable unusable) {
        why.add(unusable.rejection());
      }
    }
    return Incompatibility.of(terms, new Cause.Unusable(Rejection.together(why)))
        .orElse(group.get(0));
  }

  private static List<Incompatibility> leaveOut(List<Incompatibility> facts) {
    List<Incompatibility> needed = new ArrayList<>(facts);
    for (Incompatibility fact : facts) {
      List<Incompatibility> fewer = new ArrayList<>(needed);
      fewer.remove(fact);
      if (contradiction(fewer).isPresent()) {
        needed = fewer;
      }
    }
    return needed;
  }

  /** How {@code facts} contradict each other, if they do. */
  static Optional<Incompatibility> contradiction(List<Incompatibility> facts) {
    return new Search(new FactsOnly()).run(facts) instanceof Search.End.Refused refused
        ? Optional.of(refused.contradiction())
        : Optional.empty();
  }

  /** A world in which nothing is required beyond the given facts. */
  private static final class FactsOnly implements Search.Frontier {
    @Override
    public int best(Node node, States states, PartialSolution solution) {
      return states.newest();
    }

    @Override
    public List<Incompatibility> before(Node node, int candidate, PartialSolution solution) {
      return List.of();
    }

    @Override
    public Iterator<Incompatibility> consequences(
        Node node, int candidate, PartialSolution solution) {
      return Collections.emptyIterator();
    }
  }
}
