package org.debwright.manual;

import java.text.Normalizer;

/** Text as groff_man(7) wants it: nothing in it is taken for a request or an escape. */
final class Roff {
  // groff warns of a word that fits no line; beyond this many characters it may be broken.
  private static final int LONGEST_WORD = 40;

  private Roff() {}

  /** A line of text; blanks and control characters become single blanks. */
  static String line(String text) {
    String escaped = escape(text.replaceAll("[\\p{Cntrl}\\s\\p{Zs}\\p{Zl}\\p{Zp}]+", " ").strip());
    return escaped.startsWith(".") || escaped.startsWith("\\(aq") ? "\\&" + escaped : escaped;
  }

  /** The same without places to break, for what mandb(8) reads. */
  static String plain(String text) {
    return line(text).replace("\\:", "");
  }

  /** An argument of a macro, in quotes. */
  static String argument(String text) {
    return '"' + plain(text) + '"';
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    int word = 0;
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    for (int i = 0; i < composed.length(); ) {
      int c = composed.codePointAt(i);
      i += Character.charCount(c);
      word = c == ' ' ? 0 : word + 1;
      append(escaped, c);
      if (word > LONGEST_WORD || (word > 0 && "/,_|=.".indexOf(c) >= 0)) {
        escaped.append("\\:");
        word = 0;
      }
    }
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, int c) {
    switch (c) {
      case '\\' -> escaped.append("\\e");
      case '-' -> escaped.append("\\-");
      case '\'' -> escaped.append("\\(aq");
      case '"' -> escaped.append("\\(dq");
      case '`' -> escaped.append("\\(ga");
      case '^' -> escaped.append("\\(ha");
      case '~' -> escaped.append("\\(ti");
      default -> {
        if (isPrintable(c)) {
          escaped.appendCodePoint(c);
        }
      }
    }
  }

  // Marks left alone by NFC, private use, pictures and unassigned code points have no glyph.
  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.FORMAT,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.CONTROL ->
          false;
      default -> c < 0x10000;
    };
  }
}
