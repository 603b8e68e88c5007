package org.debwright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The hostile table: each case is refused with what, why and fix, in bounded time and 128 MiB, and
 * nothing of it is left behind. Cases are data below {@code src/test/resources/hostile}.
 */
class HostileTableIT {
  private static final Path CASES =
      Path.of(System.getProperty("debwright.hostile", "src/test/resources/hostile"));
  private static final Path TABLE = Path.of("target", "hostile-table.txt");
  private static final int MOST_OF_ONE_MECHANISM = 5;

  /** What became of a case. */
  private enum Result {
    REFUSED,
    HARMLESS,
    LEFT_BEHIND;

    long in(Collection<Result> results) {
      return results.stream().filter(this::equals).count();
    }
  }

  private static final Map<HostileCase, Result> RESULTS = new java.util.LinkedHashMap<>();

  private static HostileTrial trial;

  @BeforeAll
  static void publishSomethingGood(@TempDir Path temporary) {
    trial = new HostileTrial(HostileTrial.Ground.in(temporary));
  }

  static List<HostileCase> cases() {
    return HostileCase.all(CASES);
  }

  /** All, or those of {@code -Ddebwright.hostile.only=MECHANISM,MECHANISM/CASE}. */
  static List<HostileCase> asked() {
    List<String> only =
        List.of(System.getProperty("debwright.hostile.only", "").split(",")).stream()
            .filter(name -> !name.isEmpty())
            .toList();
    return cases().stream()
        .filter(c -> only.isEmpty() || only.contains(c.mechanism()) || only.contains(c.toString()))
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("asked")
  void refuses(HostileCase hostile) throws IOException {
    RESULTS.put(hostile, Result.LEFT_BEHIND);
    trial.put(hostile);
    RESULTS.put(hostile, hostile.refused().isPresent() ? Result.REFUSED : Result.HARMLESS);
  }

  @Test
  void hasAtMostFiveOfAMechanism() {
    Map<String, Long> counts =
        cases().stream()
            .collect(
                Collectors.groupingBy(HostileCase::mechanism, TreeMap::new, Collectors.counting()));
    assertThat(counts.values()).allMatch(count -> count <= MOST_OF_ONE_MECHANISM);
  }

  @AfterAll
  static void writeTable() throws IOException {
    trial.close();
    Map<String, List<Result>> rows = new TreeMap<>();
    RESULTS.forEach(
        (hostile, result) -> {
          rows.computeIfAbsent(hostile.mechanism(), m -> new ArrayList<>()).add(result);
          rows.computeIfAbsent("~ all", m -> new ArrayList<>()).add(result);
        });
    StringBuilder text =
        new StringBuilder(row("mechanism", "cases", "refused", "harmless", "left"));
    rows.forEach(
        (mechanism, results) ->
            text.append(
                row(
                    mechanism,
                    results.size(),
                    Result.REFUSED.in(results),
                    Result.HARMLESS.in(results),
                    Result.LEFT_BEHIND.in(results))));
    Files.createDirectories(TABLE.getParent());
    Files.writeString(TABLE, text);
  }

  private static String row(Object... cells) {
    return "%-24s %8s %8s %8s %8s%n".formatted(cells);
  }
}
