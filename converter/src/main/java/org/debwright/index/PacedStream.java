package org.debwright.index;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Fails where a body comes so slowly that it may never end: a byte now and then never runs into a
 * time-out of reading.
 */
final class PacedStream extends FilterInputStream {
  // 70 bytes a second with pip's time-out of 15 s.
  private static final int LEAST_BYTES = 1024;

  private final long periodNanos;
  private long begun = System.nanoTime();
  private long received;

  /**
   * Over a body.
   *
   * @param periodMillis in which a kibibyte has to come
   */
  PacedStream(InputStream in, int periodMillis) {
    super(in);
    this.periodNanos = periodMillis * 1_000_000L;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    received += Math.max(0, count);
    long now = System.nanoTime();
    // What the reader itself took its time over is not held against the server: then much is there.
    if (received >= LEAST_BYTES || count < 0) {
      received = 0;
      begun = now;
    } else if (now - begun > periodNanos) {
      throw new Answer.TooSlowException(LEAST_BYTES, periodNanos / 1_000_000);
    }
    return count;
  }
}
