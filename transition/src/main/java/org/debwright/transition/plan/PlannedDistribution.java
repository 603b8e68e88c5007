package org.debwright.transition.plan;

import java.util.List;
import java.util.Optional;
import org.debwright.transition.survey.InstalledDistribution;

/**
 * What becomes of a distribution.
 *
 * @param supply the package that has it from then on
 * @param reasons why, and what else is worth knowing
 */
public record PlannedDistribution(
    InstalledDistribution distribution, Fate fate, Optional<Supply> supply, List<String> reasons) {
  /** Copies. */
  public PlannedDistribution {
    reasons = List.copyOf(reasons);
  }

  /** What can become of one. */
  public enum Fate {
    /** A package has it, and comes first. */
    REPLACED("replaced"),
    /** No package has it: it is imported from the fallback. */
    FALLS_BACK("falls back"),
    /** The transition does not touch it. */
    STAYS("stays"),
    /** It would break. */
    BLOCKS("blocks");

    private final String word;

    Fate(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }
}
