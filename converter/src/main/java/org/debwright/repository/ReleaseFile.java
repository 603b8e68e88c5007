package org.debwright.repository;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.debwright.deb.Sha256;
import org.debwright.debian.Stanza;
import org.debwright.debian.Suite;

/**
 * A suite's Release file, see the Debian Wiki, "DebianRepository/Format".
 *
 * @param digests of the index files, by path below {@code dists/SUITE}
 */
record ReleaseFile(Stanza stanza, Map<String, Sha256> digests) {
  // That format's "Date, Valid-Until": English and in UTC, whatever the locale.
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'UTC'", Locale.ROOT);

  static ReleaseFile of(Suite suite, Listing listing, IndexFiles indexes, ReleaseHeader header) {
    Map<String, Sha256> digests = new LinkedHashMap<>();
    StringBuilder lines = new StringBuilder();
    indexes
        .files()
        .forEach(
            (path, content) -> {
              Sha256 digest = Sha256.of(content);
              digests.put(path, digest);
              lines.append("\n%s %8d %s".formatted(digest, content.length, path));
            });
    Stanza stanza =
        Stanza.empty()
            .with("Origin", header.origin().value())
            .with("Label", header.origin().value())
            .with("Suite", suite.codename())
            .with("Codename", suite.codename())
            .with("Date", date(header.epochSeconds()))
            .with("Acquire-By-Hash", "yes")
            .with(
                "Architectures",
                listing.architectures().keySet().stream()
                    .map(Object::toString)
                    .collect(Collectors.joining(" ")))
            .with("Components", "main")
            .with("Description", header.description())
            .with("SHA256", lines.toString());
    return new ReleaseFile(stanza, digests);
  }

  /**
   * Reads a Release or InRelease file; a signature around it is left out.
   *
   * @throws org.debwright.diagnostic.DebwrightException if it is malformed
   */
  static ReleaseFile parse(String text) {
    Stanza stanza = Stanza.parse(withoutArmour(text));
    Map<String, Sha256> digests = new LinkedHashMap<>();
    stanza
        .get("SHA256")
        .orElse("")
        .lines()
        .map(line -> line.strip().split(" +"))
        .filter(words -> words.length == 3 && words[0].matches("[0-9a-f]{64}"))
        .forEach(words -> digests.put(words[2], new Sha256(words[0])));
    return new ReleaseFile(stanza, digests);
  }

  // RFC 9580, "Cleartext Signature Framework". No line of ours begins with a hyphen.
  private static String withoutArmour(String text) {
    if (!text.startsWith("-----BEGIN PGP SIGNED MESSAGE-----")) {
      return text;
    }
    int begin = text.indexOf("\n\n") + 2;
    int end = text.indexOf("\n-----BEGIN PGP SIGNATURE-----");
    return end < begin ? "" : text.substring(begin, end + 1);
  }

  /** Whether both vouch for the same, whenever they were made. */
  boolean saysTheSameAs(ReleaseFile other) {
    return stanza.without("Date").equals(other.stanza.without("Date"));
  }

  private static String date(long epochSeconds) {
    return DATE.format(Instant.ofEpochSecond(epochSeconds).atOffset(ZoneOffset.UTC));
  }

  /** As written to disk. */
  String text() {
    return stanza.toString();
  }
}
