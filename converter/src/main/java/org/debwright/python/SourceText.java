package org.debwright.python;

import org.debwright.diagnostic.Location;

/** A text to be parsed that knows where each of its characters was written. */
interface SourceText {
  /** The text itself. */
  String text();

  /** The place of the characters from {@code from} (inclusive) to {@code to} (exclusive). */
  Location at(int from, int to);

  /** A text that stands somewhere on one line, or nowhere in particular. */
  static SourceText of(String text, Location where) {
    return new OneLine(text, where);
  }

  /** A text that came from no file; {@code kind} says what it is. */
  static SourceText of(String text, String kind) {
    return new OneLine(text, new Location(kind, 1, 1, text, 1));
  }

  /**
   * A text on one line.
   *
   * @param where its first character; without a column, the line's beginning
   */
  record OneLine(String text, Location where) implements SourceText {
    @Override
    public Location at(int from, int to) {
      if (where.column() == 0 && !where.text().isEmpty() && !where.text().equals(text)) {
        return where;
      }
      String line = Credentials.masked(where.text().isEmpty() ? text : where.text());
      return new Location(
          where.source(),
          Math.max(1, where.line()),
          Math.max(1, where.column()) + from,
          line,
          Math.max(1, to - from));
    }
  }

  /** A part of another text. */
  record Slice(SourceText whole, int from, int to) implements SourceText {
    @Override
    public String text() {
      return whole.text().substring(from, to);
    }

    @Override
    public Location at(int start, int end) {
      return whole.at(from + start, from + end);
    }
  }
}
