package org.debwright.transition.plan;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Optional;
import org.debwright.transition.survey.RawName;

/**
 * A word of plan, journal and manifest (docs/transition-journal.md, "Words"): printable ASCII; any
 * other byte, a blank and a backslash as {@code \0ooo}.
 */
final class PlanWord {
  private static final int OCTAL_DIGITS = 3;

  private PlanWord() {}

  static String encode(String text) {
    StringBuilder word = new StringBuilder(text.length());
    for (byte each : RawName.encode(text)) {
      if (each > ' ' && each < 0x7f && each != '\\') {
        word.append((char) each);
      } else {
        word.append(String.format(Locale.ROOT, "\\0%03o", each & 0xff));
      }
    }
    return word.toString();
  }

  /** What a word stands for; empty where it is none. */
  static Optional<String> decode(String word) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(word.length());
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c <= ' ' || c >= 0x7f) {
        return Optional.empty();
      }
      if (c != '\\') {
        bytes.write(c);
        continue;
      }
      int end = i + 2 + OCTAL_DIGITS;
      if (end > word.length() || !word.substring(i + 1, end).matches("0[0-3][0-7]{2}")) {
        return Optional.empty();
      }
      bytes.write(Integer.parseInt(word.substring(i + 2, end), 8));
      i = end - 1;
    }
    return Optional.of(RawName.decode(bytes.toByteArray()));
  }
}
