package org.debwright.deb;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that gives only as many bytes as were allowed last. A tar reader keeps a whole name in
 * memory, however long an archive says it is; this sets the bound.
 */
final class Allowance extends FilterInputStream {
  private long left;

  Allowance(InputStream in) {
    super(in);
  }

  /** Allows this many bytes from here on. */
  void atMost(long bytes) {
    left = bytes;
  }

  @Override
  public int read() throws IOException {
    spend(1);
    return super.read();
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int got = super.read(buffer, offset, length);
    spend(Math.max(got, 0));
    return got;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = super.skip(count);
    spend(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void spend(long bytes) throws IOException {
    left -= bytes;
    if (left < 0) {
      throw new IOException("a header or name in it is longer than 1 MiB");
    }
  }
}
