package org.debwright.convert;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Files called like compressed ones that are none: test data, mostly, such as joblib's, which are
 * to be refused or read otherwise.
 */
final class CompressedFile {
  private static final Map<String, LintianOverride> TAGS =
      Map.of(
          "gz", LintianOverride.BROKEN_GZ,
          "bz2", LintianOverride.BROKEN_BZ2,
          "xz", LintianOverride.BROKEN_XZ,
          "lzma", LintianOverride.BROKEN_LZMA,
          "zip", LintianOverride.BROKEN_ZIP);
  private static final Map<String, String> BEGINNINGS =
      Map.of("bz2", "425a68", "xz", "fd377a585a00", "lzma", "5d0000", "zip", "504b");
  // Nothing is learned of larger ones that would be worth the time.
  private static final long LARGEST = 64L << 20;

  private CompressedFile() {}

  /** What lintian says of a file, if it is called so and cannot be read so. */
  static Optional<LintianOverride> finding(PlacedFile file) throws IOException {
    String name = file.path().fileName().toLowerCase(Locale.ROOT);
    String extension = name.substring(name.lastIndexOf('.') + 1);
    LintianOverride tag = TAGS.get(extension);
    if (tag == null) {
      return Optional.empty();
    }
    boolean isSound = extension.equals("gz") ? isGzip(file) : begins(file, extension);
    return isSound ? Optional.empty() : Optional.of(tag);
  }

  private static boolean begins(PlacedFile file, String extension) throws IOException {
    byte[] expected = HexFormat.of().parseHex(BEGINNINGS.getOrDefault(extension, ""));
    try (InputStream in = file.content().open()) {
      return Arrays.equals(in.readNBytes(expected.length), expected);
    }
  }

  private static boolean isGzip(PlacedFile file) throws IOException {
    try (InputStream in = file.content().open()) {
      byte[] head = in.readNBytes(2);
      if (head.length < 2 || head[0] != 0x1f || head[1] != (byte) 0x8b) {
        return false;
      }
    }
    try (InputStream in = file.content().open();
        GZIPInputStream content = new GZIPInputStream(in)) {
      byte[] piece = new byte[1 << 14];
      long total = 0;
      for (int read = 0; read >= 0 && total < LARGEST; read = content.read(piece)) {
        total += read;
      }
      return true;
    } catch (java.util.zip.ZipException | java.io.EOFException damaged) {
      return false;
    }
  }
}
