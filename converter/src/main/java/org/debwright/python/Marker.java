package org.debwright.python;

import java.util.Set;

/**
 * An environment marker (PEP 508, "Environment Markers"), for example {@code python_version <
 * "3.8"}.
 */
public final class Marker {
  private Marker() {}

  /** Reads a marker. Throws DebwrightException. */
  public static Marker parse(String text) {
    throw new UnsupportedOperationException();
  }

  /**
   * Whether it holds in {@code environment}; {@code extra == "x"} holds for each x in {@code
   * extras}.
   */
  public boolean evaluate(MarkerEnvironment environment, Set<ProjectName> extras) {
    throw new UnsupportedOperationException();
  }

  /** The marker again, normalised. */
  @Override
  public String toString() {
    throw new UnsupportedOperationException();
  }
}
