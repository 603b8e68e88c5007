package org.debwright.resolve;

import org.debwright.python.PythonTarget;

/**
 * Why a release cannot be used here.
 *
 * @param kind releases in a row with equal kinds are told together
 * @param text for people, for example {@code needs Python >=3.12, the target has 3.11.2}
 */
record Rejection(String kind, String text) {
  /** What is said of a release that needs another Python. */
  static Rejection python(String needed, PythonTarget target) {
    return new Rejection(
        "python " + needed, "needs Python " + needed + ", the target has " + target.fullVersion());
  }

  /** Whether it needs another Python, which is nothing to worry about. */
  boolean isPython() {
    return kind.startsWith("python ");
  }
}
