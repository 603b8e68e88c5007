package org.debwright.archive;

import java.util.Locale;
import java.util.Optional;

/**
 * What ends the revision of every package made for a release, so that it rises from release to
 * release in dpkg's order: {@code deb12}, {@code deb13}, {@code debsid}; {@code ubuntu24.04}.
 */
final class ReleaseLabel {
  private ReleaseLabel() {}

  /** Of a Release file, for the suite that was asked for. */
  static String of(Release release, String codename) {
    String origin = release.origin().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    Optional<String> known =
        KnownSuite.find(release.codename())
            .or(() -> KnownSuite.find(codename))
            .map(KnownSuite::releaseLabel);
    if (origin.equals("debian") || origin.equals("raspbian") || origin.isEmpty()) {
      // Point releases count up behind the dot; testing and unstable have no version at all.
      String major = release.version().replaceFirst("\\..*", "");
      return major.matches("\\d{1,4}") ? "deb" + major : known.orElse(word(codename));
    }
    String version = release.version().replaceAll("[^0-9A-Za-z.]", "");
    return version.isEmpty() ? known.orElse(origin + word(codename)) : origin + version;
  }

  private static String word(String codename) {
    return codename.replaceAll("[^a-z0-9.]", "");
  }
}
