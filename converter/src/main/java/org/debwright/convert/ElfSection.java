package org.debwright.convert;

import java.nio.ByteBuffer;
import java.util.Set;

/**
 * A section header as the file has it (System V ABI, chapter 4).
 *
 * @param index place in the table
 * @param header its bytes
 */
record ElfSection(
    int index,
    String name,
    int type,
    long flags,
    long offset,
    long size,
    int link,
    int info,
    long alignment,
    ByteBuffer header) {
  private static final int SHT_NULL = 0;
  private static final int SHT_PROGBITS = 1;
  private static final int SHT_SYMTAB = 2;
  private static final int SHT_STRTAB = 3;
  private static final int SHT_RELA = 4;
  private static final int SHT_NOBITS = 8;
  private static final int SHT_REL = 9;
  private static final int SHT_SYMTAB_SHNDX = 18;
  private static final long SHF_ALLOC = 2;
  private static final long SHF_EXECINSTR = 4;
  private static final long SHF_INFO_LINK = 0x40;
  private static final int LARGEST_ALIGNMENT = 4096;
  private static final Set<Integer> FOR_LINKERS =
      Set.of(SHT_SYMTAB, SHT_STRTAB, SHT_RELA, SHT_REL, SHT_SYMTAB_SHNDX);

  boolean isUnused() {
    return type == SHT_NULL;
  }

  /** Whether it has bytes in the file. */
  boolean isStored() {
    return type != SHT_NULL && type != SHT_NOBITS && size > 0;
  }

  /** First byte behind what it has in the file, 0 where that is nothing. */
  long end() {
    return isStored() ? offset + size : 0;
  }

  /** What {@code file} and lintian take for a sign that a file is not stripped. */
  boolean isForDebugging() {
    return !isLoaded()
        && (type == SHT_SYMTAB || name.startsWith(".debug") || name.startsWith(".zdebug"));
  }

  /**
   * Whether neither the dynamic linker nor the program itself has a use for it: what {@code
   * dh_strip} takes out, symbols and notes of the compiler among it.
   */
  boolean isDispensable() {
    if (isLoaded() || isUnused()) {
      return false;
    }
    return FOR_LINKERS.contains(type)
        || isForDebugging()
        || name.equals(".comment")
        || name.equals(".line")
        || name.equals(".gdb_index")
        || name.startsWith(".note")
        || name.startsWith(".stab")
        || name.startsWith(".gnu.build.attributes")
        || name.startsWith(".gnu.debug")
        || name.startsWith(".gnu_debug")
        || name.startsWith(".gnu.lto_")
        || name.startsWith(".gnu.linkonce.wi.");
  }

  /** Whether it is constants or variables of the program. */
  boolean isData() {
    return isStored() && isLoaded() && type == SHT_PROGBITS && (flags & SHF_EXECINSTR) == 0;
  }

  boolean isLoaded() {
    return (flags & SHF_ALLOC) != 0;
  }

  /** Whether {@code sh_info} is the index of a section. */
  boolean infoIsSection() {
    return type == SHT_REL || type == SHT_RELA || (flags & SHF_INFO_LINK) != 0;
  }

  /** Bytes it is aligned to when it is put elsewhere. */
  long movedAlignment() {
    return alignment > 0 && alignment <= LARGEST_ALIGNMENT && Long.bitCount(alignment) == 1
        ? alignment
        : 1;
  }
}
