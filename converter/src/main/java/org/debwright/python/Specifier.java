package org.debwright.python;

import java.util.Optional;

/**
 * One clause of a {@link SpecifierSet}, for example {@code ~=1.4.2}. PEP 440, "Version specifiers".
 */
public final class Specifier {
  private Specifier() {}

  /** The comparison operators of PEP 440. */
  public enum Operator {
    /** {@code ~=}. */
    COMPATIBLE("~="),
    /** {@code ==}, with or without a trailing {@code .*}. */
    EQUAL("=="),
    /** {@code !=}, with or without a trailing {@code .*}. */
    NOT_EQUAL("!="),
    /** {@code <=}. */
    AT_MOST("<="),
    /** {@code >=}. */
    AT_LEAST(">="),
    /** {@code <}. */
    LESS("<"),
    /** {@code >}. */
    GREATER(">"),
    /** {@code ===}. */
    ARBITRARY("===");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    /** As written in a requirement. */
    public String symbol() {
      return symbol;
    }
  }

  /** Reads one clause. Throws DebwrightException. */
  public static Specifier parse(String text) {
    throw new UnsupportedOperationException();
  }

  /** The comparison. */
  public Operator operator() {
    throw new UnsupportedOperationException();
  }

  /**
   * The version compared with, without {@code .*}; empty only for {@code ===} of something that is
   * no version.
   */
  public Optional<Pep440Version> version() {
    throw new UnsupportedOperationException();
  }

  /** Whether the version ends in {@code .*}. */
  public boolean isPrefix() {
    throw new UnsupportedOperationException();
  }

  /** The version text as written, {@code .*} included. */
  public String versionText() {
    throw new UnsupportedOperationException();
  }

  /** Whether {@code version} satisfies the clause, pre-releases not excluded. */
  public boolean contains(Pep440Version version) {
    throw new UnsupportedOperationException();
  }

  /** Whether the clause itself names a pre-release, which admits pre-releases (PEP 440). */
  public boolean admitsPrereleases() {
    throw new UnsupportedOperationException();
  }

  /** {@code ~=1.4.2}. */
  @Override
  public String toString() {
    throw new UnsupportedOperationException();
  }
}
