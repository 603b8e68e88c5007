package org.debwright.archive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.debwright.debian.Stanza;
import org.debwright.diagnostic.DebwrightException;

/** Reads sources.list(5), both forms; only {@code deb} entries that are enabled are taken. */
final class AptSourcesParser {
  // deb [ option=value ... ] uri suite [component ...]
  private static final Pattern LINE =
      Pattern.compile("deb\\s+(?:\\[(?<options>[^\\]]*)\\]\\s*)?(?<uri>\\S+)\\s+(?<rest>\\S.*)");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private AptSourcesParser() {}

  /** The one-line form. Lines that are none are apt's to complain about. */
  static List<AptSource> parseLines(String text) {
    List<AptSource> sources = new ArrayList<>();
    for (String line : text.lines().toList()) {
      int comment = line.indexOf('#');
      Matcher matcher = LINE.matcher((comment < 0 ? line : line.substring(0, comment)).strip());
      if (matcher.matches()) {
        Map<String, String> options = options(matcher.group("options"));
        List<String> rest = words(matcher.group("rest"));
        sources.add(
            source(matcher.group("uri"), rest.get(0), rest.subList(1, rest.size()), options));
      }
    }
    return sources;
  }

  private static Map<String, String> options(String text) {
    Map<String, String> options = new HashMap<>();
    for (String option : words(text == null ? "" : text)) {
      int equals = option.indexOf('=');
      if (equals > 0) {
        options.put(
            option.substring(0, equals).toLowerCase(Locale.ROOT), option.substring(equals + 1));
      }
    }
    return options;
  }

  /**
   * The deb822 form.
   *
   * @throws DebwrightException if it is malformed
   */
  static List<AptSource> parseStanzas(String text) {
    List<AptSource> sources = new ArrayList<>();
    for (Stanza stanza : Stanza.parseAll(text)) {
      boolean enabled = flag(stanza.get("Enabled").orElse("")).orElse(true);
      if (!enabled || !words(stanza.get("Types").orElse("")).contains("deb")) {
        continue;
      }
      Map<String, String> options = new HashMap<>();
      for (String name : List.of("Signed-By", "Trusted", "Check-Valid-Until")) {
        stanza.get(name).ifPresent(v -> options.put(name.toLowerCase(Locale.ROOT), v));
      }
      List<String> components = words(stanza.get("Components").orElse(""));
      for (String uri : words(stanza.get("URIs").orElse(""))) {
        for (String suite : words(stanza.get("Suites").orElse(""))) {
          sources.add(source(uri, suite, components, options));
        }
      }
    }
    return sources;
  }

  private static AptSource source(
      String uri, String suite, List<String> components, Map<String, String> options) {
    return new AptSource(
        uri.endsWith("/") ? uri : uri + "/",
        suite.endsWith("/") ? suite.substring(0, suite.length() - 1) : suite,
        List.copyOf(components),
        options.getOrDefault("signed-by", ""),
        flag(options.getOrDefault("trusted", "")),
        flag(options.getOrDefault("check-valid-until", "")));
  }

  /** apt's StringToBool; empty for anything else. */
  static Optional<Boolean> flag(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "1", "yes", "true", "with", "on", "enable" -> Optional.of(true);
      case "0", "no", "false", "without", "off", "disable" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(SPACE.split(text.strip()));
  }
}
