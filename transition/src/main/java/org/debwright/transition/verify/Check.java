package org.debwright.transition.verify;

import java.util.List;
import java.util.Optional;

/**
 * One thing that was looked at.
 *
 * @param looked how many files, requirements or versions were looked at
 * @param wrong what is not as it should be, each with its place; sorted
 * @param unmade why it was not looked at, empty where it was
 */
public record Check(Name name, int looked, List<String> wrong, Optional<String> unmade) {
  /** Copies. */
  public Check {
    wrong = List.copyOf(wrong);
  }

  static Check of(Name name, int looked, List<String> wrong) {
    return new Check(name, looked, wrong, Optional.empty());
  }

  /** What is looked at. */
  public enum Name {
    /** What imported before still does, each from its package where there is one. */
    IMPORTS("imports", "module"),
    /** Nothing calls pip. */
    CALLS("calls of pip", "call"),
    /** pip's directories hold nothing that no distribution has. */
    FILES("files of no distribution", "file"),
    /** What a package replaced is still new enough for what requires it. */
    REQUIREMENTS("requirements", "distribution"),
    /** What is installed is what is pinned. */
    VERSIONS("pinned versions", "pin");

    private final String word;
    private final String unit;

    Name(String word, String unit) {
      this.word = word;
      this.unit = unit;
    }

    /** What is counted, in the singular. */
    public String unit() {
      return unit;
    }

    @Override
    public String toString() {
      return word;
    }
  }
}
