package org.debwright.index;

import java.util.Map;

/** Character references in attribute values: the numeric ones and those that pages of links use. */
final class HtmlEntities {
  private static final int LONGEST = 10;
  private static final Map<String, String> NAMED =
      Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", "\u00a0");

  private HtmlEntities() {}

  /** The text meant by {@code value}; what is no reference stays. */
  static String resolve(String value) {
    int amp = value.indexOf('&');
    if (amp < 0) {
      return value;
    }
    StringBuilder out = new StringBuilder(value.length());
    int done = 0;
    for (; amp >= 0; amp = value.indexOf('&', amp + 1)) {
      int semicolon = value.indexOf(';', amp);
      if (semicolon > amp && semicolon - amp <= LONGEST && amp >= done) {
        String meant = meaning(value.substring(amp + 1, semicolon));
        if (!meant.isEmpty()) {
          out.append(value, done, amp).append(meant);
          done = semicolon + 1;
        }
      }
    }
    return out.append(value, done, value.length()).toString();
  }

  private static String meaning(String name) {
    if (!name.startsWith("#")) {
      return NAMED.getOrDefault(name, "");
    }
    boolean hex = name.startsWith("#x") || name.startsWith("#X");
    try {
      int code = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
      return Character.isValidCodePoint(code) && code > 0 ? Character.toString(code) : "";
    } catch (NumberFormatException noNumber) {
      return "";
    }
  }
}
