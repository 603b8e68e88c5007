package org.debwright.debian;

import java.util.regex.Pattern;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/**
 * The codename of a distribution's release, for example {@code bookworm}.
 *
 * @param codename lower case, safe as a path segment
 */
public record Suite(String codename) implements Comparable<Suite> {
  private static final Pattern VALID = Pattern.compile("[a-z][a-z0-9.-]*");

  /** Checks; use {@link #parse} for text from outside. */
  public Suite {
    if (!VALID.matcher(codename).matches()) {
      throw new IllegalArgumentException("not a suite: " + codename);
    }
  }

  /**
   * A suite from outside.
   *
   * @throws DebwrightException if it cannot be a codename
   */
  public static Suite parse(String text) {
    if (!VALID.matcher(text).matches()) {
      throw Diagnostic.error("suite-invalid", "`" + text + "` is not the codename of a suite")
          .because("lower-case letters, digits, `.` and `-` are allowed, for example `bookworm`")
          .toException();
    }
    return new Suite(text);
  }

  @Override
  public int compareTo(Suite other) {
    return codename.compareTo(other.codename);
  }

  @Override
  public String toString() {
    return codename;
  }
}
