package org.debwright.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerFileTest {
  private static final List<List<String>> ROWS =
      List.of(List.of("answer", "größe\t\n\r\\", ""), List.of("page", "a"), List.of("b"));

  @Test
  void readsWhatWasWritten() {
    assertThat(AnswerFile.decode(AnswerFile.encode(ROWS))).contains(ROWS);
    assertThat(AnswerFile.decode(AnswerFile.encode(List.of()))).contains(List.of());
  }

  @Test
  void believesNothingWithAnyBitChanged() {
    byte[] whole = AnswerFile.encode(ROWS);
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(AnswerFile.decode(damaged)).as("bit %d", bit).isEmpty();
    }
  }

  @Test
  void believesNothingThatIsCutOffOrLonger() {
    byte[] whole = AnswerFile.encode(ROWS);
    for (int length = 0; length < whole.length + 8; length++) {
      if (length != whole.length) {
        assertThat(AnswerFile.decode(Arrays.copyOf(whole, length))).as("%d", length).isEmpty();
      }
    }
  }

  @Test
  void findsNothingWhereNothingIs(@TempDir Path directory) {
    assertThat(AnswerFile.read(directory.resolve("none"))).isEmpty();
    assertThat(AnswerFile.read(directory)).isEmpty();
  }

  @Test
  void tellsQuestionsApartThatAreTheSameInARow() {
    assertThat(Checksum.of(AnswerFile.encode(List.of(List.of("ab", "c")))))
        .isNotEqualTo(Checksum.of(AnswerFile.encode(List.of(List.of("a", "bc")))));
  }
}
