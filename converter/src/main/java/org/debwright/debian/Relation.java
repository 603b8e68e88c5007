package org.debwright.debian;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/**
 * One package relation (Policy 7.1), for example {@code python3-six (>= 1.16)} or {@code
 * python3:any}.
 *
 * @param qualifier architecture qualifier such as {@code any}, empty where none
 */
public record Relation(PackageName name, String qualifier, Optional<Bound> bound) {
  private static final Pattern PATTERN =
      Pattern.compile(
          "([^\\s:()|,]+)(?::([a-z0-9-]+))?\\s*(?:\\(\\s*(<<|<=|=|>=|>>|<|>)\\s*([^\\s()]+)\\s*\\))?");

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

    /** Of its symbol; {@code <} and {@code >} of old files include the bound, as in dpkg. */
    static Operator of(String symbol) {
      return switch (symbol) {
        case "<<" -> EARLIER;
        case "<=", "<" -> AT_MOST;
        case "=" -> EXACTLY;
        case ">=", ">" -> AT_LEAST;
        case ">>" -> LATER;
        default -> throw new IllegalArgumentException(symbol);
      };
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

  /**
   * Reads one alternative, for example {@code python3:any (>= 3.11~)}.
   *
   * @throws DebwrightException if it is none
   */
  public static Relation parse(String text) {
    Matcher matcher = PATTERN.matcher(text.strip());
    if (!matcher.matches()) {
      throw Diagnostic.error(
              "relation-invalid",
              "`" + text.strip().replaceAll("\\p{Cntrl}", "?") + "` is not a package relation")
          .because("Debian Policy 7.1 has them as `name`, `name:any` or `name (>= version)`")
          .toException();
    }
    Optional<Bound> bound =
        Optional.ofNullable(matcher.group(3))
            .map(o -> new Bound(Operator.of(o), DebianVersion.parse(matcher.group(4))));
    String qualifier = Optional.ofNullable(matcher.group(2)).orElse("");
    return new Relation(PackageName.parse(matcher.group(1)), qualifier, bound);
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
