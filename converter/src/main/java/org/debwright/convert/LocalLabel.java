package org.debwright.convert;

import java.util.regex.Pattern;

/**
 * A local version label (PEP 440, "Local version identifiers") so that dpkg orders labels as PEP
 * 440 does: strings as strings ({@code cu118} before {@code cu92}), numbers above strings, a
 * shorter label before a longer one.
 */
final class LocalLabel {
  private static final Pattern DIGIT = Pattern.compile("\\d");

  private LocalLabel() {}

  /**
   * {@code ubuntu.1} gives {@code +ubuntuI1}. The separators sort as dpkg has it: end, {@code A},
   * {@code I}, {@code N}, lower-case letters, {@code +}, {@code .}.
   */
  static String encode(String label) {
    StringBuilder encoded = new StringBuilder("+");
    Kind previous = Kind.NONE;
    for (String segment : label.split("\\.", -1)) {
      Kind kind = segment.chars().allMatch(c -> c >= '0' && c <= '9') ? Kind.NUMBER : Kind.TEXT;
      encoded.append(separator(previous, kind));
      encoded.append(kind == Kind.NUMBER ? segment : DIGIT.matcher(segment).replaceAll("N$0"));
      previous = kind;
    }
    return encoded.toString();
  }

  private static String separator(Kind previous, Kind next) {
    return switch (previous) {
      case NONE -> next == Kind.NUMBER ? "." : "";
      case TEXT -> next == Kind.NUMBER ? "I" : "A";
      case NUMBER -> next == Kind.NUMBER ? "." : "+";
    };
  }

  private enum Kind {
    NONE,
    TEXT,
    NUMBER
  }
}
