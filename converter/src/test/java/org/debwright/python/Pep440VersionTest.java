package org.debwright.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.debwright.diagnostic.DebwrightException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * PEP 440: "The epoch segment of version identifiers MUST be sorted according to the numeric value
 * of the given epoch … Except where stated otherwise, the numbers of a release are compared by
 * their numeric value in turn."
 */
class Pep440VersionTest {
  private static final long SEED = Long.getLong("debwright.seed", 440);

  @Test
  void normalisesAndRefusesAsPackaging() {
    assertThat(
            Vectors.differences(
                "versions.jsonl",
                vector -> Pep440Version.parse(vector.get(0).stringValue()).toString()))
        .isEmpty();
  }

  @Test
  void ordersAsPackaging() {
    assertThat(
            Vectors.differences(
                "orders.jsonl",
                vector -> {
                  Pep440Version left = Pep440Version.parse(vector.get(0).stringValue());
                  Pep440Version right = Pep440Version.parse(vector.get(1).stringValue());
                  return String.valueOf(Integer.signum(left.compareTo(right)));
                }))
        .isEmpty();
  }

  @Test
  void keepsTheMeasuredOrder() {
    List<JsonNode> vectors = Vectors.read("measured-order.jsonl");
    for (int i = 1; i < vectors.size(); i++) {
      Pep440Version before = Pep440Version.parse(vectors.get(i - 1).get(0).stringValue());
      Pep440Version after = Pep440Version.parse(vectors.get(i).get(0).stringValue());
      int expected = vectors.get(i).get(1).booleanValue() ? 0 : -1;
      assertThat(Integer.signum(before.compareTo(after)))
          .as("%s, %s", before, after)
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1.0,1.0.0", "1,1.0", "v1.0-RC1,1.0rc1", "1.0-1,1.0.post1", "1.0.dev,1.0.dev0",
    "1.0+Ubuntu_01,1.0+ubuntu.1", "0!1,1", "01.002,1.2", "1.0a,1.0alpha0", "1.0.a.,1.0a0"
  })
  void treatsSpellingsOfOneVersionAsEqual(String left, String right) {
    assertThat(Pep440Version.parse(left))
        .isEqualTo(Pep440Version.parse(right))
        .hasSameHashCodeAs(Pep440Version.parse(right))
        .isEqualByComparingTo(Pep440Version.parse(right));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "1..0",
        "1.",
        ".1",
        "1.0+",
        "1.0+a..b",
        "1!",
        "!1",
        "1.0a1b2",
        "1.0 1",
        "1.0-",
        "1.0é",
        "\u0661.0",
        "1.0.po\u017ft1",
        "1.0+a!",
        "1.0.*",
        "vv1"
      })
  void refusesWhatIsNoVersion(String text) {
    assertThat(Pep440Version.tryParse(text)).isEmpty();
    assertThatExceptionOfType(DebwrightException.class)
        .isThrownBy(() -> Pep440Version.parse(text))
        .withMessage("`" + text + "` is not a version");
  }

  @Test
  void tellsItsParts() {
    Pep440Version version = Pep440Version.parse("1!02.0.0-RC.3-4.dev05+Deb.7");

    assertThat(version.epoch()).isEqualTo(1);
    assertThat(version.release()).containsExactly("2", "0", "0");
    assertThat(version.pre()).contains("rc3");
    assertThat(version.post()).contains("4");
    assertThat(version.dev()).contains("5");
    assertThat(version.local()).contains("deb.7");
    assertThat(version.spelled()).isEqualTo("1!02.0.0-RC.3-4.dev05+Deb.7");
    assertThat(version).hasToString("1!2.0.0rc3.post4.dev5+deb.7");
    assertThat(version.withoutLocal()).hasToString("1!2.0.0rc3.post4.dev5");
    assertThat(version.withoutLocal().spelled()).isEqualTo("1!02.0.0-RC.3-4.dev05");
  }

  @Test
  void comparesNumbersOfAnySize() {
    String huge = "9".repeat(5000);

    assertThat(Pep440Version.parse("1." + huge)).isLessThan(Pep440Version.parse("1.1" + huge));
    assertThat(Pep440Version.parse("1." + huge)).isEqualTo(Pep440Version.parse("1.000" + huge));
    assertThat(Pep440Version.parse(huge + "!1").epoch()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void ordersTotally() {
    List<Pep440Version> versions = new VersionGenerator(SEED).versions(150);
    for (Pep440Version a : versions) {
      for (Pep440Version b : versions) {
        assertThat(Integer.signum(a.compareTo(b)))
            .as("%s, %s, seed %d", a, b, SEED)
            .isEqualTo(-Integer.signum(b.compareTo(a)));
        assertThat(a.equals(b)).isEqualTo(a.compareTo(b) == 0);
      }
    }
    List<Pep440Version> sorted = new ArrayList<>(versions);
    sorted.sort(null);
    for (int i = 0; i < sorted.size(); i++) {
      for (int j = i; j < sorted.size(); j++) {
        assertThat(sorted.get(i)).as("seed %d", SEED).isLessThanOrEqualTo(sorted.get(j));
      }
    }
  }

  @Test
  void readsBackWhatItPrints() {
    for (Pep440Version version : new VersionGenerator(SEED + 1).versions(500)) {
      Pep440Version again = Pep440Version.parse(version.toString());
      assertThat(again).as("seed %d", SEED).isEqualTo(version).hasSameHashCodeAs(version);
      assertThat(again).hasToString(version.toString());
    }
  }

  @Test
  void generatorReachesEveryKindOfVersion() {
    List<Pep440Version> versions = new VersionGenerator(SEED).versions(150);

    assertThat(versions).anyMatch(version -> version.epoch() > 0);
    assertThat(versions)
        .anyMatch(version -> version.pre().isPresent() && version.post().isPresent());
    assertThat(versions).anyMatch(version -> version.dev().isPresent());
    assertThat(versions).anyMatch(version -> version.local().isPresent());
  }

  /** Versions close to each other, so that every part decides sometimes. */
  private static final class VersionGenerator {
    private final SplittableRandom random;

    VersionGenerator(long seed) {
      this.random = new SplittableRandom(seed);
    }

    List<Pep440Version> versions(int count) {
      List<Pep440Version> versions = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        versions.add(Pep440Version.parse(one()));
      }
      return versions;
    }

    private String one() {
      return pick("", "", "", "1!")
          + pick("1", "1.0", "1.0.0", "1.1", "1.10", "2", "0")
          + pick("", "", "a1", "b2", "rc10", "RC.2")
          + pick("", "", ".post0", "-1", ".post10")
          + pick("", "", ".dev0", ".dev10")
          + pick("", "", "", "+1", "+a", "+a.1", "+a1", "+01", "+10");
    }

    private String pick(String... choices) {
      return choices[random.nextInt(choices.length)];
    }
  }
}
