package org.debwright.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.debwright.debian.DebianVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseLabelTest {
  @ParameterizedTest
  @CsvSource({
    "Debian, 12.15, bookworm, deb12",
    "Debian, 12-updates, bookworm, deb12-",
    "Raspbian, 12, bookworm, deb12",
    "Debian, '', forky, deb14",
    "Debian, '', sid, debsid",
    "Ubuntu, 24.04, noble, ubuntu24.04",
    "'', '', bookworm, deb12",
    "'', '', own-suite, ownsuite",
    "Kali, 2026.1, kali-rolling, kali2026.1"
  })
  void namesTheRelease(String origin, String version, String codename, String label) {
    String text = "Origin: " + origin + "\nVersion: " + version + "\nCodename: " + codename + "\n";
    assertThat(ReleaseLabel.of(Release.parse(text), codename)).isEqualTo(label.replace("-", ""));
  }

  @Test
  void risesFromReleaseToRelease() {
    List<DebianVersion> revisions =
        List.of(
                KnownSuite.BULLSEYE,
                KnownSuite.BOOKWORM,
                KnownSuite.TRIXIE,
                KnownSuite.FORKY,
                KnownSuite.DUKE,
                KnownSuite.SID)
            .stream()
            .map(s -> DebianVersion.parse("1.0-1+dw1+" + s.releaseLabel()))
            .toList();
    assertThat(revisions).isSorted().doesNotHaveDuplicates();
  }
}
