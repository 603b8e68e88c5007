package org.debwright.resolve;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Why nothing satisfies the requirements.
 *
 * @param proof from facts to contradiction
 * @param text the proof for people, one sentence a line
 */
public record Refusal(Step proof, String text) {

  /** One node of a proof. The same step may be used more than once. */
  public sealed interface Step {
    /** What it says, without a full stop. */
    String statement();
  }

  /**
   * Something that is so: what was asked for, what a release requires, what cannot be used.
   *
   * @param projects that it speaks of, by name
   */
  public record Fact(String statement, List<String> projects) implements Step {
    /** Copies. */
    public Fact {
      projects = List.copyOf(projects);
    }
  }

  /** Something that follows from two other steps. */
  public record Conclusion(String statement, Step left, Step right) implements Step {}

  /** The facts the proof rests on, each once, in the order of telling. */
  public List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    Set<Step> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Step> open = new ArrayList<>(List.of(proof));
    while (!open.isEmpty()) {
      Step step = open.remove(open.size() - 1);
      if (!seen.add(step)) {
        continue;
      }
      if (step instanceof Conclusion conclusion) {
        open.add(conclusion.right());
        open.add(conclusion.left());
      } else if (step instanceof Fact fact && !facts.contains(fact)) {
        facts.add(fact);
      }
    }
    return facts;
  }
}
