package org.debwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.debwright.diagnostic.Diagnostic;
import org.junit.jupiter.api.Test;

class RemediesTest {
  private static String of(String code) {
    return Remedies.of(Diagnostic.error(code, "something is wrong"));
  }

  @Test
  void leavesTheCoresOwnRemedyAlone() {
    Diagnostic own = Diagnostic.error("hash-mismatch", "wrong").mend("do as the core says");
    assertThat(Remedies.of(own)).isEqualTo("do as the core says");
  }

  @Test
  void knowsTheCode() {
    assertThat(of("target-python-missing")).contains("--python", "--suite");
  }

  @Test
  void prefersTheCodeToItsFamily() {
    assertThat(of("wheel-missing")).isNotEqualTo(of("wheel-invalid"));
    assertThat(of("wheel-invalid")).isEqualTo(of("wheel-hash-mismatch")).contains("--no-cache-dir");
  }

  @Test
  void hasNothingToSayToAnUnknownCode() {
    assertThat(of("unheard-of")).isEmpty();
  }
}
