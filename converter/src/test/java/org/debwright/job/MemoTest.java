package org.debwright.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoTest {
  private static final List<List<String>> ROWS =
      List.of(List.of("a\tb", "c\nd\r", "\\n \\ \\\\t", ""), List.of("größe"), List.of("", ""));

  @TempDir Path cache;

  private Memo memo(String key) {
    return new Memo(cache, "kind", new Fingerprint().with(key));
  }

  @Test
  void givesBackWhatWasKept() {
    memo("k").keep(ROWS);
    assertThat(memo("k").read()).contains(ROWS);
    assertThat(memo("other").read()).isEmpty();
  }

  @Test
  void keepsNoRowsAsNoRows() {
    memo("k").keep(List.of());
    assertThat(memo("k").read()).contains(List.of());
  }

  @Test
  void believesNothingThatIsDamaged() throws IOException {
    memo("k").keep(ROWS);
    Path file = cache.resolve("kind").resolve(new Fingerprint().with("k").hex());
    Files.writeString(file, Files.readString(file).replace("größe", "grösse"));
    assertThat(memo("k").read()).isEmpty();
    Files.writeString(file, "");
    assertThat(memo("k").read()).isEmpty();
  }

  @Test
  void tellsTextsApartThatAreTheSameInARow() {
    assertThat(new Fingerprint().with("ab").with("c").hex())
        .isNotEqualTo(new Fingerprint().with("a").with("bc").hex());
  }
}
