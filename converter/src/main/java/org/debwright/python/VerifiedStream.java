package org.debwright.python;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.ZipException;
import org.debwright.diagnostic.DebwrightException;

/**
 * Content of a known length and digest. The last bytes are handed out only after the digest was
 * found right, so whoever has read all of it has read what RECORD promised.
 *
 * <p>Throws DebwrightException where the content is not that, IOException where reading fails.
 */
final class VerifiedStream extends InputStream {
  private final InputStream in;
  private final String wheel;
  private final String member;
  private final Hash expected;
  private final MessageDigest digest;
  private long remaining;

  VerifiedStream(InputStream in, String wheel, String member, Hash expected, long sizeBytes)
      throws IOException {
    this.in = in;
    this.wheel = wheel;
    this.member = member;
    this.expected = expected;
    this.digest = digest(expected.algorithm());
    this.remaining = sizeBytes;
    if (sizeBytes == 0) {
      verify();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (remaining == 0) {
      return length == 0 ? 0 : -1;
    }
    int count = readSome(buffer, offset, (int) Math.min(length, remaining));
    if (count < 0) {
      throw mismatch("has fewer bytes than the archive's directory says");
    }
    digest.update(buffer, offset, count);
    remaining -= count;
    if (remaining == 0) {
      verify();
    }
    return count;
  }

  private int readSome(byte[] buffer, int offset, int length) throws IOException {
    try {
      return in.read(buffer, offset, length);
    } catch (ZipException | EOFException e) {
      throw mismatch("cannot be decompressed: it is damaged or cut off");
    }
  }

  private void verify() throws IOException {
    if (readSome(new byte[1], 0, 1) > 0) {
      throw mismatch("has more bytes than the archive's directory says");
    }
    String found = HexFormat.of().formatHex(digest.digest());
    if (!found.equals(expected.hex())) {
      throw mismatch(
          "has " + expected.algorithm() + " " + found + ", RECORD says " + expected.hex());
    }
  }

  private DebwrightException mismatch(String how) {
    return WheelProblem.of(wheel, "wheel-hash-mismatch", "`" + member + "` " + how).toException();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** The digest pip calls {@code sha256}, {@code sha384} or {@code sha512}. */
  static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(
          algorithm.equals("sha256")
              ? "SHA-256"
              : algorithm.toUpperCase(Locale.ROOT).replaceFirst("^SHA", "SHA-"));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalArgumentException("no strong digest: " + algorithm, e);
    }
  }
}
