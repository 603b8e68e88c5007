package org.debwright.convert;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.fornwall.jelf.ElfFile;
import net.fornwall.jelf.ElfSegment;
import org.debwright.convert.ElfImage.Machine;

/**
 * Reads ELF files that nobody vouches for: every offset is checked by the buffer, every list has an
 * end, and nothing is allocated because a header says so. Goes by segments, as the dynamic linker
 * does; section headers may be missing or lie.
 */
final class ElfReader {
  private static final int PT_LOAD = 1;
  private static final int PT_DYNAMIC = 2;
  private static final int MOST_SEGMENTS = 1024;

  private ElfReader() {}

  /** Thrown where the bytes are no ELF file that a linker could read. */
  static final class MalformedElf extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedElf(String message, Throwable cause) {
      super(message, cause);
    }
  }

  static ElfImage read(PlacedFile file) throws IOException, MalformedElf {
    if (file.content() instanceof MemberContent member) {
      MappedByteBuffer mapped = member.map();
      return parse(() -> ElfFile.from(mapped), mapped.duplicate());
    }
    try (InputStream in = file.content().open()) {
      byte[] bytes = in.readAllBytes();
      return parse(() -> ElfFile.from(bytes), ByteBuffer.wrap(bytes));
    }
  }

  @FunctionalInterface
  private interface Header {
    ElfFile read();
  }

  private static ElfImage parse(Header header, ByteBuffer bytes) throws MalformedElf {
    try {
      ElfFile elf = header.read();
      ByteBuffer ordered =
          bytes.order(
              elf.ei_data == ElfFile.DATA_MSB ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
      Machine machine =
          new Machine(
              elf.ei_class == ElfFile.CLASS_64 ? 64 : 32,
              elf.ei_data == ElfFile.DATA_LSB,
              elf.e_machine & 0xffff,
              elf.e_flags);
      if ((elf.e_phnum & 0xffff) > MOST_SEGMENTS) {
        throw new IllegalArgumentException("too many segments");
      }
      ByteBuffer whole = bytes.duplicate().rewind();
      List<ElfSegment> loaded = elf.segmentsOfType(PT_LOAD);
      Optional<DynamicSegment> dynamic =
          elf.segmentsOfType(PT_DYNAMIC).stream()
              .findFirst()
              .map(d -> new DynamicSegment(ordered, elf.is32Bits(), d, loaded));
      SearchPath searchPath = dynamic.map(DynamicSegment::searchPath).orElse(SearchPath.NONE);
      return new ElfImage(
          machine,
          ElfImage.Kind.of(elf.e_type),
          ElfStripper.examine(whole),
          ElfText.of(whole),
          dynamic.map(DynamicSegment::needed).orElse(List.of()),
          dynamic.flatMap(DynamicSegment::soname),
          dynamic.map(DynamicSegment::versions).orElse(Map.of()),
          searchPath);
    } catch (RuntimeException e) {
      // jelf and the buffers report every inconsistency by unchecked exceptions of several kinds.
      throw new MalformedElf("not a readable ELF file", e);
    }
  }
}
