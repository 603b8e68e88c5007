package org.debwright.convert;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.Suite;
import org.debwright.templates.Template;

/**
 * {@code changelog.Debian.gz} (Policy 4.4, 12.7) with the one entry that we know of; {@code
 * changelog.gz} where the version has no revision, which is a native package's.
 */
final class Changelog {
  private static final int WIDTH = 74;
  // Policy 4.4: the date as in RFC 5322, English whatever the locale.
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ROOT);

  private Changelog() {}

  static PlacedFile of(
      PackageName name,
      DebianVersion version,
      Suite suite,
      String change,
      Maintainer maintainer,
      long epochSeconds) {
    String text =
        Template.CHANGELOG.render(
            Map.of(
                "source", name.value(),
                "version", version.toString(),
                "suite", suite.codename(),
                "changes", item(change),
                "maintainer", maintainer.toString(),
                "date", DATE.format(Instant.ofEpochSecond(epochSeconds).atOffset(ZoneOffset.UTC))));
    return PlacedFile.of(
        InstallPaths.document(
            name.value(), version.revision().isPresent() ? "changelog.Debian.gz" : "changelog.gz"),
        "changelog",
        0644,
        Gzip.compress(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> item(String change) {
    List<String> lines = new ArrayList<>();
    for (String line : Wrap.lines(change, WIDTH)) {
      lines.add((lines.isEmpty() ? "  * " : "    ") + line);
    }
    return lines;
  }
}
