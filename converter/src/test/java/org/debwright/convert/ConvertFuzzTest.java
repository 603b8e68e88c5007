package org.debwright.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.debwright.convert.ElfReader.MalformedElf;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.TargetPath;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.python.Pep440Version;
import org.debwright.python.Specifier;
import org.debwright.python.SpecifierSet;

/** Machine code that nobody vouches for, and versions in Debian's words. */
class ConvertFuzzTest {
  private static final PackageName NAME = PackageName.parse("python3-fuzz");
  private static final int LONGEST = 1024;

  @FuzzTest
  void machineCodeIsReadOrRefused(byte[] data) throws IOException {
    try {
      ElfImage image =
          ElfReader.read(PlacedFile.of(new TargetPath("/usr/lib/fuzz.so"), "fuzz.so", 0644, data));
      assertThat(image.needed()).hasSizeLessThanOrEqualTo(data.length);
      assertThat(image.versions().values()).allSatisfy(v -> assertThat(v).isNotNull());
    } catch (MalformedElf refused) {
      assertThat(refused).hasMessageContaining("ELF");
    }
  }

  /** Versions keep their order under dpkg's comparison, specifiers hold for the same versions. */
  @FuzzTest
  void versionsKeepTheirOrder(byte[] data) {
    String[] lines = new String(data, 0, Math.min(data.length, LONGEST), UTF_8).split("\n", 3);
    if (lines.length < 3) {
      return;
    }
    try {
      Pep440Version left = Pep440Version.parse(lines[0]);
      Pep440Version right = Pep440Version.parse(lines[1]);
      DebianVersion leftDeb = VersionMapping.version(left, 0);
      DebianVersion rightDeb = VersionMapping.version(right, 0);
      assertThat(Integer.signum(leftDeb.compareTo(rightDeb)))
          .as("%s %s", leftDeb, rightDeb)
          .isEqualTo(Integer.signum(left.compareTo(right)));
      SpecifierSet specifiers = SpecifierSet.parse(lines[2]);
      boolean sayable =
          specifiers.specifiers().stream()
              .noneMatch(s -> s.operator() == Specifier.Operator.ARBITRARY);
      if (sayable) {
        assertThat(VersionMapping.admits(VersionMapping.relations(NAME, specifiers, 0), leftDeb))
            .as("%s in %s", left, specifiers)
            .isEqualTo(specifiers.contains(left));
      }
    } catch (DebwrightException refused) {
      assertThat(refused.diagnostics()).isNotEmpty();
    }
  }
}
