package org.debwright.python;

import java.util.Collection;
import java.util.OptionalInt;

/**
 * A declared CPython on glibc Linux: which wheels it accepts and what its markers say. Never the
 * running machine's.
 */
public final class PythonTarget {
  private PythonTarget() {}

  /**
   * Declares one.
   *
   * @param fullVersion for example {@code 3.11.2}
   * @param machine as {@code uname -m} says, for example {@code x86_64}, {@code aarch64}, {@code
   *     armv7l}
   * @param glibcMinor of glibc 2.x, for example 36; manylinux tags up to it are accepted
   */
  public static PythonTarget of(
      PythonVersion version, String fullVersion, String machine, int glibcMinor) {
    throw new UnsupportedOperationException();
  }

  /** Major and minor. */
  public PythonVersion version() {
    throw new UnsupportedOperationException();
  }

  /** With patch level, for {@code requires-python}. */
  public Pep440Version fullVersion() {
    throw new UnsupportedOperationException();
  }

  /** The marker variables. */
  public MarkerEnvironment markers() {
    throw new UnsupportedOperationException();
  }

  /**
   * How well the best of {@code tags} fits: 0 is best, larger is worse, empty when none fits. The
   * order is that of {@code packaging.tags.sys_tags}.
   */
  public OptionalInt rank(Collection<Tag> tags) {
    throw new UnsupportedOperationException();
  }
}
