package org.debwright.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads an environment marker; each method's comment is its rule of PEP 508's grammar. */
final class MarkerParser {
  // Nobody writes that; deeper nesting would only serve to exhaust the stack.
  private static final int DEEPEST = 100;

  private final Cursor cursor;
  private int depth;

  MarkerParser(Cursor cursor) {
    this.cursor = cursor;
  }

  /** {@code marker = marker_or}. */
  Marker marker() {
    return new Marker(or());
  }

  /** {@code marker_or = marker_and ('or' marker_and)*}. */
  private MarkerExpression or() {
    List<MarkerExpression> alternatives = new ArrayList<>();
    do {
      MarkerExpression next = and();
      if (next instanceof MarkerExpression.AnyOf anyOf) {
        alternatives.addAll(anyOf.alternatives());
      } else {
        alternatives.add(next);
      }
    } while (cursor.takeWord("or"));
    return alternatives.size() == 1
        ? alternatives.get(0)
        : new MarkerExpression.AnyOf(List.copyOf(alternatives));
  }

  /** {@code marker_and = marker_atom ('and' marker_atom)*}. */
  private MarkerExpression and() {
    List<MarkerExpression> conditions = new ArrayList<>();
    do {
      MarkerExpression next = atom();
      if (next instanceof MarkerExpression.AllOf allOf) {
        conditions.addAll(allOf.conditions());
      } else {
        conditions.add(next);
      }
    } while (cursor.takeWord("and"));
    return conditions.size() == 1
        ? conditions.get(0)
        : new MarkerExpression.AllOf(List.copyOf(conditions));
  }

  /** {@code marker_atom = wsp* ('(' marker wsp* ')' | marker_item) wsp*}. */
  private MarkerExpression atom() {
    cursor.skipBlanks();
    int start = cursor.position();
    MarkerExpression atom;
    if (cursor.take("(")) {
      if (++depth > DEEPEST) {
        throw cursor.wrong(start, "parentheses are nested deeper than " + DEEPEST);
      }
      atom = or();
      if (!cursor.take(")")) {
        throw cursor.wrong(start, "this `(` has no matching `)`");
      }
      depth--;
    } else {
      atom = comparison();
    }
    cursor.skipBlanks();
    return atom;
  }

  /** {@code marker_item = marker_var wsp* marker_op wsp* marker_var}. */
  private MarkerExpression comparison() {
    MarkerOperand left = operand();
    cursor.skipBlanks();
    MarkerOperator operator = operator();
    cursor.skipBlanks();
    MarkerOperand right = operand();
    // PEP 685: extras compare by their normalised names.
    if (left.isExtra()) {
      return new MarkerExpression.Comparison(left, operator, normalized(right));
    }
    return right.asksForExtra() || right.isSet()
        ? new MarkerExpression.Comparison(normalized(left), operator, right)
        : new MarkerExpression.Comparison(left, operator, right);
  }

  private static MarkerOperand normalized(MarkerOperand operand) {
    return operand.isVariable()
        ? operand
        : MarkerOperand.string(operand.text().replaceAll("[-_.]+", "-").toLowerCase(Locale.ROOT));
  }

  /** {@code marker_op = version_cmp | 'in' | 'not' wsp+ 'in'}. */
  private MarkerOperator operator() {
    int start = cursor.position();
    Optional<Specifier.Operator> comparison = cursor.operator();
    if (comparison.isPresent()) {
      return MarkerOperator.of(comparison.get());
    }
    if (cursor.takeWord("in")) {
      return MarkerOperator.IN;
    }
    if (cursor.takeWord("not") && cursor.skipBlanks() && cursor.takeWord("in")) {
      return MarkerOperator.NOT_IN;
    }
    cursor.returnTo(start);
    throw cursor.wrongHere(
        "an operator is expected here: `==`, `!=`, `<=`, `>=`, `<`, `>`, `~=`, `===`, `in` or"
            + " `not in`");
  }

  /** {@code marker_var = variable | python_str}. */
  private MarkerOperand operand() {
    if (cursor.peek() == '"' || cursor.peek() == '\'') {
      return string(cursor.peek());
    }
    int start = cursor.position();
    String name = cursor.takeWhile(c -> c == '_' || c == '.' || Character.isLetterOrDigit(c));
    return MarkerOperand.variable(name)
        .orElseThrow(
            () ->
                cursor.wrong(
                    start,
                    name.isEmpty()
                        ? "a variable or a quoted string is expected here"
                        : "`" + name + "` is no variable; a string must be quoted"));
  }

  /** {@code python_str = "'" [^']* "'" | '"' [^"]* '"'}, with Python's escapes. */
  private MarkerOperand string(char quote) {
    int start = cursor.position();
    String mark = String.valueOf(quote);
    cursor.take(mark);
    String content = cursor.takeWhile(c -> c != quote);
    if (!cursor.take(mark)) {
      throw cursor.wrong(start, "this string does not end");
    }
    return PythonText.unescape(content)
        .map(MarkerOperand::string)
        .orElseThrow(() -> cursor.wrong(start, "this string has an escape Python does not know"));
  }
}
