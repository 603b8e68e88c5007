package org.debwright.python;

import java.util.Optional;

/** The escapes of Python's string literals (Python reference, "String and Bytes literals"). */
final class StringEscapes {
  private static final String SIMPLE = "\\'\"abfnrtv";
  private static final String MEANING = "\\'\"\u0007\b\f\n\r\t\u000b";

  private final String content;
  private final StringBuilder value = new StringBuilder();
  private int at;

  private StringEscapes(String content) {
    this.content = content;
  }

  /** The value, empty where Python would refuse the literal; {@code \N} is not supported. */
  static Optional<String> unescape(String content) {
    return new StringEscapes(content).value();
  }

  /** Escapes what cannot stand in a literal between {@code quote}s. */
  static String escape(String value, char quote) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\') {
        escaped.append("\\\\");
      } else if (c == quote || c < ' ') {
        // A marker's grammar ends the string at the quote, escaped or not.
        escaped.append(String.format("\\x%02x", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private Optional<String> value() {
    while (at < content.length()) {
      char c = content.charAt(at++);
      if (c == '\n' || c == '\r' || (c == '\\' && !escape())) {
        return Optional.empty();
      }
      if (c != '\\') {
        value.append(c);
      }
    }
    return Optional.of(value.toString());
  }

  /** Reads what follows a backslash; false where it is broken. */
  private boolean escape() {
    if (at == content.length()) {
      return false;
    }
    char kind = content.charAt(at++);
    int simple = SIMPLE.indexOf(kind);
    if (simple >= 0) {
      value.append(MEANING.charAt(simple));
      return true;
    }
    return switch (kind) {
      case 'x' -> hexadecimal(2);
      case 'u' -> hexadecimal(4);
      case 'U' -> hexadecimal(8);
      case 'N' -> false;
      case '0', '1', '2', '3', '4', '5', '6', '7' -> octal();
      default -> {
        // Python keeps the backslash of an escape it does not know.
        value.append('\\').append(kind);
        yield true;
      }
    };
  }

  private boolean hexadecimal(int digits) {
    int end = at + digits;
    if (end > content.length()) {
      return false;
    }
    long code = 0;
    for (; at < end; at++) {
      int digit = Character.digit(content.charAt(at), 16);
      if (digit < 0) {
        return false;
      }
      code = code * 16 + digit;
    }
    if (code > Character.MAX_CODE_POINT) {
      return false;
    }
    value.appendCodePoint((int) code);
    return true;
  }

  private boolean octal() {
    int code = content.charAt(at - 1) - '0';
    for (int i = 0; i < 2 && at < content.length(); i++) {
      int digit = content.charAt(at) - '0';
      if (digit < 0 || digit > 7) {
        break;
      }
      code = code * 8 + digit;
      at++;
    }
    value.append((char) code);
    return true;
  }
}
