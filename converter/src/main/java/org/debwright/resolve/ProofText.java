package org.debwright.resolve;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Tells a proof as PubGrub's report does: "Because … and …, …", each conclusion used by the next
 * sentence; what is used again later gets a number.
 */
final class ProofText {
  private final List<String> lines = new ArrayList<>();
  private final IdentityHashMap<Refusal.Step, Integer> uses = new IdentityHashMap<>();
  private final IdentityHashMap<Refusal.Step, Integer> numbers = new IdentityHashMap<>();

  private ProofText() {}

  /** The whole proof, one sentence a line. */
  static String of(Refusal.Step proof) {
    if (proof instanceof Refusal.Conclusion conclusion) {
      ProofText text = new ProofText();
      text.count(conclusion);
      text.tell(conclusion);
      return String.join("\n", text.lines);
    }
    return "Because " + proof.statement() + ", your requirements cannot be satisfied.";
  }

  private void count(Refusal.Conclusion conclusion) {
    if (uses.merge(conclusion, 1, Integer::sum) == 1) {
      for (Refusal.Step step : List.of(conclusion.left(), conclusion.right())) {
        if (step instanceof Refusal.Conclusion next) {
          count(next);
        }
      }
    }
  }

  private void tell(Refusal.Conclusion conclusion) {
    tellOnce(conclusion);
    if (uses.getOrDefault(conclusion, 0) > 1) {
      number(conclusion);
    }
  }

  private void tellOnce(Refusal.Conclusion conclusion) {
    if (conclusion.left() instanceof Refusal.Conclusion left) {
      if (conclusion.right() instanceof Refusal.Conclusion right) {
        tellBoth(left, right, conclusion);
      } else {
        tellOne(left, conclusion.right(), conclusion);
      }
    } else if (conclusion.right() instanceof Refusal.Conclusion right) {
      tellOne(right, conclusion.left(), conclusion);
    } else {
      because(conclusion.left().statement(), conclusion.right().statement(), conclusion);
    }
  }

  private void tellBoth(
      Refusal.Conclusion left, Refusal.Conclusion right, Refusal.Conclusion conclusion) {
    if (isNumbered(left) && isNumbered(right)) {
      because(cite(left), cite(right), conclusion);
    } else if (isNumbered(left)) {
      tell(right);
      and(cite(left), conclusion);
    } else if (isNumbered(right)) {
      tell(left);
      and(cite(right), conclusion);
    } else {
      tell(left);
      number(left);
      lines.add("");
      tellAgain(right, left, conclusion);
    }
  }

  private void tellAgain(
      Refusal.Conclusion right, Refusal.Conclusion left, Refusal.Conclusion conclusion) {
    // Telling the first may have told the second.
    if (isNumbered(right)) {
      because(cite(left), cite(right), conclusion);
    } else {
      tell(right);
      and(cite(left), conclusion);
    }
  }

  private void tellOne(
      Refusal.Conclusion derived, Refusal.Step fact, Refusal.Conclusion conclusion) {
    if (isNumbered(derived)) {
      because(fact.statement(), cite(derived), conclusion);
      return;
    }
    Optional<Refusal.Conclusion> prior = priorOf(derived);
    if (prior.isPresent() && uses.getOrDefault(derived, 0) == 1 && !isNumbered(prior.get())) {
      // Two facts in a row are one sentence.
      tell(prior.get());
      and(factOf(derived).statement() + " and " + fact.statement(), conclusion);
    } else {
      tell(derived);
      and(fact.statement(), conclusion);
    }
  }

  /** The conclusion among the two grounds of {@code conclusion}, if exactly one is such. */
  private static Optional<Refusal.Conclusion> priorOf(Refusal.Conclusion conclusion) {
    boolean left = conclusion.left() instanceof Refusal.Conclusion;
    boolean right = conclusion.right() instanceof Refusal.Conclusion;
    if (left == right) {
      return Optional.empty();
    }
    return Optional.of((Refusal.Conclusion) (left ? conclusion.left() : conclusion.right()));
  }

  private static Refusal.Step factOf(Refusal.Conclusion conclusion) {
    return conclusion.left() instanceof Refusal.Conclusion ? conclusion.right() : conclusion.left();
  }

  private boolean isNumbered(Refusal.Step step) {
    return numbers.containsKey(step);
  }

  private String cite(Refusal.Step step) {
    return step.statement() + " (" + numbers.get(step) + ")";
  }

  private void because(String one, String other, Refusal.Step conclusion) {
    lines.add("Because " + one + " and " + other + ", " + conclusion.statement() + ".");
  }

  private void and(String more, Refusal.Step conclusion) {
    lines.add("And because " + more + ", " + conclusion.statement() + ".");
  }

  private void number(Refusal.Step step) {
    if (!isNumbered(step)) {
      numbers.put(step, numbers.size() + 1);
      int last = lines.size() - 1;
      lines.set(last, lines.get(last) + " (" + numbers.get(step) + ")");
    }
  }
}
