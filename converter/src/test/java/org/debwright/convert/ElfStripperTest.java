package org.debwright.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.jna.Native;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.debwright.convert.ElfLayout.Range;
import org.debwright.convert.ElfStripper.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tried on the libraries that JNA brings for many machines, of both sizes and byte orders, none of
 * them stripped; {@code readelf} is the judge.
 */
class ElfStripperTest {
  private static final String SAMPLE = "linux-x86-64";

  @TempDir Path scratch;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "freebsd-aarch64", "freebsd-x86-64", "freebsd-x86", "linux-aarch64", "linux-arm",
        "linux-armel", "linux-loongarch64", "linux-mips64el", "linux-ppc", "linux-ppc64le",
        "linux-riscv64", "linux-s390x", "linux-x86-64", "linux-x86"
      })
  void leavesEverySegmentAsItWasAndNoSymbolTable(String machine) throws Exception {
    byte[] original = library(machine);
    assertThat(ElfStripper.examine(ByteBuffer.wrap(original)))
        .isInstanceOf(Verdict.Strippable.class);

    byte[] stripped = stripped(original);

    assertThat(stripped).hasSizeLessThan(original.length);
    ElfLayout before = new ElfLayout(ByteBuffer.wrap(original));
    int header = before.headerSize();
    assertThat(new ElfLayout(ByteBuffer.wrap(stripped)).segments()).isEqualTo(before.segments());
    for (Range segment : before.segments()) {
      int start = (int) Math.max(header, segment.start());
      assertThat(Arrays.equals(original, start, end(segment), stripped, start, end(segment)))
          .isTrue();
    }
    assertThat(ElfStripper.examine(ByteBuffer.wrap(stripped))).isInstanceOf(Verdict.Clean.class);
  }

  private static int end(Range segment) {
    return (int) Math.max(segment.end(), segment.start() + 64);
  }

  @ParameterizedTest
  @ValueSource(strings = {"linux-x86-64", "linux-arm", "linux-s390x", "linux-ppc", "linux-riscv64"})
  void givesReadelfTheSameDynamicSymbolsAndNothingToWarnOf(String machine) throws Exception {
    assumeThat(Path.of("/usr/bin/readelf")).as("binutils is installed").exists();
    byte[] original = library(machine);
    Path before = Files.write(scratch.resolve("before.so"), original);
    Path after = Files.write(scratch.resolve("after.so"), stripped(original));

    assertThat(readelf("--dyn-syms", after)).isEqualTo(readelf("--dyn-syms", before));
    assertThat(readelf("-d", after)).isEqualTo(readelf("-d", before));
    assertThat(readelf("-r", after)).isEqualTo(readelf("-r", before));
    assertThat(readelf("-l", after).replaceAll("(?s).*Section to Segment", ""))
        .isEqualTo(readelf("-l", before).replaceAll("(?s).*Section to Segment", ""));
    assertThat(readelf("-S", after)).doesNotContain(" SYMTAB ").contains(".dynsym");
    assertThat(readelf("-a", after)).doesNotContainIgnoringCase("warning");
  }

  private static String readelf(String option, Path file) throws Exception {
    Process process =
        new ProcessBuilder("readelf", "-W", option, file.toString())
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return text;
  }

  @Test
  void leavesAFileAloneThatCarriesDataBehindItsLastSection() throws IOException {
    byte[] original = library(SAMPLE);
    byte[] longer = Arrays.copyOf(original, original.length + 100);
    longer[original.length + 50] = 1;

    assertThat(ElfStripper.examine(ByteBuffer.wrap(longer)))
        .isEqualTo(new Verdict.Unsafe("it has data that no section tells of"));
  }

  @Test
  void survivesWhateverItsTablesSay() throws IOException {
    byte[] original = library(SAMPLE);
    ElfLayout layout = new ElfLayout(ByteBuffer.wrap(original));
    int table = (int) layout.sectionTable().start();
    long seed = Long.getLong("debwright.seed", 4);
    SplittableRandom random = new SplittableRandom(seed);
    int refused = 0;
    for (int round = 0; round < 4000; round++) {
      byte[] hostile = original.clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        int at = random.nextBoolean() ? random.nextInt(64 + 56 * 8) : table + random.nextInt(1800);
        hostile[4 + at % (original.length - 4)] =
            (byte) (random.nextBoolean() ? random.nextInt(256) : -random.nextInt(2));
      }
      Verdict verdict = ElfStripper.examine(ByteBuffer.wrap(hostile));
      if (verdict instanceof Verdict.Strippable strippable) {
        assertThat(strippable.plan().size())
            .as("seed %d, round %d", seed, round)
            .isLessThan(original.length + 100_000L);
        assertThat(applied(strippable, hostile)).hasSize((int) strippable.plan().size());
      } else {
        refused++;
      }
    }
    assertThat(refused).as("the changes must reach what is checked").isBetween(200, 3900);
  }

  @Test
  void refusesAFileCutAnywhere() throws IOException {
    byte[] original = library(SAMPLE);
    for (int length = 5; length < original.length; length += 97) {
      assertThat(ElfStripper.examine(ByteBuffer.wrap(Arrays.copyOf(original, length))))
          .isNotInstanceOf(Verdict.Strippable.class);
    }
  }

  private static byte[] stripped(byte[] original) throws IOException {
    return applied((Verdict.Strippable) ElfStripper.examine(ByteBuffer.wrap(original)), original);
  }

  private static byte[] applied(Verdict.Strippable verdict, byte[] original) throws IOException {
    try (InputStream in = verdict.plan().of(() -> new ByteArrayInputStream(original)).open()) {
      return in.readAllBytes();
    }
  }

  private static byte[] library(String machine) throws IOException {
    try (InputStream in =
        Native.class.getResourceAsStream("/com/sun/jna/" + machine + "/libjnidispatch.so")) {
      assertThat(in).as("JNA's library for %s", machine).isNotNull();
      return in.readAllBytes();
    }
  }
}
