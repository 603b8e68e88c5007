package org.debwright.python;

import java.util.Optional;

/** What Python means by white space and by a quoted string. */
final class PythonText {
  private PythonText() {}

  /** Whether {@code \s} matches: as Python has it, which is a few characters more than Java has. */
  static boolean isSpace(char c) {
    return c <= 0x20
        ? c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f)
        : c == 0x85 || (c > 0x7f && (Character.isWhitespace(c) || Character.isSpaceChar(c)));
  }

  /** {@code text.strip()}. */
  static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return start == 0 && end == text.length() ? text : text.substring(start, end);
  }

  /** The value of a string literal's {@code content}, empty where Python would refuse it. */
  static Optional<String> unescape(String content) {
    if (content.indexOf('\\') < 0) {
      return content.indexOf('\n') < 0 && content.indexOf('\r') < 0
          ? Optional.of(content)
          : Optional.empty();
    }
    return StringEscapes.unescape(content);
  }

  /** {@code text} as a string literal that contains neither of the quotes but around it. */
  static String quote(String text) {
    if (text.indexOf('"') < 0) {
      return '"' + StringEscapes.escape(text, '"') + '"';
    }
    return "'" + StringEscapes.escape(text, '\'') + "'";
  }
}
