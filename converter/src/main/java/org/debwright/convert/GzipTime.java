package org.debwright.convert;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The time in the header of a gzip file (RFC 1952, 2.3): when a build machine happened to run. */
final class GzipTime {
  private static final int HEADER = 10;
  private static final int TIME = 4;

  private GzipTime() {}

  static boolean isHead(byte[] head) {
    return head.length > 2 && head[0] == 0x1f && head[1] == (byte) 0x8b && head[2] == 8;
  }

  /** The file; its time taken out where it is later than the release. */
  static PlacedFile without(PlacedFile file, long releasedEpochSeconds) throws IOException {
    byte[] header;
    try (InputStream in = file.content().open()) {
      header = in.readNBytes(HEADER);
    }
    if (header.length < HEADER || time(header) <= releasedEpochSeconds) {
      return file;
    }
    for (int i = TIME; i < TIME + 4; i++) {
      header[i] = 0;
    }
    return new PlacedFile(
        file.path(),
        file.origin(),
        file.mode(),
        file.sizeBytes(),
        file.machineCode(),
        () -> {
          InputStream in = file.content().open();
          in.skipNBytes(HEADER);
          return new SequenceInputStream(new ByteArrayInputStream(header), in);
        });
  }

  private static long time(byte[] header) {
    return Integer.toUnsignedLong(
        ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(TIME));
  }
}
