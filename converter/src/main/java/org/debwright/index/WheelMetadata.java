package org.debwright.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.WheelFilename;

/**
 * Finds METADATA in a wheel out of pieces of it: the end of the archive, its directory, the one
 * member (PKWARE APPNOTE 4.3). With luck, and in 96 wheels of 100, the last 96 kB hold all three.
 */
final class WheelMetadata {
  /** Largest METADATA that is read. */
  static final int LIMIT = 16 << 20;

  // Measured: METADATA lies within the last 16 kB of 84 wheels of 100, 64 kB of 96; and of six of
  // the seventy most used, which have long directories, between 64 and 96 kB. A second request
  // costs more than what is read in vain.
  private static final int TAIL = 96 << 10;
  // What is read with a local header, for the member that follows it.
  private static final int MEMBER = 1 << 16;
  private static final int DIRECTORY_LIMIT = 64 << 20;
  private static final int END_SIZE = 22;
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int ZIP64_LOCATOR_SIZE = 20;
  private static final int ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
  private static final int ZIP64_END_SIZE = 56;
  private static final int ZIP64_END_SIGNATURE = 0x06064b50;
  private static final int ENTRY_SIZE = 46;
  private static final int ENTRY_SIGNATURE = 0x02014b50;
  private static final int LOCAL_SIZE = 30;
  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final int ENCRYPTED = 1;
  private static final String SUFFIX = ".dist-info/METADATA";
  private static final byte[] PYTHON = {'.', 'p', 'y'};
  private static final byte[] LIBRARY = {'.', 's', 'o'};
  private static final byte[] DATA = {'.', 'd', 'a', 't', 'a', '/'};
  private static final Pattern MODULE =
      Pattern.compile("(?:[^/]+\\.data/(?:pure|plat)lib/)?([\\p{L}_][\\p{L}\\p{Nd}_]*)(?:[./].*)?");

  /** What is not a wheel one can read; the message says why, for a person. */
  static final class BrokenException extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenException(String why) {
      super(why);
    }
  }

  private record Directory(long offset, int size) {}

  private record Member(
      int flags, int method, int crc, long packed, long size, long offset, String name) {}

  private final ByteRanges ranges;
  private final WheelFilename wheel;
  private final Set<String> modules = new TreeSet<>();
  private byte[] lastTop = {};
  private ByteRanges.Piece known;

  private WheelMetadata(ByteRanges ranges, WheelFilename wheel) throws IOException {
    this.ranges = ranges;
    this.wheel = wheel;
    this.known = ranges.tail(TAIL);
  }

  /** METADATA, and what else the directory tells. */
  static final class Content {
    private final byte[] metadata;
    private final Set<String> modules;

    Content(byte[] metadata, Set<String> modules) {
      this.metadata = metadata;
      this.modules = modules;
    }

    byte[] metadata() {
      return metadata;
    }

    /** Names it can be imported by, at top level; sorted. */
    Set<String> modules() {
      return modules;
    }
  }

  /**
   * The content of METADATA.
   *
   * @throws BrokenException where it is no wheel with metadata
   */
  static Content read(ByteRanges ranges, WheelFilename wheel) throws IOException {
    WheelMetadata reading = new WheelMetadata(ranges, wheel);
    return new Content(reading.read(), reading.modules);
  }

  private byte[] read() throws IOException {
    Directory directory = directory();
    // Keep the tail: METADATA often lies before the directory and in the same piece.
    ByteBuffer entries = bytes(directory.offset, directory.size);
    Member member = metadata(entries);
    ByteBuffer local = bytes(member.offset, LOCAL_SIZE);
    require(local.getInt(0) == LOCAL_SIGNATURE, "its METADATA is not where the directory says");
    int skip = LOCAL_SIZE + (local.getChar(26) + local.getChar(28));
    return unpack(member, bytes(member.offset + skip, (int) member.packed));
  }

  private ByteBuffer bytes(long offset, int length) throws IOException {
    require(offset >= 0 && offset + length <= known.total(), "its directory points outside of it");
    if (known.covers(offset, length)) {
      return known.slice(offset, length);
    }
    // A local header and what follows it come together, as far as can be guessed.
    int more = length == LOCAL_SIZE ? MEMBER : length;
    int wanted = (int) Math.min(more, known.total() - offset);
    ByteRanges.Piece piece = ranges.piece(offset, wanted);
    require(piece.total() == known.total(), "it changes while it is read");
    if (length == LOCAL_SIZE) {
      known = piece;
    }
    return piece.slice(offset, length);
  }

  private Directory directory() throws IOException {
    int tail = known.content().capacity();
    for (int at = tail - END_SIZE; at >= 0; at--) {
      ByteBuffer end = known.slice(known.offset() + at, END_SIZE);
      boolean found = end.getInt(0) == END_SIGNATURE;
      if (found && at + END_SIZE + end.getChar(20) == tail) {
        long size = Integer.toUnsignedLong(end.getInt(12));
        long offset = Integer.toUnsignedLong(end.getInt(16));
        boolean large = offset == 0xffffffffL || size == 0xffffffffL || end.getChar(10) == 0xffff;
        return large && at >= ZIP64_LOCATOR_SIZE
            ? largeDirectory(known.offset() + at - ZIP64_LOCATOR_SIZE)
            : checked(offset, size);
      }
    }
    throw new BrokenException("it is no zip archive, or cut off");
  }

  private Directory largeDirectory(long locatorOffset) throws IOException {
    ByteBuffer locator = known.slice(locatorOffset, ZIP64_LOCATOR_SIZE);
    require(locator.getInt(0) == ZIP64_LOCATOR_SIGNATURE, "its directory is malformed");
    ByteBuffer end = bytes(locator.getLong(8), ZIP64_END_SIZE);
    require(end.getInt(0) == ZIP64_END_SIGNATURE, "its directory is malformed");
    return checked(end.getLong(48), end.getLong(40));
  }

  private static Directory checked(long offset, long size) throws IOException {
    require(size >= 0 && size <= DIRECTORY_LIMIT, "its directory is too large");
    return new Directory(offset, (int) size);
  }

  private Member metadata(ByteBuffer entries) throws IOException {
    List<Member> found = new ArrayList<>();
    while (entries.remaining() >= ENTRY_SIZE
        && entries.getInt(entries.position()) == ENTRY_SIGNATURE) {
      next(entries).ifPresent(found::add);
    }
    require(!found.isEmpty(), "it has no `*.dist-info/METADATA` of its own name");
    require(found.size() == 1, "it has several `*.dist-info/METADATA` of its own name");
    Member member = found.get(0);
    require(
        member.size <= LIMIT && member.packed <= LIMIT,
        "its METADATA is too large (at most " + LIMIT + " bytes: " + member.size + ")");
    return member;
  }

  /** Reads an entry and goes behind it; empty where it is not the METADATA looked for. */
  private Optional<Member> next(ByteBuffer entries) throws IOException {
    int at = entries.position();
    int nameLength = entries.getChar(at + 28);
    int extraLength = entries.getChar(at + 30);
    int length = ENTRY_SIZE + nameLength + extraLength + entries.getChar(at + 32);
    require(length <= entries.remaining(), "its directory is cut off");
    entries.position(at + length);
    byte[] name = new byte[nameLength];
    entries.get(at + ENTRY_SIZE, name);
    if (isCode(name)) {
      if (!isBelow(lastTop, name)) {
        module(new String(name, UTF_8)).ifPresent(modules::add);
        lastTop = top(name);
      }
      return Optional.empty();
    }
    if (nameLength < SUFFIX.length() || !isOurs(new String(name, UTF_8))) {
      return Optional.empty();
    }
    long packed = Integer.toUnsignedLong(entries.getInt(at + 20));
    long size = Integer.toUnsignedLong(entries.getInt(at + 24));
    long offset = Integer.toUnsignedLong(entries.getInt(at + 42));
    if (offset == 0xffffffffL) {
      offset = largeOffset(entries.slice(at + ENTRY_SIZE + nameLength, extraLength), packed, size);
    }
    return Optional.of(
        new Member(
            entries.getChar(at + 8),
            entries.getChar(at + 10),
            entries.getInt(at + 16),
            packed,
            size,
            offset,
            new String(name, UTF_8)));
  }

  private static boolean isCode(byte[] name) {
    return endsWith(name, PYTHON) || endsWith(name, LIBRARY);
  }

  // Most members are further files of one directory.
  private static byte[] top(byte[] name) {
    for (int i = 0; i < name.length; i++) {
      if (name[i] == '/') {
        byte[] top = Arrays.copyOf(name, i + 1);
        return endsWith(top, DATA) ? new byte[0] : top;
      }
    }
    return new byte[0];
  }

  private static boolean isBelow(byte[] top, byte[] name) {
    return top.length > 0
        && name.length > top.length
        && Arrays.equals(name, 0, top.length, top, 0, top.length);
  }

  private static boolean endsWith(byte[] name, byte[] ending) {
    int from = name.length - ending.length;
    return from > 0 && Arrays.equals(name, from, name.length, ending, 0, ending.length);
  }

  /** PEP 427: what is not in {@code .data} goes where modules are, as do two of its schemes. */
  private static Optional<String> module(String path) {
    Matcher matcher = MODULE.matcher(path);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** The offset in the zip64 field (APPNOTE 4.5.3), behind the sizes that stand there too. */
  private static long largeOffset(ByteBuffer extra, long packed, long size) throws IOException {
    extra.order(java.nio.ByteOrder.LITTLE_ENDIAN);
    while (extra.remaining() >= 4) {
      int id = extra.getChar();
      int length = extra.getChar();
      int skip = (packed == 0xffffffffL ? 8 : 0) + (size == 0xffffffffL ? 8 : 0);
      if (id == 1 && length >= skip + 8 && extra.remaining() >= skip + 8) {
        return extra.getLong(extra.position() + skip);
      }
      extra.position(Math.min(extra.limit(), extra.position() + length));
    }
    throw new BrokenException("its directory is malformed");
  }

  /** Whether this is METADATA of the top-level dist-info directory that the wheel's name says. */
  private boolean isOurs(String name) {
    if (!name.endsWith(SUFFIX) || name.indexOf('/') != name.length() - "/METADATA".length()) {
      return false;
    }
    String stem = name.substring(0, name.length() - SUFFIX.length());
    int hyphen = stem.lastIndexOf('-');
    return hyphen > 0
        && ProjectName.isValid(stem.substring(0, hyphen))
        && new ProjectName(stem.substring(0, hyphen)).equals(wheel.project())
        && Pep440Version.tryParse(stem.substring(hyphen + 1).replace('_', '+'))
            .or(() -> Pep440Version.tryParse(stem.substring(hyphen + 1)))
            .map(wheel.version()::equals)
            .orElse(true);
  }

  private static byte[] unpack(Member member, ByteBuffer packed) throws IOException {
    require((member.flags & ENCRYPTED) == 0, "its METADATA is encrypted");
    byte[] content = new byte[(int) member.size];
    if (member.method == STORED) {
      require(member.size == member.packed, "its METADATA is malformed");
      packed.get(content);
    } else {
      require(member.method == DEFLATED, "its METADATA is packed in an unknown way");
      inflate(packed, content);
    }
    CRC32 crc = new CRC32();
    crc.update(content);
    require((int) crc.getValue() == member.crc, "the checksum of its METADATA is wrong");
    return content;
  }

  private static void inflate(ByteBuffer packed, byte[] content) throws IOException {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(packed);
      int done = 0;
      while (done < content.length) {
        int n = inflater.inflate(content, done, content.length - done);
        require(n > 0, "its METADATA is cut off");
        done += n;
      }
      require(inflater.inflate(new byte[1]) == 0, "its METADATA is longer than it says");
    } catch (DataFormatException malformed) {
      throw new BrokenException("its METADATA cannot be unpacked");
    } finally {
      inflater.end();
    }
  }

  private static void require(boolean holds, String otherwise) throws BrokenException {
    if (!holds) {
      throw new BrokenException(otherwise);
    }
  }
}
