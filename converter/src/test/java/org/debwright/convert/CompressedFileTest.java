package org.debwright.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.debwright.debian.TargetPath;
import org.junit.jupiter.api.Test;

class CompressedFileTest {
  private static Optional<LintianOverride> finding(String name, byte[] content) throws IOException {
    return CompressedFile.finding(
        PlacedFile.of(
            new TargetPath("/usr/lib/python3/dist-packages/" + name), name, 0644, content));
  }

  @Test
  void knowsWhatCannotBeReadAsItIsCalled() throws IOException {
    byte[] good = Gzip.compress("text".repeat(100).getBytes(UTF_8));
    assertThat(finding("a.gz", good)).isEmpty();
    assertThat(finding("a.txt", "x".getBytes(UTF_8))).isEmpty();
    assertThat(finding("a.GZ", "x\u009c".getBytes(UTF_8))).contains(LintianOverride.BROKEN_GZ);
    assertThat(finding("a.gz", Arrays.copyOf(good, good.length - 9)))
        .contains(LintianOverride.BROKEN_GZ);
    byte[] wrong = good.clone();
    wrong[wrong.length - 6] ^= 1;
    assertThat(finding("a.gz", wrong)).contains(LintianOverride.BROKEN_GZ);
    assertThat(finding("a.bz2", good)).contains(LintianOverride.BROKEN_BZ2);
    assertThat(finding("a.xz", good)).contains(LintianOverride.BROKEN_XZ);
    assertThat(finding("a.zip", "PK".getBytes(UTF_8))).isEmpty();
    assertThat(finding("a.zip", new byte[0])).contains(LintianOverride.BROKEN_ZIP);
  }
}
