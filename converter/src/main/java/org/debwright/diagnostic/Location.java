package org.debwright.diagnostic;

import static java.util.Objects.requireNonNull;

/**
 * A place in a text the user wrote or gave, for example {@code requirements.txt:3:9}.
 *
 * @param source file or address, without credentials; empty where there is no place
 * @param line 1-based, 0 where unknown
 * @param column 1-based, 0 where unknown
 * @param text the line as it stands there, empty where unknown
 * @param length characters to underline from {@code column} on, at least 1 where a column is known
 */
public record Location(String source, int line, int column, String text, int length) {
  /** No place at all. */
  public static final Location NONE = new Location("", 0, 0, "", 0);

  /** Rejects nulls. */
  public Location {
    requireNonNull(source);
    requireNonNull(text);
  }

  /** A whole file or address. */
  public static Location of(String source) {
    return new Location(source, 0, 0, "", 0);
  }

  /** A line of a file. */
  public static Location of(String source, int line, String text) {
    return new Location(source, line, 0, text, 0);
  }

  /** The same place without the line that stands there. */
  public Location withoutText() {
    return new Location(source, line, 0, "", 0);
  }

  /** Whether there is a place to point at. */
  public boolean isPresent() {
    return !source.isEmpty();
  }

  /** {@code source:line:column}, as far as known. */
  @Override
  public String toString() {
    return source + (line > 0 ? ":" + line : "") + (line > 0 && column > 0 ? ":" + column : "");
  }
}
