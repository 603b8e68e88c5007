package org.debwright.python;

/**
 * The pre-release segment of a version, for example {@code rc1}.
 *
 * @param number decimal digits without leading zeros
 */
record PreRelease(Phase phase, String number) implements Comparable<PreRelease> {
  /** The phases in their order. */
  enum Phase {
    /** Alpha. */
    A("a"),
    /** Beta. */
    B("b"),
    /** Release candidate. */
    RC("rc");

    private final String letters;

    Phase(String letters) {
      this.letters = letters;
    }
  }

  @Override
  public int compareTo(PreRelease other) {
    int byPhase = phase.compareTo(other.phase);
    return byPhase != 0 ? byPhase : Digits.compare(number, other.number);
  }

  /** {@code rc1}. */
  @Override
  public String toString() {
    return phase.letters + number;
  }
}
