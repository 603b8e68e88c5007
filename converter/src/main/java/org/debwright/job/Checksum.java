package org.debwright.job;

import java.util.HexFormat;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * A checksum against chance: three of 32 bits each, of unlike kinds, and the length. It does not
 * keep people out who want to deceive; who may write into the cache may as well change the program.
 * A SHA-256 would be half of what repeating an answer costs.
 */
final class Checksum {
  /** Characters of one. */
  static final int LENGTH = 32;

  private Checksum() {}

  /** 32 hexadecimal digits. */
  static String of(byte[] content) {
    CRC32 one = new CRC32();
    CRC32C other = new CRC32C();
    Adler32 third = new Adler32();
    one.update(content);
    other.update(content);
    third.update(content);
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits((int) one.getValue())
        + hex.toHexDigits((int) other.getValue())
        + hex.toHexDigits((int) third.getValue())
        + hex.toHexDigits(content.length);
  }
}
