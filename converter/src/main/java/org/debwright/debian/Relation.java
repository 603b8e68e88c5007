package org.debwright.debian;

import java.util.Optional;

/**
 * One package relation (Policy 7.1), for example {@code python3-six (>= 1.16)} or {@code
 * python3:any}.
 *
 * @param qualifier architecture qualifier such as {@code any}, empty where none
 */
public record Relation(PackageName name, String qualifier, Optional<Bound> bound) {
  /** The version operators of Policy 7.1. */
  public enum Operator {
    /** {@code <<}. */
    EARLIER("<<"),
    /** {@code <=}. */
    AT_MOST("<="),
    /** {@code =}. */
    EXACTLY("="),
    /** {@code >=}. */
    AT_LEAST(">="),
    /** {@code >>}. */
    LATER(">>");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    /** As written in a control file. */
    public String symbol() {
      return symbol;
    }
  }

  /** A version restriction. */
  public record Bound(Operator operator, DebianVersion version) {
    /** Whether {@code candidate} is inside. */
    public boolean admits(DebianVersion candidate) {
      int order = candidate.compareTo(version);
      return switch (operator) {
        case EARLIER -> order < 0;
        case AT_MOST -> order <= 0;
        case EXACTLY -> order == 0;
        case AT_LEAST -> order >= 0;
        case LATER -> order > 0;
      };
    }

    @Override
    public String toString() {
      return operator.symbol() + " " + version;
    }
  }

  /** A relation without a version. */
  public static Relation to(PackageName name) {
    return new Relation(name, "", Optional.empty());
  }

  /** A relation with a version. */
  public static Relation to(PackageName name, Operator operator, DebianVersion version) {
    return new Relation(name, "", Optional.of(new Bound(operator, version)));
  }

  /** This relation with an architecture qualifier. */
  public Relation withQualifier(String architecture) {
    return new Relation(name, architecture, bound);
  }

  @Override
  public String toString() {
    return name
        + (qualifier.isEmpty() ? "" : ":" + qualifier)
        + bound.map(b -> " (" + b + ")").orElse("");
  }
}
