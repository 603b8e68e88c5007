package org.debwright.python;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** The bytes of one entry of a zip file, inflated. Several may be read from one channel at once. */
final class ZipContent {
  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int STORED = 0;
  private static final int SIZES_FOLLOW = 8;
  private static final long UNSIGNED_INT = 0xffffffffL;
  private static final int BUFFER = 1 << 14;

  private ZipContent() {}

  /** Opens an entry. Throws ZipException where its local header is another's. */
  static InputStream open(FileChannel channel, ZipMember member) throws IOException {
    Slice slice = new Slice(channel, start(channel, member), member.compressedBytes());
    return member.method() == STORED ? slice : new Inflating(slice);
  }

  // The local header's own extra field may have another length than the directory's.
  private static long start(FileChannel channel, ZipMember member) throws IOException {
    int nameLength = member.rawName().remaining();
    int length = ZipDirectory.LOCAL_HEADER + nameLength;
    ByteBuffer header = ZipDirectory.read(channel, member.offset(), length);
    ByteBuffer name = header.slice(ZipDirectory.LOCAL_HEADER, nameLength);
    if (header.getInt(0) != LOCAL_SIGNATURE
        || ZipDirectory.uint16(header, 26) != nameLength
        || ZipDirectory.uint16(header, 8) != member.method()
        || !agrees(header, 14, member.crc())
        || !agrees(header, 18, member.compressedBytes())
        || !agrees(header, 22, member.sizeBytes())
        || !name.equals(member.rawName())) {
      throw new ZipException("`" + member.name() + "` has a header that is not the directory's");
    }
    long start = member.offset() + length + ZipDirectory.uint16(header, 28);
    if (start > member.limit() - member.compressedBytes()) {
      throw new ZipException("`" + member.name() + "` runs into the next entry");
    }
    return start;
  }

  // APPNOTE 4.4.4, bit 3: what was not known yet is zero here; 4.5.3: what does not fit is all
  // ones.
  private static boolean agrees(ByteBuffer header, int at, long expected) {
    long found = header.getInt(at) & UNSIGNED_INT;
    boolean later = (ZipDirectory.uint16(header, 6) & SIZES_FOLLOW) != 0;
    return found == expected || found == UNSIGNED_INT || (later && found == 0);
  }

  /** A range of a file. */
  private static final class Slice extends InputStream {
    private final FileChannel channel;
    private long position;
    private long remaining;

    Slice(FileChannel channel, long position, long length) {
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
  }

  /** Frees the native memory of its inflater when closed. */
  private static final class Inflating extends InflaterInputStream {
    Inflating(InputStream in) {
      super(in, new Inflater(true), BUFFER);
    }

    @Override
    public void close() throws IOException {
      requireNonNull(inf).end();
      super.close();
    }
  }
}
