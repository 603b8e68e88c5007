package org.debwright.python;

import java.util.List;

/**
 * A comma-separated conjunction of {@link Specifier} clauses; the empty set admits everything.
 * Equal sets have equal clauses in any order.
 */
public final class SpecifierSet {
  /** Admits every version. */
  public static final SpecifierSet ANY = new SpecifierSet();

  private SpecifierSet() {}

  /** Reads {@code >=1,<2}; blank gives {@link #ANY}. Throws DebwrightException. */
  public static SpecifierSet parse(String text) {
    throw new UnsupportedOperationException();
  }

  /** The clauses in a fixed order. */
  public List<Specifier> specifiers() {
    throw new UnsupportedOperationException();
  }

  /**
   * Whether every clause admits {@code version}; pre-releases are not excluded here (what `pip
   * check` asks).
   */
  public boolean contains(Pep440Version version) {
    throw new UnsupportedOperationException();
  }

  /** Whether some clause names a pre-release. */
  public boolean admitsPrereleases() {
    throw new UnsupportedOperationException();
  }

  /** Whether no clause restricts anything. */
  public boolean isAny() {
    throw new UnsupportedOperationException();
  }

  /** Both conditions together. */
  public SpecifierSet and(SpecifierSet other) {
    throw new UnsupportedOperationException();
  }

  /** {@code >=1,<2}; empty for {@link #ANY}. */
  @Override
  public String toString() {
    throw new UnsupportedOperationException();
  }
}
