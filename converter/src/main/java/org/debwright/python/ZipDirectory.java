package org.debwright.python;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.zip.ZipException;

/**
 * Reads the central directory of a zip file (APPNOTE.TXT 4.3.12 to 4.3.16). Our own, since
 * java.util.zip keeps the Unix modes to itself and Commons Compress is five times as slow.
 *
 * <p>Stricter than unzip: nothing stands before the first entry or behind the end record, so that
 * all readers of a file find the same directory.
 */
final class ZipDirectory {
  static final int LOCAL_HEADER = 30;

  private static final int CENTRAL_HEADER = 46;
  private static final int END = 22;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final int ZIP64_LOCATOR = 20;
  private static final int ZIP64_END = 56;
  private static final int CENTRAL_SIGNATURE = 0x02014b50;
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int LOCATOR_SIGNATURE = 0x07064b50;
  private static final int ZIP64_END_SIGNATURE = 0x06064b50;
  private static final int ZIP64_EXTRA = 1;
  private static final int UTF_8_NAMES = 0x800;
  private static final long UNSIGNED_INT = 0xffffffffL;

  // The largest wheels have 30,000 entries and 4 MiB of directory.
  private static final int MOST_ENTRIES = 200_000;
  private static final int MOST_BYTES = 64 << 20;

  private final FileChannel channel;

  private record Extent(long offset, long sizeBytes, long entries, long end) {}

  private ZipDirectory(FileChannel channel) {
    this.channel = channel;
  }

  /** All entries in the order of the directory. Throws ZipException for what is no zip file. */
  static List<ZipMember> read(FileChannel channel) throws IOException {
    return new ZipDirectory(channel).members();
  }

  private List<ZipMember> members() throws IOException {
    Extent extent = extent();
    if (extent.entries() > MOST_ENTRIES) {
      throw new ZipException("at most " + MOST_ENTRIES + " entries are read: " + extent.entries());
    }
    if (extent.sizeBytes() > MOST_BYTES) {
      throw new ZipException("its directory has more than 64 MiB: " + extent.sizeBytes() + " B");
    }
    if (extent.offset() + extent.sizeBytes() != extent.end()) {
      throw new ZipException("its directory does not end where the end record begins");
    }
    ByteBuffer directory = at(extent.offset(), (int) extent.sizeBytes());
    List<ZipMember> members = new ArrayList<>((int) extent.entries());
    while (directory.hasRemaining()) {
      members.add(member(directory));
    }
    if (members.size() != extent.entries()) {
      throw new ZipException(
          "its end record counts " + extent.entries() + " entries: " + members.size());
    }
    return limited(members, extent.offset());
  }

  // A local header can have an extra field of 64 KiB that the directory does not tell of.
  private static List<ZipMember> limited(List<ZipMember> members, long directory) {
    NavigableSet<Long> begins = new TreeSet<>(List.of(directory));
    members.forEach(member -> begins.add(member.offset()));
    return members.stream()
        .map(
            member ->
                member.withLimit(
                    Objects.requireNonNullElse(begins.higher(member.offset()), directory)))
        .toList();
  }

  private Extent extent() throws IOException {
    long size = channel.size();
    int tail = (int) Math.min(size, END + LONGEST_COMMENT);
    ByteBuffer buffer = at(size - tail, tail);
    for (int i = tail - END; i >= 0; i--) {
      if (buffer.getInt(i) == END_SIGNATURE && uint16(buffer, i + 20) == tail - END - i) {
        return extent(buffer.position(i), size - tail + i);
      }
    }
    throw new ZipException("it has no end record, so it is no zip file or is cut off");
  }

  private Extent extent(ByteBuffer end, long position) throws IOException {
    int at = end.position();
    if (position >= ZIP64_LOCATOR) {
      ByteBuffer locator = at(position - ZIP64_LOCATOR, ZIP64_LOCATOR);
      if (locator.getInt(0) == LOCATOR_SIGNATURE) {
        return zip64Extent(locator.getLong(8), position - ZIP64_LOCATOR);
      }
    }
    if (uint16(end, at + 4) != 0 || uint16(end, at + 8) != uint16(end, at + 10)) {
      throw new ZipException("it is one of several volumes");
    }
    return new Extent(uint32(end, at + 16), uint32(end, at + 12), uint16(end, at + 10), position);
  }

  private Extent zip64Extent(long offset, long locator) throws IOException {
    if (offset < 0 || offset > locator - ZIP64_END) {
      throw new ZipException("its zip64 end record lies outside of the file");
    }
    ByteBuffer end = at(offset, ZIP64_END);
    if (end.getInt(0) != ZIP64_END_SIGNATURE || offset + 12 + end.getLong(4) != locator) {
      throw new ZipException("its zip64 end record is damaged");
    }
    long entries = end.getLong(32);
    long sizeBytes = end.getLong(40);
    long start = end.getLong(48);
    if (entries < 0 || sizeBytes < 0 || start < 0 || sizeBytes > offset) {
      throw new ZipException("its zip64 end record is damaged");
    }
    return new Extent(start, sizeBytes, entries, offset);
  }

  private static ZipMember member(ByteBuffer directory) throws IOException {
    if (directory.remaining() < CENTRAL_HEADER || directory.getInt() != CENTRAL_SIGNATURE) {
      throw new ZipException("its directory is damaged");
    }
    int start = directory.position() - 4;
    int nameLength = uint16(directory, start + 28);
    int extraLength = uint16(directory, start + 30);
    int commentLength = uint16(directory, start + 32);
    int end = start + CENTRAL_HEADER + nameLength + extraLength + commentLength;
    if (end > directory.limit()) {
      throw new ZipException("its directory is damaged");
    }
    byte[] rawName = new byte[nameLength];
    directory.get(start + CENTRAL_HEADER, rawName);
    int flags = uint16(directory, start + 8);
    long[] sizes = {
      uint32(directory, start + 24), uint32(directory, start + 20), uint32(directory, start + 42)
    };
    int extra = start + CENTRAL_HEADER + nameLength;
    readZip64(directory, extra, extra + extraLength, sizes);
    directory.position(end);
    return new ZipMember(
        name(rawName, flags),
        ByteBuffer.wrap(rawName).asReadOnlyBuffer(),
        uint16(directory, start + 40),
        flags,
        uint16(directory, start + 10),
        seconds(uint16(directory, start + 14), uint16(directory, start + 12)),
        uint32(directory, start + 16),
        sizes[1],
        sizes[0],
        sizes[2],
        Long.MAX_VALUE);
  }

  // APPNOTE 4.4.6: MS-DOS date and time, which know no zone. Months and days out of range overflow.
  private static long seconds(int date, int time) {
    return LocalDate.of(1980 + (date >> 9), 1, 1)
        .plusMonths(((date >> 5) & 0xf) - 1)
        .plusDays((date & 0x1f) - 1)
        .atStartOfDay()
        .plusHours(time >> 11)
        .plusMinutes((time >> 5) & 0x3f)
        .plusSeconds((time & 0x1f) * 2L)
        .toEpochSecond(ZoneOffset.UTC);
  }

  /**
   * Takes from an extra field what does not fit into its header (APPNOTE 4.5.3).
   *
   * @param sizes size, compressed size and offset, those to take all ones; a local header has no
   *     offset
   */
  static void readZip64(ByteBuffer directory, int from, int to, long[] sizes) throws IOException {
    boolean[] missing = new boolean[sizes.length];
    boolean any = false;
    for (int i = 0; i < sizes.length; i++) {
      missing[i] = sizes[i] == UNSIGNED_INT;
      any |= missing[i];
    }
    int at = from;
    while (any && at + 4 <= to) {
      int length = uint16(directory, at + 2);
      if (uint16(directory, at) == ZIP64_EXTRA) {
        takeZip64(directory, at + 4, Math.min(to, at + 4 + length), sizes, missing);
        return;
      }
      at += 4 + length;
    }
  }

  private static void takeZip64(
      ByteBuffer directory, int from, int to, long[] sizes, boolean[] missing) throws IOException {
    int at = from;
    for (int i = 0; i < sizes.length; i++) {
      if (missing[i]) {
        if (at + 8 > to || directory.getLong(at) < 0) {
          throw new ZipException("its directory is damaged");
        }
        sizes[i] = directory.getLong(at);
        at += 8;
      }
    }
  }

  // APPNOTE appendix D: UTF-8 where the flag says so, else code page 437; but tools on Unix wrote
  // UTF-8 without the flag.
  private static String name(byte[] raw, int flags) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
    } catch (CharacterCodingException e) {
      if ((flags & UTF_8_NAMES) != 0 || !Charset.isSupported("IBM437")) {
        throw new ZipException("the name of an entry is not UTF-8");
      }
      return new String(raw, Charset.forName("IBM437"));
    }
  }

  private ByteBuffer at(long position, int length) throws IOException {
    return read(channel, position, length);
  }

  /** Exactly {@code length} bytes from {@code position} on, little-endian. */
  static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
    if (position < 0 || position + length > channel.size()) {
      throw new ZipException("it is cut off");
    }
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new ZipException("it is cut off");
      }
    }
    return buffer.flip();
  }

  static int uint16(ByteBuffer buffer, int at) {
    return buffer.getShort(at) & 0xffff;
  }

  private static long uint32(ByteBuffer buffer, int at) {
    return buffer.getInt(at) & UNSIGNED_INT;
  }
}
