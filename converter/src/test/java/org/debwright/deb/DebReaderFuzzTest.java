package org.debwright.deb;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.debwright.diagnostic.DebwrightException;
import org.junit.jupiter.api.io.TempDir;

/** deb(5): a package from outside is read or refused, and no path in it leaves the root. */
class DebReaderFuzzTest {
  @TempDir static Path directory;

  @FuzzTest
  void packagesAreReadOrRefused(byte[] data) throws IOException {
    Path deb = Files.write(directory.resolve("fuzz.deb"), data);
    try {
      assertThat(DebReader.read(deb).control().get("Package")).isPresent();
      DebReader.list(
          deb,
          member ->
              assertThat(Path.of("/root" + member.path()).normalize())
                  .startsWithRaw(Path.of("/root")));
      assertThat(DebReader.digests(deb)).isNotNull();
    } catch (DebwrightException refused) {
      assertThat(refused.diagnostics()).isNotEmpty();
    }
  }
}
