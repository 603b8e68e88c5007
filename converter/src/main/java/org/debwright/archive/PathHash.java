package org.debwright.archive;

import java.nio.charset.StandardCharsets;

/**
 * A 64-bit hash of a path, the same for {@code /bin/x} and {@code /usr/bin/x}: FNV-1a, then a
 * finaliser that spreads it over the high bits by which tables are sorted.
 */
final class PathHash {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final byte[] USR = "usr/".getBytes(StandardCharsets.US_ASCII);
  // Directories that a merged /usr has as links to their twins.
  private static final byte[][] MERGED = {
    bytes("bin/"), bytes("sbin/"), bytes("lib/"), bytes("lib32/"), bytes("lib64/"), bytes("libx32/")
  };

  private PathHash() {}

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Of a path relative to the root, for example {@code usr/bin/black}. */
  static long of(String path) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    return of(bytes, 0, bytes.length);
  }

  static long of(byte[] bytes, int from, int to) {
    long hash = OFFSET;
    if (isMerged(bytes, from, to)) {
      for (byte b : USR) {
        hash = (hash ^ b) * PRIME;
      }
    }
    for (int i = from; i < to; i++) {
      hash = (hash ^ bytes[i]) * PRIME;
    }
    return spread(hash);
  }

  private static boolean isMerged(byte[] bytes, int from, int to) {
    byte first = from < to ? bytes[from] : 0;
    if (first != 'b' && first != 's' && first != 'l') {
      return false;
    }
    for (byte[] directory : MERGED) {
      int end = from + directory.length;
      if (end <= to && java.util.Arrays.equals(bytes, from, end, directory, 0, directory.length)) {
        return true;
      }
    }
    return false;
  }

  // The finaliser of MurmurHash3.
  private static long spread(long hash) {
    long h = hash;
    h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
    h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return h ^ (h >>> 33);
  }
}
