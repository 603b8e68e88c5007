package org.debwright.resolve;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns a contradiction into a {@link Refusal}. */
final class Proof {
  // A longer chain of reasons is of no use to a reader, and telling it is recursive.
  private static final int MOST_FACTS_TOLD = 200;

  private final Statements statements;
  private final IdentityHashMap<Incompatibility, Refusal.Step> steps = new IdentityHashMap<>();

  private Proof(Statements statements) {
    this.statements = statements;
  }

  /** The shortest proof we find. */
  static Refusal of(Incompatibility contradiction, Statements statements) {
    Incompatibility reduced = ProofReduction.reduce(contradiction);
    List<Incompatibility> facts = ProofReduction.facts(reduced);
    Proof proof = new Proof(statements);
    if (facts.size() > MOST_FACTS_TOLD) {
      return proof.listed(facts);
    }
    Refusal.Step step = proof.step(reduced);
    return new Refusal(step, ProofText.of(step));
  }

  private Refusal.Step step(Incompatibility incompatibility) {
    Refusal.Step known = steps.get(incompatibility);
    if (known != null) {
      return known;
    }
    Refusal.Step step =
        incompatibility.cause() instanceof Cause.Derived derived
            ? new Refusal.Conclusion(
                statements.of(incompatibility), step(derived.left()), step(derived.right()))
            : fact(incompatibility);
    steps.put(incompatibility, step);
    return step;
  }

  private Refusal.Fact fact(Incompatibility incompatibility) {
    return new Refusal.Fact(statements.of(incompatibility), projects(incompatibility));
  }

  private static List<String> projects(Incompatibility incompatibility) {
    return Stream.concat(
            incompatibility.terms().keySet().stream(), incompatibility.cause().nodes().stream())
        .map(node -> node.project().normalized())
        .distinct()
        .sorted()
        .toList();
  }

  private Refusal listed(List<Incompatibility> facts) {
    String some =
        facts.stream()
            .limit(MOST_FACTS_TOLD)
            .map(fact -> "- " + statements.of(fact))
            .collect(Collectors.joining("\n"));
    int rest = facts.size() - MOST_FACTS_TOLD;
    Refusal.Step step = fact(facts.get(0));
    return new Refusal(
        step, "These contradict each other, with " + rest + " more of their kind:\n" + some);
  }
}
