package org.debwright.tests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of a line of a case: bare ones, and quoted ones with Java's escapes, {@code \xHH} for a
 * byte of that value, {@code 3*"ab"} for repetition and {@code "a"+3*"b"} for what is joined.
 */
final class HostileText {
  // Bytes that need not be UTF-8 are kept in these characters, which nobody uses.
  private static final char RAW = '\uf700';

  private final String line;
  private int at;

  private HostileText(String line) {
    this.line = line;
  }

  static List<String> words(String line) {
    HostileText text = new HostileText(line);
    List<String> words = new ArrayList<>();
    text.skipBlanks();
    while (text.at < line.length()) {
      words.add(text.word());
      text.skipBlanks();
    }
    return words;
  }

  private void skipBlanks() {
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    int start = at;
    while (at < line.length() && line.charAt(at) != ' ') {
      if (line.charAt(at) == '"') {
        String before = line.substring(start, at);
        String content = quoted();
        word.append(
            before.matches("\\d+\\*")
                ? content.repeat(Integer.parseInt(before.replace("*", "")))
                : before + content);
        at += at < line.length() && line.charAt(at) == '+' ? 1 : 0;
        start = at;
      } else {
        at++;
      }
    }
    return word.append(line, start, at).toString();
  }

  private String quoted() {
    StringBuilder text = new StringBuilder();
    for (at++; line.charAt(at) != '"'; at++) {
      text.append(line.charAt(at) == '\\' ? escaped() : line.charAt(at));
    }
    at++;
    return text.toString();
  }

  private char escaped() {
    char c = line.charAt(++at);
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case '0' -> '\0';
      case 'e' -> '\u001b';
      case 'x' -> (char) (RAW + hex(2));
      case 'u' -> (char) hex(4);
      default -> c;
    };
  }

  private int hex(int digits) {
    int value = Integer.parseInt(line.substring(at + 1, at + 1 + digits), 16);
    at += digits;
    return value;
  }

  /** UTF-8, but for the bytes given by value. */
  static byte[] bytes(String text) {
    if (text.chars().noneMatch(HostileText::isRaw)) {
      return text.getBytes(UTF_8);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    text.codePoints()
        .forEach(
            c -> {
              if (isRaw(c)) {
                out.write(c - RAW);
              } else {
                out.writeBytes(Character.toString(c).getBytes(UTF_8));
              }
            });
    return out.toByteArray();
  }

  private static boolean isRaw(int c) {
    return c >= RAW && c <= RAW + 0xff;
  }
}
