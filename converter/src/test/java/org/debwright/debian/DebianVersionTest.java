package org.debwright.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.debwright.diagnostic.DebwrightException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Debian Policy 5.6.12, with dpkg as the judge. */
class DebianVersionTest {
  private static final int PAIRS = 400;

  @Test
  void agreesWithDpkgOnRandomPairs() throws Exception {
    long seed = Long.getLong("debwright.seed", 20261121L);
    SplittableRandom random = new SplittableRandom(seed);
    List<String[]> pairs = new ArrayList<>();
    for (int i = 0; i < PAIRS; i++) {
      String left = randomVersion(random);
      pairs.add(
          new String[] {left, random.nextInt(3) == 0 ? near(left, random) : randomVersion(random)});
    }
    List<String> answers = askDpkg(pairs);
    for (int i = 0; i < PAIRS; i++) {
      DebianVersion left = DebianVersion.parse(pairs.get(i)[0]);
      DebianVersion right = DebianVersion.parse(pairs.get(i)[1]);
      int order = left.compareTo(right);
      String answer = order < 0 ? "lt" : order > 0 ? "gt" : "eq";
      assertThat(answer).as("%s against %s, seed %d", left, right, seed).isEqualTo(answers.get(i));
      if (order == 0) {
        assertThat(left).as("seed %d", seed).isEqualTo(right).hasSameHashCodeAs(right);
      }
    }
    assertThat(answers).contains("lt", "eq", "gt");
  }

  private static String randomVersion(SplittableRandom random) {
    String[] pieces = {
      "0",
      "00",
      "1",
      "01",
      "9",
      "10",
      "99999999999999999999",
      ".",
      "~",
      "~~",
      "+",
      "a",
      "Z",
      "rc",
      "-"
    };
    StringBuilder version =
        new StringBuilder(random.nextInt(5) == 0 ? random.nextInt(3) + ":" : "");
    version.append(random.nextInt(4));
    for (int i = random.nextInt(6); i > 0; i--) {
      version.append(pieces[random.nextInt(pieces.length)]);
    }
    boolean revision = random.nextBoolean() || version.charAt(version.length() - 1) == '-';
    return version + (revision ? "-" + random.nextInt(2) : "");
  }

  private static String near(String version, SplittableRandom random) {
    String[] ends = {"", "0", "~", "-0", ".0", "+b1", "a"};
    return (random.nextBoolean() ? "0" : "") + version + ends[random.nextInt(ends.length)];
  }

  /** One shell for all pairs: a process each would take seconds. */
  private static List<String> askDpkg(List<String[]> pairs)
      throws IOException, InterruptedException {
    String script =
        "while read -r a b; do for op in lt eq gt; do"
            + " dpkg --compare-versions \"$a\" $op \"$b\" 2>/dev/null && echo $op && break;"
            + " done; done";
    Process shell = new ProcessBuilder("sh", "-c", script).start();
    try (OutputStream in = shell.getOutputStream()) {
      for (String[] pair : pairs) {
        in.write((pair[0] + " " + pair[1] + "\n").getBytes(StandardCharsets.US_ASCII));
      }
    }
    String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    assertThat(shell.waitFor()).isZero();
    return out.lines().toList();
  }

  @ParameterizedTest
  @CsvSource({
    // aptly splits at the first hyphen and orders these the other way round.
    "1.0+b1-1, 1.0-1-1",
    "1.0~rc1, 1.0",
    "1.0~~dev3, 1.0~a1",
    "1.0, 1.0+local",
    "1.0+local, 1.0.~post1",
    "1.16.0-4, 1.16.0-4+dw1+deb12",
    "1.16.0-4+b1, 1.16.0-4+dw1+deb12",
    "1.16.0-4+dw1+deb12, 1.16.0-5",
    "1.16.0-4+dw1+deb12, 1.16.0-4+dw1+deb13",
    "1.16.0-4+dw1+deb13, 1.16.0-4+dw1+debsid",
    "2.2.0, 1:1.24.2",
    "9, 10"
  })
  void ordersAsDpkg(String smaller, String larger) {
    assertThat(DebianVersion.parse(smaller)).isLessThan(DebianVersion.parse(larger));
    assertThat(DebianVersion.parse(larger)).isGreaterThan(DebianVersion.parse(smaller));
  }

  @ParameterizedTest
  @CsvSource({"1.0, 1.0-0", "1.0, 01.00", "0:1, 1", "1.a, 1.a0"})
  void comparesEqualWhatDpkgCallsEqual(String left, String right) {
    assertThat(DebianVersion.parse(left))
        .isEqualTo(DebianVersion.parse(right))
        .isEqualByComparingTo(DebianVersion.parse(right))
        .hasSameHashCodeAs(DebianVersion.parse(right));
  }

  @Test
  void splitsAtTheFirstColonAndTheLastHyphen() {
    DebianVersion version = DebianVersion.parse("2:1.0-rc:1-3+b1");
    assertThat(version.epoch()).isEqualTo(2);
    assertThat(version.upstream()).isEqualTo("1.0-rc:1");
    assertThat(version.revision()).contains("3+b1");
    assertThat(version.withoutEpoch()).isEqualTo("1.0-rc:1-3+b1");
    assertThat(version).hasToString("2:1.0-rc:1-3+b1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a1",
        "1_2",
        "1:",
        ":1",
        "a:1",
        "-1:2",
        "1:-1",
        "1-",
        "1:1-",
        "1 2",
        "1-1:2",
        "2147483648:1",
        "99999999999999999999:1",
        "1-a_b",
        "~1",
        "1\n2",
        "é1",
        "١"
      })
  void refusesWhatDpkgRefusesToValidate(String text) {
    assertThatThrownBy(() -> DebianVersion.parse(text)).isInstanceOf(DebwrightException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5.0.~", "2~~", "1.7.0.0~~", "2147483647:1", "00:1", "1:2:3"})
  void readsBounds(String text) {
    assertThat(DebianVersion.parse(text)).hasToString(text);
  }

  @Test
  void refusesPartsThatWouldBeReadBackDifferently() {
    assertThat(DebianVersion.of(1, "1.0", "2")).hasToString("1:1.0-2");
    assertThatThrownBy(() -> DebianVersion.of(0, "1.0-1", ""))
        .isInstanceOf(DebwrightException.class);
    assertThatThrownBy(() -> DebianVersion.of(0, "1:1", "")).isInstanceOf(DebwrightException.class);
  }
}
