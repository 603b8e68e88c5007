package org.debwright.deb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * One file of a source package.
 *
 * @param name as {@code .dsc} and pool call it, without directories
 * @param path where it lies
 * @param md5 32 hexadecimal digits: dpkg-source reads no source package without, and nothing relies
 *     on it
 */
public record SourceFile(String name, Path path, long sizeBytes, Sha256 sha256, String md5) {
  private static final int BUFFER_BYTES = 1 << 16;

  /** Reads a file that is to be called {@code name}. */
  static SourceFile of(String name, Path path) throws IOException {
    MessageDigest sha256 = Sha256.algorithm();
    MessageDigest md5 = Digests.of("MD5");
    byte[] buffer = new byte[BUFFER_BYTES];
    long size = 0;
    try (InputStream in = Files.newInputStream(path)) {
      for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
        sha256.update(buffer, 0, got);
        md5.update(buffer, 0, got);
        size += got;
      }
    }
    String hex = HexFormat.of().formatHex(md5.digest());
    return new SourceFile(name, path, size, Sha256.finished(sha256), hex);
  }

  /** Its line of {@code Checksums-Sha256} (Policy 5.6.24). */
  String sha256Line() {
    return "\n" + sha256 + " " + sizeBytes + " " + name;
  }

  /** Its line of {@code Files} (Policy 5.6.21). */
  String md5Line() {
    return "\n" + md5 + " " + sizeBytes + " " + name;
  }
}
