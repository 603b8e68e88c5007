package org.debwright.lock;

import java.util.List;

/** Lays out TOML 1.0 by hand, so that the text is ours to the byte. */
final class TomlText {
  private final StringBuilder text = new StringBuilder();

  /** Begins a table; {@code header} is written as it is. */
  void table(String header) {
    text.append('\n').append(header).append('\n');
  }

  /** Writes a key, which must be bare or quoted already, and a value that is TOML already. */
  void value(String key, String value) {
    text.append(key).append(" = ").append(value).append('\n');
  }

  /** Writes an array with one value a line. */
  void lines(String key, List<String> values) {
    text.append(key).append(" = [\n");
    values.forEach(value -> text.append("    ").append(value).append(",\n"));
    text.append("]\n");
  }

  /** A basic string (TOML 1.0, "String"). */
  static String quoted(String value) {
    if (isPlain(value)) {
      return "\"" + value + "\"";
    }
    StringBuilder quoted = new StringBuilder("\"");
    value.codePoints().forEach(character -> append(quoted, character));
    return quoted.append('"').toString();
  }

  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  private static void append(StringBuilder quoted, int character) {
    boolean surrogate =
        character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    switch (character) {
      case '"' -> quoted.append("\\\"");
      case '\\' -> quoted.append("\\\\");
      case '\n' -> quoted.append("\\n");
      case '\t' -> quoted.append("\\t");
      case '\r' -> quoted.append("\\r");
      default -> {
        if (surrogate) {
          // Half a character is no Unicode scalar value, which TOML demands.
          quoted.append('\uFFFD');
        } else if (character < ' ' || (character >= 0x7F && character < 0xA0)) {
          quoted.append(String.format("\\u%04X", character));
        } else {
          quoted.appendCodePoint(character);
        }
      }
    }
  }

  /** A key, quoted where it is not bare (TOML 1.0, "Keys"). */
  static String key(String name) {
    return name.matches("[A-Za-z0-9_-]+") ? name : quoted(name);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
