package org.debwright.job;

import org.debwright.archive.Archive;
import org.debwright.deb.Compression;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.diagnostic.Diagnostic;

/** Whether the suite's own dpkg reads what packages are to be compressed with, see deb(5). */
final class ReadableCompression {
  private static final PackageName DPKG = new PackageName("dpkg");
  // deb(5): "zst (supported since dpkg 1.21.18)"; Ubuntu patched it into its own long before.
  private static final DebianVersion FIRST_WITH_ZSTD = DebianVersion.parse("1.21.18");
  private static final String PATCHED = "ubuntu";

  private ReadableCompression() {}

  /**
   * Refuses packages that the suite could not unpack. A suite without dpkg is part of a whole, and
   * not judged.
   *
   * @throws org.debwright.diagnostic.DebwrightException code {@code compression-unreadable}
   */
  static void require(Compression compression, Archive archive) {
    archive
        .find(DPKG)
        .map(Archive.ArchivePackage::version)
        .filter(dpkg -> !reads(dpkg, compression.method()))
        .ifPresent(
            dpkg -> {
              throw Diagnostic.error(
                      "compression-unreadable",
                      "`" + archive.suite() + "` cannot unpack packages of zstd")
                  .because("its dpkg is " + dpkg + "; the first to read it is " + FIRST_WITH_ZSTD)
                  .toException();
            });
  }

  /** Whether this dpkg reads packages so compressed. */
  static boolean reads(DebianVersion dpkg, Compression.Method method) {
    return method != Compression.Method.ZSTD
        || dpkg.compareTo(FIRST_WITH_ZSTD) >= 0
        || dpkg.toString().contains(PATCHED);
  }
}
