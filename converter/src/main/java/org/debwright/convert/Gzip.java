package org.debwright.convert;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.debwright.debian.Entry;

/** What {@code gzip -9n} makes (Policy 12.1, 12.7): no name, no time, the same bytes each time. */
final class Gzip {
  // RFC 1952: magic, deflate, no flags, no time, best compression, Unix.
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 2, 3};

  private Gzip() {}

  /** What is in a file; empty where it cannot be read or is larger. */
  static Optional<byte[]> content(Entry.Content packed, long largest) throws IOException {
    try (InputStream in = packed.open()) {
      byte[] bytes = new GZIPInputStream(in).readNBytes(Math.toIntExact(largest) + 1);
      return bytes.length > largest ? Optional.empty() : Optional.of(bytes);
    } catch (ZipException | EOFException e) {
      return Optional.empty();
    }
  }

  static byte[] compress(byte[] content) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try {
      deflater.setInput(content);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes(HEADER);
      byte[] buffer = new byte[8192];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      out.writeBytes(trailer(content));
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static byte[] trailer(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return ByteBuffer.allocate(8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt((int) crc.getValue())
        .putInt(content.length)
        .array();
  }
}
