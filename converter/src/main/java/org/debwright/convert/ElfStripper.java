package org.debwright.convert;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.debwright.convert.ElfLayout.Range;

/**
 * Takes symbols and debugging sections out of programs and shared libraries (Policy 10.1) as {@code
 * strip} does, but moves no byte that is loaded: every segment stays where it is, so libraries that
 * {@code patchelf} has rearranged still load. No program is called for it, whose versions would
 * give different bytes and know one architecture only.
 *
 * <p>What lies behind the last segment is cut off, what lies between is zeroed. Sections keep their
 * numbers, since dynamic symbols refer to them; one that is gone leaves an inactive header
 * (SHT_NULL).
 */
final class ElfStripper {
  private static final int ET_EXEC = 2;
  private static final int ET_DYN = 3;
  private static final int SHT_STRTAB = 3;
  private static final int PIECE = 1 << 12;
  private static final byte[] ZEROS = new byte[PIECE];
  private static final int MOST_NAMES = 1 << 20;
  private static final String NAMES = ".shstrtab";

  private final ElfLayout elf;
  private final List<ElfSection> sections;
  private final List<Range> segments;
  private final Set<Integer> kept = new HashSet<>();
  private final List<StripPlan.Part> tail = new ArrayList<>();
  private final TreeMap<Integer, Long> moved = new TreeMap<>();
  private final long cut;
  private long end;

  /** What there is to do. */
  sealed interface Verdict {
    /** Nothing: there are no symbols in it but those for the dynamic linker. */
    record Clean() implements Verdict {}

    /** Something. */
    record Strippable(StripPlan plan) implements Verdict {}

    /** Nothing that would be safe. */
    record Unsafe(String reason) implements Verdict {}
  }

  private ElfStripper(ElfLayout elf) {
    this.elf = elf;
    this.sections = elf.sections();
    this.segments = elf.segments();
    keepSections();
    long furthest = Math.max(elf.headerSize(), elf.segmentTable().end());
    for (Range segment : segments) {
      furthest = Math.max(furthest, segment.end());
    }
    for (ElfSection section : sections) {
      if (section.isLoaded()) {
        furthest = Math.max(furthest, section.end());
      }
    }
    this.cut = furthest;
    this.end = furthest;
  }

  /**
   * Decides.
   *
   * @param bytes the whole file; begins with the four magic bytes of ELF
   */
  static Verdict examine(ByteBuffer bytes) {
    try {
      ElfLayout elf = new ElfLayout(bytes);
      List<ElfSection> sections = elf.sections();
      if (sections.stream().noneMatch(ElfSection::isForDebugging)) {
        return new Verdict.Clean();
      }
      if (elf.type() != ET_EXEC && elf.type() != ET_DYN) {
        return new Verdict.Unsafe("it is neither a program nor a shared library");
      }
      return new Verdict.Strippable(new ElfStripper(elf).plan());
    } catch (IllegalArgumentException e) {
      return new Verdict.Unsafe(String.valueOf(e.getMessage()));
    } catch (IndexOutOfBoundsException | ArithmeticException | BufferUnderflowException e) {
      return new Verdict.Unsafe("it ends too early, or its tables lead out of it");
    }
  }

  // A table of strings is kept with what refers to it.
  private void keepSections() {
    for (ElfSection section : sections) {
      if (!section.isUnused() && !section.isDispensable()) {
        kept.add(section.index());
      }
    }
    for (ElfSection section : sections) {
      int link = section.link();
      if (kept.contains(section.index())
          && link > 0
          && link < sections.size()
          && sections.get(link).type() == SHT_STRTAB) {
        kept.add(link);
      }
    }
  }

  private StripPlan plan() {
    requireAllExplained();
    List<StripPlan.Part> parts = new ArrayList<>();
    moveKeptSections();
    int names = appendNames();
    long table = append(elf.isWide() ? 8 : 4, sectionTable(names));
    parts.add(new StripPlan.Bytes(fileHeader(table)));
    copyWithoutHoles(parts);
    parts.addAll(tail);
    return new StripPlan(parts);
  }

  // Programs that carry an archive or an image behind their last section find it by its place.
  private void requireAllExplained() {
    List<Range> explained = new ArrayList<>(segments);
    explained.add(new Range(0, elf.headerSize()));
    explained.add(elf.segmentTable());
    explained.add(elf.sectionTable());
    sections.stream()
        .filter(ElfSection::isStored)
        .forEach(s -> explained.add(new Range(s.offset(), s.end())));
    long at = cut;
    for (Range range : sorted(explained)) {
      requireZeros(at, range.start());
      at = Math.max(at, range.end());
    }
    requireZeros(at, elf.size());
  }

  private void requireZeros(long from, long to) {
    byte[] piece = new byte[(int) Math.max(0, Math.min(PIECE, to - from))];
    for (long at = from; at < to; at += piece.length) {
      int length = (int) Math.min(piece.length, to - at);
      elf.bytes().get((int) at, piece, 0, length);
      if (!Arrays.equals(piece, 0, length, ZEROS, 0, length)) {
        throw new IllegalArgumentException("it has data that no section tells of");
      }
    }
  }

  private static List<Range> sorted(List<Range> ranges) {
    return ranges.stream()
        .sorted(Comparator.comparingLong(Range::start).thenComparingLong(Range::end))
        .toList();
  }

  private void moveKeptSections() {
    long copied = cut;
    List<ElfSection> behind =
        sections.stream()
            .filter(s -> kept.contains(s.index()) && s.isStored() && s.end() > cut)
            .sorted(Comparator.comparingLong(ElfSection::offset))
            .toList();
    for (ElfSection section : behind) {
      if (section.offset() < copied) {
        throw new IllegalArgumentException("its sections overlap");
      }
      copied = section.end();
      align(section.movedAlignment());
      moved.put(section.index(), end);
      tail.add(new StripPlan.Copy(section.offset(), section.size()));
      end += section.size();
    }
  }

  private long append(long alignment, ByteBuffer bytes) {
    align(alignment);
    long at = end;
    tail.add(new StripPlan.Bytes(bytes));
    end += bytes.limit();
    return at;
  }

  private void align(long alignment) {
    long gap = Math.floorMod(-end, alignment);
    if (gap > 0) {
      tail.add(new StripPlan.Zeros(gap));
      end += gap;
    }
  }

  private int appendNames() {
    ByteArrayOutputStream names = new ByteArrayOutputStream();
    names.write(0);
    for (ElfSection section : sections) {
      if (kept.contains(section.index())) {
        names.writeBytes(section.name().getBytes(StandardCharsets.ISO_8859_1));
        names.write(0);
      }
    }
    names.writeBytes((NAMES + "\0").getBytes(StandardCharsets.ISO_8859_1));
    if (names.size() > MOST_NAMES) {
      throw new IllegalArgumentException("its sections have too long names");
    }
    append(1, ByteBuffer.wrap(names.toByteArray()));
    return names.size();
  }

  private int lastKept() {
    return kept.stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  // The table of names comes last, in a place of its own.
  private ByteBuffer sectionTable(int namesSize) {
    int width = elf.sectionHeaderSize();
    ByteBuffer table = ByteBuffer.allocate((lastKept() + 2) * width).order(elf.order());
    int name = 1;
    for (ElfSection section : sections) {
      if (kept.contains(section.index())) {
        int at = section.index() * width;
        table.put(at, section.header(), 0, width);
        table.putInt(at, name);
        redirect(table, at, section);
        name += section.name().length() + 1;
      }
    }
    int at = (lastKept() + 1) * width;
    table.putInt(at, name);
    table.putInt(at + 4, SHT_STRTAB);
    putWord(table, at + (elf.isWide() ? 24 : 16), end - namesSize);
    putWord(table, at + (elf.isWide() ? 32 : 20), namesSize);
    putWord(table, at + (elf.isWide() ? 48 : 32), 1);
    return table;
  }

  private void redirect(ByteBuffer table, int at, ElfSection section) {
    Long place = moved.get(section.index());
    if (place != null) {
      putWord(table, at + (elf.isWide() ? 24 : 16), place);
    }
    if (isGone(section.link())) {
      table.putInt(at + (elf.isWide() ? 40 : 24), 0);
    }
    if (section.infoIsSection() && isGone(section.info())) {
      table.putInt(at + (elf.isWide() ? 44 : 28), 0);
    }
  }

  private boolean isGone(int index) {
    return index != 0 && !kept.contains(index);
  }

  private void putWord(ByteBuffer table, int at, long value) {
    if (elf.isWide()) {
      table.putLong(at, value);
    } else {
      table.putInt(at, Math.toIntExact(value));
    }
  }

  private ByteBuffer fileHeader(long table) {
    byte[] header = new byte[elf.headerSize()];
    elf.bytes().position(0).get(header);
    ByteBuffer fields = ByteBuffer.wrap(header).order(elf.order());
    putWord(fields, elf.sectionTableField(), table);
    fields.putShort(elf.sectionCountField(), (short) (lastKept() + 2));
    fields.putShort(elf.sectionCountField() + 2, (short) (lastKept() + 1));
    return fields;
  }

  /** The part up to the cut; what only linkers and debuggers read becomes zeros. */
  private void copyWithoutHoles(List<StripPlan.Part> parts) {
    List<Range> needed = new ArrayList<>(segments);
    needed.add(elf.segmentTable());
    List<Range> dropped = new ArrayList<>(List.of(elf.sectionTable()));
    for (ElfSection section : sections) {
      if (section.isStored()) {
        (kept.contains(section.index()) ? needed : dropped)
            .add(new Range(section.offset(), section.end()));
      }
    }
    long at = elf.headerSize();
    for (long next : bounds(needed, dropped)) {
      boolean hole = !covered(needed, at) && covered(dropped, at);
      parts.add(hole ? new StripPlan.Zeros(next - at) : new StripPlan.Copy(at, next - at));
      at = next;
    }
  }

  /** Where between header and cut something begins or ends, the cut included. */
  private NavigableSet<Long> bounds(List<Range> needed, List<Range> dropped) {
    NavigableSet<Long> bounds = new TreeSet<>();
    Stream.concat(needed.stream(), dropped.stream())
        .flatMap(range -> Stream.of(range.start(), range.end()))
        .filter(bound -> bound > elf.headerSize() && bound < cut)
        .forEach(bounds::add);
    if (cut > elf.headerSize()) {
      bounds.add(cut);
    }
    return bounds;
  }

  private static boolean covered(List<Range> ranges, long at) {
    return ranges.stream().anyMatch(range -> range.contains(at));
  }
}
