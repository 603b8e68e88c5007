package org.debwright.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.debwright.convert.ElfLayout.Range;
import org.debwright.convert.ElfReader.MalformedElf;
import org.debwright.convert.ElfStripper.Verdict;
import org.debwright.debian.TargetPath;

/**
 * What is loaded stays as and where it is, whatever the tables of a file say: only the section
 * table's place, number and names change in what any segment covers.
 */
class StripFuzzTest {
  private static final byte[] MAGIC = {0x7f, 'E', 'L', 'F'};
  private static final int LONGEST = 1 << 16;
  private static final int SECTION_COUNT_FIELDS = 4;
  // Room for a table of 2,001 sections with their names and alignment.
  private static final long MOST_ADDED = 8_000_000;

  @FuzzTest
  void strippingMovesNoLoadedByte(byte[] data) throws IOException {
    if (data.length < 16 || data.length > LONGEST || !Arrays.equals(data, 0, 4, MAGIC, 0, 4)) {
      return;
    }
    Verdict verdict = ElfStripper.examine(ByteBuffer.wrap(data));
    if (verdict instanceof Verdict.Strippable strippable) {
      StripPlan plan = strippable.plan();
      assertThat(plan.size()).isLessThan(data.length + MOST_ADDED);
      byte[] stripped = applied(plan, data);
      assertThat(stripped.length).isEqualTo(plan.size());
      check(data, stripped);
    } else if (verdict instanceof Verdict.Unsafe unsafe) {
      assertThat(unsafe.reason()).isNotBlank().isNotEqualTo("null");
    }
  }

  private static void check(byte[] original, byte[] stripped) {
    ElfLayout before = new ElfLayout(ByteBuffer.wrap(original));
    ElfLayout after = new ElfLayout(ByteBuffer.wrap(stripped));
    assertThat(after.segmentTable()).isEqualTo(before.segmentTable());
    assertThat(after.segments()).isEqualTo(before.segments());
    byte[] expected = original.clone();
    takeOver(before, before.sectionTableField(), before.isWide() ? 8 : 4, stripped, expected);
    takeOver(before, before.sectionCountField(), SECTION_COUNT_FIELDS, stripped, expected);
    same(expected, stripped, new Range(0, before.headerSize()));
    same(expected, stripped, before.segmentTable());
    before.segments().forEach(segment -> same(expected, stripped, segment));
    checkSections(before.sections(), after.sections(), expected, stripped);
    assertThat(ElfStripper.examine(ByteBuffer.wrap(stripped))).isInstanceOf(Verdict.Clean.class);
    assertThat(dynamic(stripped)).isEqualTo(dynamic(expected));
  }

  // The fields of the header that are meant to change.
  private static void takeOver(ElfLayout elf, int field, int length, byte[] from, byte[] to) {
    assertThat(field + length).isLessThanOrEqualTo(elf.headerSize());
    System.arraycopy(from, field, to, field, length);
  }

  private static void same(byte[] expected, byte[] found, Range range) {
    int start = (int) range.start();
    int end = (int) range.end();
    if (!Arrays.equals(expected, start, end, found, start, end)) {
      fail("bytes %d to %d changed", start, end);
    }
  }

  /** A section that is left has its number, name, type, flags and content. */
  private static void checkSections(
      List<ElfSection> before, List<ElfSection> after, byte[] expected, byte[] found) {
    // The last is the new table of names.
    for (ElfSection section : after.subList(0, after.size() - 1)) {
      if (!section.isUnused()) {
        ElfSection was = before.get(section.index());
        assertThat(section.name()).isEqualTo(was.name());
        assertThat(section.type()).isEqualTo(was.type());
        assertThat(section.flags()).isEqualTo(was.flags());
        assertThat(section.size()).isEqualTo(was.size());
        if (section.isStored()
            && !Arrays.equals(
                expected,
                (int) was.offset(),
                (int) was.end(),
                found,
                (int) section.offset(),
                (int) section.end())) {
          fail("section %d has other content", section.index());
        }
      }
    }
    for (ElfSection section : before) {
      if (section.isLoaded() && !section.isUnused()) {
        assertThat(after.get(section.index()).isUnused()).as(section.name()).isFalse();
      }
    }
  }

  // What the dynamic linker reads, or why it cannot.
  private static Object dynamic(byte[] file) {
    try {
      ElfImage image =
          ElfReader.read(PlacedFile.of(new TargetPath("/usr/lib/fuzz.so"), "fuzz.so", 0644, file));
      return List.of(
          image.machine(), image.kind(), image.needed(), image.soname(), image.versions());
    } catch (MalformedElf malformed) {
      return "malformed";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] applied(StripPlan plan, byte[] original) throws IOException {
    try (InputStream in = plan.of(() -> new ByteArrayInputStream(original)).open()) {
      return in.readAllBytes();
    }
  }
}
