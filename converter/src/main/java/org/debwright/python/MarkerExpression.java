package org.debwright.python;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/** The tree of an environment marker. */
sealed interface MarkerExpression {
  /**
   * Whether it is true.
   *
   * @throws DebwrightException if it compares what cannot be compared
   */
  boolean holds(MarkerValues values);

  /** Hands over every comparison in it. */
  void forEachComparison(Consumer<Comparison> action);

  /** As PEP 508 writes it, parenthesised where {@code and} binds it. */
  default String inConjunction() {
    return toString();
  }

  /** {@code a or b}; at least two. */
  record AnyOf(List<MarkerExpression> alternatives) implements MarkerExpression {
    @Override
    public boolean holds(MarkerValues values) {
      boolean holds = false;
      for (MarkerExpression alternative : alternatives) {
        // No short cut: a comparison that cannot be made is an error wherever it stands.
        holds |= alternative.holds(values);
      }
      return holds;
    }

    @Override
    public void forEachComparison(Consumer<Comparison> action) {
      alternatives.forEach(alternative -> alternative.forEachComparison(action));
    }

    @Override
    public String inConjunction() {
      return "(" + this + ")";
    }

    @Override
    public String toString() {
      return alternatives.stream().map(Object::toString).collect(Collectors.joining(" or "));
    }
  }

  /** {@code a and b}; at least two. */
  record AllOf(List<MarkerExpression> conditions) implements MarkerExpression {
    @Override
    public boolean holds(MarkerValues values) {
      boolean holds = true;
      for (MarkerExpression condition : conditions) {
        holds &= condition.holds(values);
      }
      return holds;
    }

    @Override
    public void forEachComparison(Consumer<Comparison> action) {
      conditions.forEach(condition -> condition.forEachComparison(action));
    }

    @Override
    public String toString() {
      return conditions.stream()
          .map(MarkerExpression::inConjunction)
          .collect(Collectors.joining(" and "));
    }
  }

  /** {@code left operator right}. */
  record Comparison(MarkerOperand left, MarkerOperator operator, MarkerOperand right)
      implements MarkerExpression {
    @Override
    public boolean holds(MarkerValues values) {
      MarkerOperand variable = variable();
      if (variable.isSet()) {
        return holdsForSet(values);
      }
      String value =
          values.of(variable).orElseThrow(() -> undefined("`" + variable + "` has no value here"));
      // As packaging: a variable on the right of a variable is its own name.
      String leftText = left.isVariable() ? value : left.text();
      String rightText = left.isVariable() ? right.text() : value;
      return versionClause(variable, rightText)
          .map(clause -> clause.containsText(leftText))
          .orElseGet(() -> holdsForStrings(leftText, rightText));
    }

    // PEP 508, "Environment Markers": versions compare as versions, where both sides are some.
    private Optional<Specifier> versionClause(MarkerOperand variable, String rightText) {
      if (!variable.isVersion() || operator.specifier().isEmpty()) {
        return Optional.empty();
      }
      return Specifier.tryOf(operator.specifier().get(), PythonText.strip(rightText));
    }

    private boolean holdsForStrings(String leftText, String rightText) {
      return switch (operator) {
        case IN -> rightText.contains(leftText);
        case NOT_IN -> !rightText.contains(leftText);
        case EQUAL, AT_LEAST, AT_MOST -> leftText.equals(rightText);
        case NOT_EQUAL -> !leftText.equals(rightText);
        // Specification "Dependency specifiers": strings have no order.
        case LESS, GREATER -> false;
        case COMPATIBLE, ARBITRARY ->
            throw undefined("`" + operator.symbol() + "` does not compare strings");
      };
    }

    private boolean holdsForSet(MarkerValues values) {
      if (left.isSet() || (operator != MarkerOperator.IN && operator != MarkerOperator.NOT_IN)) {
        throw undefined("a set is only asked for members: `\"name\" in " + variable() + "`");
      }
      return values.hasMember(right, left.text()) == (operator == MarkerOperator.IN);
    }

    /** The variable that says how both sides compare. */
    MarkerOperand variable() {
      return left.isVariable() ? left : right;
    }

    /** The extra that is compared with, empty where the comparison is about something else. */
    Optional<String> extra() {
      if (!variable().asksForExtra()) {
        return Optional.empty();
      }
      return Optional.of(left.isVariable() ? right.text() : left.text());
    }

    private DebwrightException undefined(String why) {
      return Diagnostic.error("marker-undefined", "`" + this + "` is neither true nor false")
          .because(why)
          .toException();
    }

    @Override
    public void forEachComparison(Consumer<Comparison> action) {
      action.accept(this);
    }

    @Override
    public String toString() {
      return left + " " + operator.symbol() + " " + right;
    }
  }
}
