package org.debwright.python;

/**
 * Whole numbers of any size as decimal digits without leading zeros: PEP 440 sets no limit, and no
 * arithmetic is needed on them but comparison.
 */
final class Digits {
  private static final String[] SMALL = new String[100];

  static {
    for (int i = 0; i < SMALL.length; i++) {
      SMALL[i] = Integer.toString(i);
    }
  }

  private Digits() {}

  /** ASCII digits only; PEP 440 knows no others. */
  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The number written at {@code from} (inclusive) to {@code to} (exclusive) of {@code text}. */
  static String of(String text, int from, int to) {
    int start = from;
    while (start < to - 1 && text.charAt(start) == '0') {
      start++;
    }
    return switch (to - start) {
      case 0 -> SMALL[0];
      case 1 -> SMALL[text.charAt(start) - '0'];
      case 2 -> SMALL[(text.charAt(start) - '0') * 10 + text.charAt(start + 1) - '0'];
      default -> text.substring(start, to);
    };
  }

  /** Numeric order of two numbers without leading zeros. */
  static int compare(String left, String right) {
    int byLength = Integer.compare(left.length(), right.length());
    return byLength != 0 ? byLength : left.compareTo(right);
  }
}
