package org.debwright.python;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * A version of CPython as far as packages depend on it, for example {@code 3.11}.
 *
 * @param major 2 or 3
 * @param minor for example 11
 */
public record PythonVersion(int major, int minor) implements Comparable<PythonVersion> {
  private static final Pattern PATTERN = Pattern.compile("(2|3)\\.(\\d{1,2})(\\.\\d+.*)?");

  /**
   * Reads {@code 3.11}; a patch level behind it is dropped.
   *
   * @throws DebwrightException if it is no such version
   */
  public static PythonVersion parse(String text) {
    Matcher matcher = PATTERN.matcher(text.strip());
    if (!matcher.matches()) {
      throw Diagnostic.error("python-version-invalid", "`" + text + "` is not a version of Python")
          .because("a major and a minor number are needed, for example `3.11`")
          .toException();
    }
    return new PythonVersion(
        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  /** Major and minor without a dot, as tags have it: {@code 311}, {@code 27}. */
  public String nodot() {
    return "" + major + minor;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PythonVersion version
        && major == version.major
        && minor == version.minor;
  }

  @Override
  public int hashCode() {
    return 100 * major + minor;
  }

  @Override
  public int compareTo(PythonVersion other) {
    return major != other.major
        ? Integer.compare(major, other.major)
        : Integer.compare(minor, other.minor);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
