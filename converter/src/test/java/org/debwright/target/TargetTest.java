package org.debwright.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.debwright.debian.Architecture;
import org.debwright.debian.Suite;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.python.PythonVersion;
import org.junit.jupiter.api.Test;

class TargetTest {
  private static Target known(String suite, String python) {
    return Target.ofKnown(
        Suite.parse(suite),
        Architecture.parse("armhf"),
        Optional.of(python).filter(p -> !p.isEmpty()).map(PythonVersion::parse));
  }

  @Test
  void takesTheSuitesOwnPython() {
    assertThat(known("bookworm", "").python().fullVersion()).hasToString("3.11.2");
    assertThat(known("bookworm", "3.11").python().fullVersion()).hasToString("3.11.2");
    assertThat(known("bullseye", "2.7").python().fullVersion()).hasToString("2.7.18");
    assertThat(known("trixie", "").releaseLabel()).isEqualTo("deb13");
  }

  @Test
  void takesAnotherPythonAtItsFirstPatchLevel() {
    assertThat(known("bookworm", "3.12").python().fullVersion()).hasToString("3.12.0");
  }

  @Test
  void refusesWhatIsKnownOfNoName() {
    assertThatThrownBy(() -> known("sid", "")).isInstanceOf(DebwrightException.class);
    assertThatThrownBy(() -> known("nowhere", "3.11")).isInstanceOf(DebwrightException.class);
  }
}
