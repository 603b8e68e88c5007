package org.debwright.convert;

import java.util.Optional;
import java.util.regex.Pattern;
import org.debwright.archive.Archive.ArchivePackage;
import org.debwright.debian.DebianVersion;

/**
 * The Debian revision of what we make, for example {@code 4.1+dw1+deb12}: above the suite's own
 * revision 4.1 of the same upstream version, its rebuilds {@code +b1} included, below the suite's
 * next, and rising from suite to suite.
 */
final class Revision {
  // A rebuild without change of source, `4.1+b1`.
  private static final Pattern REBUILD = Pattern.compile("\\+b\\d+$");

  private Revision() {}

  /**
   * The revision.
   *
   * @param unrevised our version, with epoch, without a revision
   * @param counterpart the suite's package of the same name
   */
  static String of(
      DebianVersion unrevised,
      Optional<ArchivePackage> counterpart,
      int number,
      String releaseLabel) {
    String base =
        counterpart
            .map(ArchivePackage::version)
            .filter(v -> withoutRevision(v).equals(unrevised))
            .flatMap(DebianVersion::revision)
            .map(r -> REBUILD.matcher(r).replaceFirst(""))
            .orElse("1");
    return base + "+dw" + number + "+" + releaseLabel;
  }

  private static DebianVersion withoutRevision(DebianVersion version) {
    return DebianVersion.of(version.epoch(), version.upstream(), "");
  }
}
