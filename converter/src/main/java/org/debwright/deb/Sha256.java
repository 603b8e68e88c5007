package org.debwright.deb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The SHA-256 digest of a file, as repositories list it.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Sha256(String hex) implements Comparable<Sha256> {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final Pattern VALID = Pattern.compile("[0-9a-f]{64}");

  /** Checks. */
  public Sha256 {
    if (!VALID.matcher(hex).matches()) {
      throw new IllegalArgumentException("not a SHA-256 digest: " + hex);
    }
  }

  /** Of bytes in memory. */
  public static Sha256 of(byte[] bytes) {
    return new Sha256(HexFormat.of().formatHex(algorithm().digest(bytes)));
  }

  /** Of a file, read as a stream. */
  public static Sha256 of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in);
    }
  }

  /** Of all that a stream has left. */
  public static Sha256 of(InputStream in) throws IOException {
    MessageDigest digest = algorithm();
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
      digest.update(buffer, 0, got);
    }
    return finished(digest);
  }

  static MessageDigest algorithm() {
    return Digests.of("SHA-256");
  }

  static Sha256 finished(MessageDigest digest) {
    return new Sha256(HexFormat.of().formatHex(digest.digest()));
  }

  @Override
  public int compareTo(Sha256 other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
