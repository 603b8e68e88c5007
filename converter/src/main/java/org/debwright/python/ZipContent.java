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
    long length = member.compressedBytes();
    InputStream slice = new ChannelSlice(channel, start(channel, member), length);
    return member.method() == STORED
        ? slice
        : new Inflating(slice, (int) Math.max(1, Math.min(length, BUFFER)));
  }

  // The local header's own extra field may have another length than the directory's.
  private static long start(FileChannel channel, ZipMember member) throws IOException {
    int nameLength = member.rawName().remaining();
    int length = ZipDirectory.LOCAL_HEADER + nameLength;
    ByteBuffer header = ZipDirectory.read(channel, member.offset(), length);
    ByteBuffer name = header.slice(ZipDirectory.LOCAL_HEADER, nameLength);
    int extraLength = ZipDirectory.uint16(header, 28);
    long start = member.offset() + length + extraLength;
    if (start > member.limit() - member.compressedBytes()) {
      throw new ZipException("`" + member.name() + "` runs into the next entry");
    }
    long[] sizes = {uint32(header, 22), uint32(header, 18)};
    if (sizes[0] == UNSIGNED_INT || sizes[1] == UNSIGNED_INT) {
      ByteBuffer extra = ZipDirectory.read(channel, member.offset() + length, extraLength);
      ZipDirectory.readZip64(extra, 0, extraLength, sizes);
    }
    // APPNOTE 4.4.4, bit 3: what was not known yet is zero here.
    boolean later = (ZipDirectory.uint16(header, 6) & SIZES_FOLLOW) != 0;
    if (header.getInt(0) != LOCAL_SIGNATURE
        || ZipDirectory.uint16(header, 26) != nameLength
        || ZipDirectory.uint16(header, 8) != member.method()
        || !agrees(uint32(header, 14), member.crc(), later)
        || !agrees(sizes[1], member.compressedBytes(), later)
        || !agrees(sizes[0], member.sizeBytes(), later)
        || !name.equals(member.rawName())) {
      throw new ZipException("`" + member.name() + "` has a header that is not the directory's");
    }
    return start;
  }

  private static boolean agrees(long found, long expected, boolean later) {
    return found == expected || (later && found == 0);
  }

  private static long uint32(ByteBuffer buffer, int at) {
    return buffer.getInt(at) & UNSIGNED_INT;
  }

  /** Frees the native memory of its inflater when closed. */
  private static final class Inflating extends InflaterInputStream {
    Inflating(InputStream in, int bufferBytes) {
      super(in, new Inflater(true), bufferBytes);
    }

    @Override
    public void close() throws IOException {
      requireNonNull(inf).end();
      super.close();
    }
  }
}
