package org.debwright.python;

import java.util.List;

/** The order of local labels: PEP 440, "Local version identifiers". */
final class LocalLabel {
  private LocalLabel() {}

  /**
   * Segment by segment: strings as strings, numbers above them, and of two labels that agree so far
   * the longer above. An absent label is the shortest.
   */
  static int compare(List<String> left, List<String> right) {
    int common = Math.min(left.size(), right.size());
    for (int i = 0; i < common; i++) {
      int order = compareSegment(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  private static int compareSegment(String left, String right) {
    boolean leftIsNumber = isNumber(left);
    boolean rightIsNumber = isNumber(right);
    if (leftIsNumber != rightIsNumber) {
      return leftIsNumber ? 1 : -1;
    }
    return leftIsNumber ? Digits.compare(left, right) : left.compareTo(right);
  }

  private static boolean isNumber(String segment) {
    for (int i = 0; i < segment.length(); i++) {
      if (!Digits.isDigit(segment.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
