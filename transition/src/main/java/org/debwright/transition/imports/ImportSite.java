package org.debwright.transition.imports;

/**
 * A line that imports a module.
 *
 * @param path in the package, absolute
 * @param line 1-based
 */
public record ImportSite(String path, int line, Urgency urgency) {
  /** What happens if the module is not there. */
  public enum Urgency {
    /** The module that imports it fails at once. */
    REQUIRED("required"),
    /** A function fails when it is called. */
    LAZY("when called"),
    /** Something else is done: the import stands in a {@code try}, or under a condition. */
    OPTIONAL("optional");

    private final String word;

    Urgency(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /** The place. */
  public String place() {
    return path + ":" + line;
  }
}
