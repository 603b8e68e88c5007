package org.debwright.convert;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.fornwall.jelf.ElfSegment;

/** The dynamic segment of an ELF file, System V ABI chapter 5, and the GNU version needs. */
final class DynamicSegment {
  private static final long NEEDED = 1;
  private static final long STRTAB = 5;
  private static final long SONAME = 14;
  private static final long RPATH = 15;
  private static final long RUNPATH = 29;
  private static final long VERNEED = 0x6ffffffeL;
  private static final int MOST_ENTRIES = 10_000;
  private static final int LONGEST_NAME = 4096;

  private final ByteBuffer bytes;
  private final boolean narrow;
  private final ElfSegment dynamic;
  private final List<ElfSegment> loaded;
  private final List<Long> needed = new ArrayList<>();
  private final Map<Long, Long> values = new LinkedHashMap<>();
  // Tag and value of each, up to the first of DT_NULL.
  private final List<long[]> entries = new ArrayList<>();

  DynamicSegment(ByteBuffer bytes, boolean narrow, ElfSegment dynamic, List<ElfSegment> loaded) {
    this.bytes = bytes;
    this.narrow = narrow;
    this.dynamic = dynamic;
    this.loaded = loaded;
    readEntries();
  }

  List<String> needed() {
    return needed.stream().map(this::name).toList();
  }

  Optional<String> soname() {
    return Optional.ofNullable(values.get(SONAME)).map(this::name);
  }

  /** Directories of DT_RPATH and DT_RUNPATH. */
  SearchPath searchPath() {
    SearchPath.Reader path = new SearchPath.Reader();
    List<long[]> kept = new ArrayList<>();
    boolean changed = false;
    for (long[] entry : entries) {
      boolean looksUp = entry[0] == RPATH || entry[0] == RUNPATH;
      int shift = looksUp ? path.add(name(entry[1]), stringOffset(entry[1])) : 0;
      changed |= shift != 0;
      if (shift >= 0) {
        kept.add(new long[] {entry[0], entry[1] + shift});
      }
    }
    if (changed) {
      path.change(dynamic.p_offset, written(kept));
    }
    return path.read();
  }

  // As long as they were: what is gone leaves entries of DT_NULL at the end.
  private byte[] written(List<long[]> kept) {
    ByteBuffer table = ByteBuffer.allocate(entries.size() * (narrow ? 8 : 16)).order(bytes.order());
    for (long[] entry : kept) {
      for (long word : entry) {
        if (narrow) {
          table.putInt((int) word);
        } else {
          table.putLong(word);
        }
      }
    }
    return table.array();
  }

  private void readEntries() {
    long width = narrow ? 4 : 8;
    long end = Math.min(dynamic.p_filesz, MOST_ENTRIES * 2 * width);
    for (long at = 0; at + 2 * width <= end; at += 2 * width) {
      long tag = word(dynamic.p_offset + at);
      long value = word(dynamic.p_offset + at + width);
      if (tag == 0) {
        return;
      }
      entries.add(new long[] {tag, value});
      if (tag == NEEDED) {
        needed.add(value);
      } else {
        values.putIfAbsent(tag, value);
      }
    }
  }

  /** Symbol versions by soname: Elf_Verneed and Elf_Vernaux, linked by relative offsets. */
  Map<String, Set<String>> versions() {
    Map<String, Set<String>> versions = new LinkedHashMap<>();
    if (!values.containsKey(VERNEED)) {
      return versions;
    }
    long at = fileOffset(values.get(VERNEED));
    for (int files = 0; files < MOST_ENTRIES; files++) {
      int count = bytes.getShort(index(at + 2)) & 0xffff;
      Set<String> ofFile = versions.computeIfAbsent(name(unsigned(at + 4)), n -> new TreeSet<>());
      addVersions(at + unsigned(at + 8), count, ofFile);
      long next = unsigned(at + 12);
      if (next == 0) {
        break;
      }
      at += next;
    }
    return versions;
  }

  private void addVersions(long first, int count, Set<String> versions) {
    long at = first;
    for (int i = 0; i < Math.min(count, MOST_ENTRIES); i++) {
      versions.add(name(unsigned(at + 8)));
      long next = unsigned(at + 12);
      if (next == 0) {
        return;
      }
      at += next;
    }
  }

  private String name(long offset) {
    int start = index(stringOffset(offset));
    int length = 0;
    while (bytes.get(start + length) != 0) {
      if (++length > LONGEST_NAME) {
        throw new IllegalArgumentException("a name has no end");
      }
    }
    byte[] name = new byte[length];
    bytes.duplicate().position(start).get(name);
    return new String(name, StandardCharsets.UTF_8);
  }

  private long stringOffset(long offset) {
    Long table = values.get(STRTAB);
    if (table == null) {
      throw new IllegalArgumentException("no string table");
    }
    return fileOffset(table) + offset;
  }

  private long fileOffset(long address) {
    return loaded.stream()
        .filter(s -> address >= s.p_vaddr && address - s.p_vaddr < s.p_filesz)
        .findFirst()
        .map(s -> address - s.p_vaddr + s.p_offset)
        .orElseThrow(() -> new IllegalArgumentException("address outside of the file"));
  }

  private long word(long offset) {
    return narrow ? unsigned(offset) : bytes.getLong(index(offset));
  }

  private long unsigned(long offset) {
    return bytes.getInt(index(offset)) & 0xffff_ffffL;
  }

  private static int index(long offset) {
    return Math.toIntExact(offset);
  }
}
