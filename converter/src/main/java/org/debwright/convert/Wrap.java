package org.debwright.convert;

import java.util.ArrayList;
import java.util.List;

/** Lines of at most so many characters. */
final class Wrap {
  private Wrap() {}

  /** {@code text} broken at blanks; a longer word stands alone, cut where nothing else helps. */
  static List<String> lines(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+", -1)) {
      String fitting = word;
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      while (line.length() == 0 && fitting.length() > width) {
        lines.add(fitting.substring(0, width));
        fitting = fitting.substring(width);
      }
      line.append(line.length() > 0 ? " " : "").append(fitting);
    }
    if (line.length() > 0) {
      lines.add(line.toString());
    }
    return lines;
  }
}
