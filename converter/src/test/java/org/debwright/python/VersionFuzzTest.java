package org.debwright.python;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;
import org.debwright.diagnostic.DebwrightException;

/**
 * PEP 440, "Version scheme": versions have one order, and a spelling does not change it. PEP 440,
 * "Version specifiers": a comma is a logical and.
 */
class VersionFuzzTest {
  // The lines of an input.
  private static final int LONGEST = 4096;

  private static String[] lines(byte[] data, int count) {
    String text = new String(data, 0, Math.min(data.length, LONGEST), UTF_8);
    String[] lines = text.split("\n", count);
    return lines.length == count ? lines : new String[0];
  }

  @FuzzTest
  void versionsAreInOneOrder(byte[] data) {
    String[] lines = lines(data, 2);
    if (lines.length == 0) {
      return;
    }
    Optional<Pep440Version> left = Pep440Version.tryParse(lines[0]);
    Optional<Pep440Version> right = Pep440Version.tryParse(lines[1]);
    left.ifPresent(VersionFuzzTest::checkSpelling);
    right.ifPresent(VersionFuzzTest::checkSpelling);
    if (left.isPresent() && right.isPresent()) {
      checkOrder(left.get(), right.get());
    }
  }

  private static void checkSpelling(Pep440Version version) {
    Pep440Version again = Pep440Version.parse(version.toString());
    assertThat(again).isEqualTo(version).hasSameHashCodeAs(version).hasToString(version.toString());
    assertThat(Pep440Version.parse(version.toTrimmedString())).isEqualTo(version);
    assertThat(version.withoutLocal().compareTo(version)).isNotPositive();
  }

  private static void checkOrder(Pep440Version left, Pep440Version right) {
    int order = Integer.signum(left.compareTo(right));
    assertThat(Integer.signum(right.compareTo(left))).isEqualTo(-order);
    assertThat(left.equals(right)).isEqualTo(order == 0);
    assertThat(Specifier.parse(">=" + right.withoutLocal()).contains(left.withoutLocal()))
        .isEqualTo(left.withoutLocal().compareTo(right.withoutLocal()) >= 0);
    if (order == 0) {
      assertThat(left).hasSameHashCodeAs(right);
      assertThat(left.toTrimmedString()).isEqualTo(right.toTrimmedString());
    }
  }

  @FuzzTest
  void specifiersAreConjunctions(byte[] data) {
    String[] lines = lines(data, 3);
    if (lines.length == 0) {
      return;
    }
    try {
      SpecifierSet one = SpecifierSet.parse(lines[0]);
      SpecifierSet other = SpecifierSet.parse(lines[1]);
      assertThat(SpecifierSet.parse(one.toString())).isEqualTo(one).hasToString(one.toString());
      SpecifierSet both = one.and(other);
      assertThat(both).isEqualTo(other.and(one));
      Pep440Version version = Pep440Version.parse(lines[2]);
      assertThat(both.contains(version))
          .isEqualTo(one.contains(version) && other.contains(version));
    } catch (DebwrightException refused) {
      assertThat(refused.diagnostics()).isNotEmpty();
    }
  }

  @FuzzTest
  void wheelNamesAreReadOneWay(byte[] data) {
    String name = new String(data, 0, Math.min(data.length, LONGEST), UTF_8);
    WheelFilename.tryParse(name)
        .ifPresent(
            wheel -> {
              assertThat(wheel.filename()).isEqualTo(name);
              assertThat(wheel.tags()).isNotEmpty().hasSizeLessThanOrEqualTo(1000);
              assertThat(ProjectName.isValid(wheel.project().normalized())).isTrue();
              assertThat(name).doesNotContain("/", "\\", "\n", "\0");
              assertThat(DistributionFilename.parse(name, wheel.project())).contains(wheel);
            });
  }
}
