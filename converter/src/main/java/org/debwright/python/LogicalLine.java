package org.debwright.python;

import java.util.Arrays;
import org.debwright.diagnostic.Location;

/**
 * A line of a requirements file as pip sees it: physical lines joined at {@code \}, without
 * comment, variables replaced. Knows for each character where it was written.
 */
final class LogicalLine implements SourceText {
  private final String file;
  private final String[] physical;
  private final StringBuilder text = new StringBuilder();
  private int[] lines = new int[80];
  private int[] columns = new int[80];

  /**
   * An empty line.
   *
   * @param physical all lines of the file
   */
  LogicalLine(String file, String[] physical) {
    this.file = file;
    this.physical = physical;
  }

  /** Adds text that stands in a physical line, both counted from 0. */
  void append(String piece, int line, int column) {
    for (int i = 0; i < piece.length(); i++) {
      append(piece.charAt(i), line, column + i);
    }
  }

  private void append(char c, int line, int column) {
    if (text.length() == lines.length) {
      lines = Arrays.copyOf(lines, lines.length * 2);
      columns = Arrays.copyOf(columns, columns.length * 2);
    }
    lines[text.length()] = line;
    columns[text.length()] = column;
    text.append(c);
  }

  /** Adds a part of another line. */
  void append(LogicalLine other, int from, int to) {
    for (int i = from; i < to; i++) {
      append(other.text.charAt(i), other.lines[i], other.columns[i]);
    }
  }

  /** Adds text that stands for what begins at {@code index} of another line. */
  void appendInstead(String value, LogicalLine other, int index) {
    for (int i = 0; i < value.length(); i++) {
      append(value.charAt(i), other.lines[index], other.columns[index]);
    }
  }

  /** An empty line of the same file. */
  LogicalLine fresh() {
    return new LogicalLine(file, physical);
  }

  @Override
  public String text() {
    return text.toString();
  }

  @Override
  public Location at(int from, int to) {
    if (text.length() == 0) {
      return Location.of(file);
    }
    int first = Math.min(from, text.length() - 1);
    int last = Math.max(first, Math.min(to, text.length()) - 1);
    while (last > first && lines[last] != lines[first]) {
      last--;
    }
    // Behind the last character there is nothing but a place.
    int column = columns[first] + (from >= text.length() ? 1 : 0);
    int length = from >= text.length() ? 1 : columns[last] - columns[first] + 1;
    String shown = Credentials.masked(physical[lines[first]]);
    return new Location(file, lines[first] + 1, column + 1, shown, Math.max(1, length));
  }
}
