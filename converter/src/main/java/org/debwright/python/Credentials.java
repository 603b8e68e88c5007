package org.debwright.python;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps user names and passwords of URLs out of messages. */
final class Credentials {
  private static final Pattern IN_URL = Pattern.compile("(?<=://)[^/@\\s]+(?=@)");

  private Credentials() {}

  /** {@code text} with asterisks for credentials, each for one character, so columns stay right. */
  static String masked(String text) {
    if (!text.contains("://")) {
      return text;
    }
    Matcher matcher = IN_URL.matcher(text);
    return matcher.replaceAll(found -> "*".repeat(found.group().length()));
  }
}
