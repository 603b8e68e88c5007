package org.debwright.index;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A {@code .netrc} as Python's {@code netrc} module and requests read it: {@code machine}, {@code
 * default}, {@code login} (or {@code user}), {@code password}, {@code account}, {@code macdef}.
 *
 * @param byHost logins by host, lower case
 */
record Netrc(Map<String, Credentials> byHost, Optional<Credentials> fallback) {
  static final Netrc EMPTY = new Netrc(Map.of(), Optional.empty());

  // A token is quoted, with backslash escapes, or runs to the next white space.
  private static final Pattern TOKEN =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+)", Pattern.DOTALL);
  private static final Pattern MACRO =
      Pattern.compile("(?ms)^\\s*macdef\\b.*?(?:\\n[ \\t]*\\n|\\z)");
  private static final Pattern COMMENT = Pattern.compile("(?m)^[ \\t]*#.*$");

  /** Reads the file's text; what it does not know it skips. */
  static Netrc parse(String text) {
    String plain = COMMENT.matcher(MACRO.matcher(text).replaceAll("\n")).replaceAll("");
    Iterator<String> tokens = tokens(plain).iterator();
    Map<String, Credentials> machines = new HashMap<>();
    Optional<Credentials> fallback = Optional.empty();
    String token = next(tokens);
    while (!token.isEmpty()) {
      boolean isDefault = token.equals("default");
      String host = token.equals("machine") ? next(tokens).toLowerCase(Locale.ROOT) : "";
      String user = "";
      String password = "";
      token = next(tokens);
      while (!token.isEmpty() && !token.equals("machine") && !token.equals("default")) {
        switch (token) {
          case "login", "user" -> user = next(tokens);
          case "password" -> password = next(tokens);
          case "account" -> next(tokens);
          default -> {}
        }
        token = next(tokens);
      }
      Credentials found = new Credentials(user, password);
      if (isDefault) {
        fallback = Optional.of(found);
      } else if (!host.isEmpty()) {
        machines.putIfAbsent(host, found);
      }
    }
    return new Netrc(Map.copyOf(machines), fallback);
  }

  /** What is to be said to a host. */
  Optional<Credentials> credentials(String host) {
    return Optional.ofNullable(byHost.get(host)).or(() -> fallback);
  }

  private static List<String> tokens(String text) {
    Stream<String> tokens = TOKEN.matcher(text).results().map(Netrc::token);
    return tokens.toList();
  }

  private static String token(MatchResult match) {
    String quoted = match.group(1);
    return quoted == null ? match.group(2) : quoted.replaceAll("\\\\(.)", "$1");
  }

  private static String next(Iterator<String> tokens) {
    return tokens.hasNext() ? tokens.next() : "";
  }
}
