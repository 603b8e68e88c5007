package org.debwright.archive;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.debwright.debian.Stanza;
import org.debwright.diagnostic.DebwrightException;

/**
 * A Release file: what the suite is, and the SHA-256 of each of its index files.
 *
 * @param notAutomatic whether apt takes nothing of it that is elsewhere, unless told to
 * @param components without the {@code updates/} that security archives put before them
 * @param files Packages and Contents files by path below the suite's directory
 */
record Release(
    String origin,
    String suite,
    String codename,
    String version,
    Optional<Instant> date,
    Optional<Instant> validUntil,
    boolean byHash,
    boolean notAutomatic,
    List<String> components,
    Map<String, IndexFile> files) {

  /** An index file as Release lists it. */
  record IndexFile(String path, long sizeBytes, String sha256) {}

  // A path goes into addresses and file names.
  private static final Pattern SAFE_PATH =
      Pattern.compile("(?!.*\\.\\.)[A-Za-z0-9][A-Za-z0-9._/+-]*");
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /**
   * Reads the text of a Release file.
   *
   * @throws DebwrightException if it is malformed
   */
  static Release parse(String text) {
    Stanza stanza = Stanza.parse(text);
    return new Release(
        stanza.get("Origin").orElse(""),
        stanza.get("Suite").orElse(""),
        stanza.get("Codename").orElse(""),
        stanza.get("Version").orElse(""),
        stanza.get("Date").flatMap(Release::instant),
        stanza.get("Valid-Until").flatMap(Release::instant),
        stanza.get("Acquire-By-Hash").flatMap(AptSourcesParser::flag).orElse(false),
        stanza.get("NotAutomatic").flatMap(AptSourcesParser::flag).orElse(false),
        AptSourcesParser.words(stanza.get("Components").orElse("")).stream()
            .map(c -> c.substring(c.lastIndexOf('/') + 1))
            .distinct()
            .toList(),
        files(stanza.get("SHA256").orElse("")));
  }

  /**
   * RFC 2822 in UTC: {@code Sat, 11 Jul 2026 10:16:37 UTC}. By hand, because the formatters of
   * java.time cost a short run more than all the rest of opening an archive.
   */
  private static Optional<Instant> instant(String text) {
    List<String> words = AptSourcesParser.words(text);
    if (words.size() != 6 || !List.of("UTC", "GMT", "+0000", "Z").contains(words.get(5))) {
      return Optional.empty();
    }
    try {
      String[] time = words.get(4).split(":", -1);
      LocalDateTime local =
          LocalDateTime.of(
              Integer.parseInt(words.get(3)),
              MONTHS.indexOf(words.get(2)) + 1,
              Integer.parseInt(words.get(1)),
              Integer.parseInt(time[0]),
              Integer.parseInt(time[1]),
              Integer.parseInt(time[2]));
      return Optional.of(local.toInstant(ZoneOffset.UTC));
    } catch (DateTimeException | NumberFormatException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static Map<String, IndexFile> files(String field) {
    Map<String, IndexFile> files = new HashMap<>();
    for (String line : field.lines().toList()) {
      // Most of a Release file are translations, sources, icons and the installer's packages.
      if ((!line.contains("/Packages") && !line.contains("Contents-"))
          || line.contains("udeb")
          || line.contains("debian-installer")) {
        continue;
      }
      List<String> words = AptSourcesParser.words(line);
      if (words.size() == 3
          && SHA256.matcher(words.get(0)).matches()
          && words.get(1).matches("\\d{1,18}")
          && SAFE_PATH.matcher(words.get(2)).matches()) {
        String path = words.get(2);
        files.put(path, new IndexFile(path, Long.parseLong(words.get(1)), words.get(0)));
      }
    }
    return files;
  }

  /** The text of a Release file that says no more than what is kept here, and is soon read. */
  String summary() {
    StringBuilder sums = new StringBuilder();
    for (IndexFile file : new TreeMap<>(files).values()) {
      sums.append('\n').append(file.sha256());
      sums.append(' ').append(file.sizeBytes()).append(' ').append(file.path());
    }
    return Stanza.empty()
        .with("Origin", origin)
        .with("Suite", suite)
        .with("Codename", codename)
        .with("Version", version)
        .with("Date", date.map(Release::text).orElse(""))
        .with("Valid-Until", validUntil.map(Release::text).orElse(""))
        .with("Acquire-By-Hash", byHash ? "yes" : "no")
        .with("NotAutomatic", notAutomatic ? "yes" : "no")
        .with("Components", String.join(" ", components))
        .with("SHA256", sums.toString())
        .toString();
  }

  private static String text(Instant instant) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
  }

  /** The best form in which a file is offered; gzip first, since it costs least to unpack. */
  Optional<IndexFile> find(String path) {
    return List.of(path + ".gz", path + ".xz", path).stream()
        .filter(files::containsKey)
        .map(files::get)
        .findFirst();
  }

  /** Whether this is the suite that was asked for by that name. */
  boolean isCalled(String name) {
    return name.equals(suite) || name.equals(codename);
  }
}
