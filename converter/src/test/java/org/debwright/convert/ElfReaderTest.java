package org.debwright.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import org.debwright.convert.ElfReader.MalformedElf;
import org.debwright.debian.TargetPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ElfReaderTest {
  // The running JVM's own executable: a real ELF file on every Linux.
  private static final Path EXECUTABLE = Path.of("/proc/self/exe");

  /** An ELF header of a 64-bit little-endian shared object without segments. */
  static byte[] header(int machine) {
    ByteBuffer header = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    header.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).position(16);
    header.putShort((short) 3).putShort((short) machine).putInt(1);
    header.position(52);
    header.putShort((short) 64).putShort((short) 56).putShort((short) 0).putShort((short) 64);
    return header.array();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void readsWhatTheLinkerReads() throws IOException, MalformedElf {
    ElfImage image = ElfReader.read(file(Files.readAllBytes(EXECUTABLE)));
    assertThat(image.needed()).contains("libc.so.6");
    assertThat(image.versions().get("libc.so.6")).anyMatch(v -> v.startsWith("GLIBC_2."));
  }

  @Test
  void tellsMachinesApart() throws IOException, MalformedElf {
    ElfImage image = ElfReader.read(file(header(183)));
    assertThat(image.machine().runsOn("arm64")).isTrue();
    assertThat(image.machine().runsOn("amd64")).isFalse();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void survivesEveryDamage() throws IOException {
    byte[] whole = Files.readAllBytes(EXECUTABLE);
    long seed = Long.getLong("debwright.seed", 20261121L);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 3000; i++) {
      byte[] damaged =
          i % 4 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
      for (int j = 0; j < 1 + i % 8 && damaged.length > 0; j++) {
        int within = Math.min(damaged.length, i % 2 == 0 ? 1024 : damaged.length);
        damaged[random.nextInt(within)] = (byte) random.nextInt();
      }
      try {
        ElfReader.read(file(damaged));
      } catch (MalformedElf expected) {
        assertThat(expected).hasCauseInstanceOf(RuntimeException.class);
      } catch (RuntimeException e) {
        fail("seed " + seed + ", round " + i, e);
      }
    }
  }

  @Test
  void ordersSymbolVersionsByNumber() {
    assertThat(SymbolVersion.highest("GLIBC", Set.of("GLIBC_2.9", "GLIBC_2.17", "GLIBC_PRIVATE")))
        .hasToString("Optional[GLIBC_2.17]");
    assertThat(
            RuntimeLibrary.LIBSTDCXX.release(Set.of("GLIBCXX_3.4", "GLIBCXX_3.4.29", "CXXABI_1.3")))
        .contains("11");
    assertThat(RuntimeLibrary.LIBGCC.release(Set.of("GCC_3.0", "GCC_7.0.0"))).contains("7");
  }

  private static PlacedFile file(byte[] bytes) {
    return PlacedFile.of(new TargetPath("/x/y.so"), "y.so", 0644, bytes);
  }
}
