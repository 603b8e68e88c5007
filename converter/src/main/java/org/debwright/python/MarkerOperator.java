package org.debwright.python;

import java.util.Optional;

/** The operators of environment markers: those of versions, and membership. */
enum MarkerOperator {
  COMPATIBLE(Specifier.Operator.COMPATIBLE),
  EQUAL(Specifier.Operator.EQUAL),
  NOT_EQUAL(Specifier.Operator.NOT_EQUAL),
  AT_MOST(Specifier.Operator.AT_MOST),
  AT_LEAST(Specifier.Operator.AT_LEAST),
  LESS(Specifier.Operator.LESS),
  GREATER(Specifier.Operator.GREATER),
  ARBITRARY(Specifier.Operator.ARBITRARY),
  IN("in"),
  NOT_IN("not in");

  private final String symbol;
  private final Optional<Specifier.Operator> specifier;

  MarkerOperator(Specifier.Operator specifier) {
    this.symbol = specifier.symbol();
    this.specifier = Optional.of(specifier);
  }

  MarkerOperator(String symbol) {
    this.symbol = symbol;
    this.specifier = Optional.empty();
  }

  static MarkerOperator of(Specifier.Operator specifier) {
    return valueOf(specifier.name());
  }

  String symbol() {
    return symbol;
  }

  /** The operator between versions, empty for membership. */
  Optional<Specifier.Operator> specifier() {
    return specifier;
  }
}
