package org.debwright.lock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Reporter;

/** PEP 751: a lock is read or refused, and what was read is written as it was meant. */
class PylockFuzzTest {
  private static final int LONGEST = 1 << 14;

  @FuzzTest
  void locksAreWrittenAsRead(byte[] data) {
    Lock lock;
    try {
      lock = read(new String(data, 0, Math.min(data.length, LONGEST), UTF_8));
    } catch (DebwrightException refused) {
      assertThat(refused.diagnostics()).isNotEmpty();
      return;
    }
    String written = PylockWriter.write(lock);
    assertThat(PylockWriter.write(read(written))).isEqualTo(written);
  }

  private static Lock read(String text) {
    return PylockReader.read(text, "fuzz", Reporter.SILENT);
  }
}
