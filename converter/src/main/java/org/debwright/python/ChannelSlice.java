package org.debwright.python;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.ZipException;

/** A range of a file. Several of one file may be read at once. */
final class ChannelSlice extends InputStream {
  private final FileChannel channel;
  private long position;
  private long remaining;

  ChannelSlice(FileChannel channel, long position, long length) {
    this.channel = channel;
    this.position = position;
    this.remaining = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (remaining == 0) {
      return -1;
    }
    int wanted = (int) Math.min(length, remaining);
    int count = channel.read(ByteBuffer.wrap(buffer, offset, wanted), position);
    if (count < 0) {
      throw new ZipException("it is cut off");
    }
    position += count;
    remaining -= count;
    return count;
  }

  @Override
  public long skip(long count) {
    long skipped = Math.max(0, Math.min(count, remaining));
    position += skipped;
    remaining -= skipped;
    return skipped;
  }
}
