package org.debwright.python;

import java.util.Locale;
import java.util.regex.Pattern;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * The name of a Python project, or of an extra of one, normalised as PEP 503 and PEP 685 say: lower
 * case, runs of {@code -}, {@code _} and {@code .} one hyphen. Two spellings of one name are equal.
 *
 * @param normalized for example {@code zope-interface}
 */
public record ProjectName(String normalized) implements Comparable<ProjectName> {
  // PEP 508, "Names".
  private static final Pattern VALID =
      Pattern.compile("[A-Z0-9]|[A-Z0-9][A-Z0-9._-]*[A-Z0-9]", Pattern.CASE_INSENSITIVE);
  private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");

  /** Checks and normalises; use {@link #parse} for text from outside. */
  public ProjectName {
    if (!isValid(normalized)) {
      throw new IllegalArgumentException("not a project name: " + normalized);
    }
    normalized = SEPARATORS.matcher(normalized).replaceAll("-").toLowerCase(Locale.ROOT);
  }

  /**
   * The name as written somewhere, in any spelling.
   *
   * @throws DebwrightException if it is not a name (PEP 508)
   */
  public static ProjectName parse(String text) {
    if (!isValid(text)) {
      throw Diagnostic.error("project-name-invalid", "`" + text + "` is not a project name")
          .because(
              "PEP 508 allows ASCII letters, digits, `-`, `_` and `.`, beginning and ending with a"
                  + " letter or digit")
          .toException();
    }
    return new ProjectName(text);
  }

  /** Whether {@code text} is a project name in some spelling. */
  public static boolean isValid(String text) {
    return VALID.matcher(text).matches();
  }

  // By hand here and in some other records: the generated ones are put together at run time, which
  // costs a short process several milliseconds a record.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ProjectName name && normalized.equals(name.normalized);
  }

  @Override
  public int hashCode() {
    return normalized.hashCode();
  }

  @Override
  public int compareTo(ProjectName other) {
    return normalized.compareTo(other.normalized);
  }

  @Override
  public String toString() {
    return normalized;
  }
}
