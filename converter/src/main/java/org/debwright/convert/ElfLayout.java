package org.debwright.convert;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Where in an ELF file its parts lie, both tables read and held against the size of the file. What
 * is not as the System V ABI has it is thrown as IllegalArgumentException, or as whatever a buffer
 * throws that is asked for more than it has.
 */
final class ElfLayout {
  private static final int MOST_SECTIONS = 2_000;
  private static final int MOST_SEGMENTS = 1024;
  private static final int LONGEST_NAME = 512;
  private static final int IDENT_CLASS = 4;
  private static final int IDENT_DATA = 5;
  private static final int PT_NULL = 0;

  private final ByteBuffer bytes;
  private final boolean wide;

  ElfLayout(ByteBuffer original) {
    this.bytes = original.duplicate();
    this.wide = bytes.get(IDENT_CLASS) == 2;
    bytes.order(bytes.get(IDENT_DATA) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * A range of bytes.
   *
   * @param end behind the last
   */
  record Range(long start, long end) {
    boolean contains(long at) {
      return start <= at && at < end;
    }
  }

  boolean isWide() {
    return wide;
  }

  ByteOrder order() {
    return bytes.order();
  }

  ByteBuffer bytes() {
    return bytes.duplicate().order(bytes.order());
  }

  long size() {
    return bytes.limit();
  }

  int type() {
    return unsignedShort(16);
  }

  int headerSize() {
    return wide ? 64 : 52;
  }

  int sectionHeaderSize() {
    return wide ? 64 : 40;
  }

  private int segmentHeaderSize() {
    return wide ? 56 : 32;
  }

  /** Offset of the field in the header. */
  int sectionTableField() {
    return wide ? 40 : 32;
  }

  /** Offset of the field in the header; that of the table of names is the next one. */
  int sectionCountField() {
    return wide ? 60 : 48;
  }

  Range sectionTable() {
    int count = unsignedShort(sectionCountField());
    if (count > MOST_SECTIONS || (count > 0 && sizeAt(sectionCountField() - 2) != 0)) {
      throw new IllegalArgumentException("odd table of sections");
    }
    return checked(word(sectionTableField()), (long) count * sectionHeaderSize());
  }

  // The size an entry of the table should have, compared with the one it says.
  private int sizeAt(int field) {
    return unsignedShort(field) - sectionHeaderSize();
  }

  Range segmentTable() {
    int count = unsignedShort(wide ? 56 : 44);
    if (count > MOST_SEGMENTS
        || (count > 0 && unsignedShort(wide ? 54 : 42) != segmentHeaderSize())) {
      throw new IllegalArgumentException("odd table of segments");
    }
    return checked(word(wide ? 32 : 28), (long) count * segmentHeaderSize());
  }

  /** The bytes of all segments, PT_LOAD and others. */
  List<Range> segments() {
    Range table = segmentTable();
    List<Range> segments = new ArrayList<>();
    for (long at = table.start(); at < table.end(); at += segmentHeaderSize()) {
      int start = Math.toIntExact(at);
      if (bytes.getInt(start) != PT_NULL) {
        long offset = word(start + (wide ? 8 : 4));
        segments.add(checked(offset, word(start + (wide ? 32 : 16))));
      }
    }
    return segments;
  }

  List<ElfSection> sections() {
    Range table = sectionTable();
    int count = Math.toIntExact((table.end() - table.start()) / sectionHeaderSize());
    if (count == 0) {
      return List.of();
    }
    int names = unsignedShort(sectionCountField() + 2);
    if (names >= count) {
      throw new IllegalArgumentException("no names of sections");
    }
    Range strings = stored(header(table, names));
    List<ElfSection> sections = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sections.add(section(i, header(table, i), strings));
    }
    return sections;
  }

  private int header(Range table, int index) {
    return Math.toIntExact(table.start() + (long) index * sectionHeaderSize());
  }

  private Range stored(int header) {
    return checked(word(header + (wide ? 24 : 16)), word(header + (wide ? 32 : 20)));
  }

  private ElfSection section(int index, int at, Range strings) {
    ElfSection section =
        new ElfSection(
            index,
            name(strings, bytes.getInt(at) & 0xffff_ffffL),
            bytes.getInt(at + 4),
            word(at + 8),
            word(at + (wide ? 24 : 16)),
            word(at + (wide ? 32 : 20)),
            bytes.getInt(at + (wide ? 40 : 24)),
            bytes.getInt(at + (wide ? 44 : 28)),
            word(at + (wide ? 48 : 32)),
            copy(at, sectionHeaderSize()));
    if (section.isStored()) {
      checked(section.offset(), section.size());
    }
    return section;
  }

  private ByteBuffer copy(int at, int length) {
    byte[] copy = new byte[length];
    bytes.duplicate().position(at).get(copy);
    return ByteBuffer.wrap(copy);
  }

  private String name(Range strings, long offset) {
    long start = strings.start() + offset;
    for (long at = start; strings.contains(at) && at - start <= LONGEST_NAME; at++) {
      if (bytes.get(Math.toIntExact(at)) == 0) {
        byte[] name = new byte[Math.toIntExact(at - start)];
        bytes.duplicate().position(Math.toIntExact(start)).get(name);
        return new String(name, StandardCharsets.ISO_8859_1);
      }
    }
    throw new IllegalArgumentException("a name has no end");
  }

  private Range checked(long start, long length) {
    if (start < 0 || length < 0 || start > size() || length > size() - start) {
      throw new IllegalArgumentException("outside of the file");
    }
    return new Range(start, start + length);
  }

  private int unsignedShort(int at) {
    return bytes.getShort(at) & 0xffff;
  }

  private long word(int at) {
    return wide ? bytes.getLong(at) : bytes.getInt(at) & 0xffff_ffffL;
  }
}
