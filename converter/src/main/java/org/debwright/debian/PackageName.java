package org.debwright.debian;

import java.util.regex.Pattern;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/**
 * The name of a Debian package (Policy 5.6.1): at least two of {@code [a-z0-9+.-]}, beginning with
 * a letter or digit.
 */
public record PackageName(String value) implements Comparable<PackageName> {
  private static final Pattern VALID = Pattern.compile("[a-z0-9][a-z0-9+.-]+");

  /** Checks; use {@link #parse} for text from outside. */
  public PackageName {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException("not a package name: " + value);
    }
  }

  /**
   * A name from outside.
   *
   * @throws DebwrightException if Policy 5.6.1 does not allow it
   */
  public static PackageName parse(String text) {
    if (!VALID.matcher(text).matches()) {
      throw Diagnostic.error("package-name-invalid", "`" + text + "` is not a package name")
          .because(
              "Debian Policy 5.6.1 allows lower-case letters, digits, `+`, `-` and `.`, at least two,"
                  + " beginning with a letter or digit")
          .toException();
    }
    return new PackageName(text);
  }

  /** Whether {@code text} is a package name. */
  public static boolean isValid(String text) {
    return VALID.matcher(text).matches();
  }

  @Override
  public int compareTo(PackageName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
