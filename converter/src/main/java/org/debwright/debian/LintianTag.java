package org.debwright.debian;

import java.util.regex.Pattern;

/**
 * The name of something that lintian finds, for example {@code embedded-library}.
 *
 * @param value as {@code lintian-explain-tags} takes it
 */
public record LintianTag(String value) implements Comparable<LintianTag> {
  private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9+_.-]*");

  /** Checks. */
  public LintianTag {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("no tag of lintian: " + value);
    }
  }

  @Override
  public int compareTo(LintianTag other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
