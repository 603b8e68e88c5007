package org.debwright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.debwright.tests.BatchRuns.Timed;
import org.debwright.tests.Debwright.Run;
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
  private static final long MOST_CPU_MILLIS = 20_000;

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

  private static Path directory;
  private static Workbench bench;
  private static Path published;
  private static BatchRuns runs;

  @BeforeAll
  static void publishSomethingGood(@TempDir Path temporary) {
    directory = temporary;
    bench = Workbench.in(temporary);
    Path log = temporary.resolve("batch.log");
    runs = new BatchRuns(bench.scratch(), log, 128);
    published = bench.scratch().work("repo");
    Path before = SampleWheel.of("before", "1.0").file().into(bench.scratch().work("in"));
    List<String> words = new ArrayList<>(List.of("build", before.toString(), "--no-index"));
    words.addAll(List.of("-o", published.toString(), "--sign-key", bench.secretKey().toString()));
    words.addAll(List.of(bench.suite().options()));
    words.addAll(HostileScene.COMPRESSION);
    // Publishing compresses by xz, which takes more memory than reading may.
    try (BatchRuns publishing = new BatchRuns(bench.scratch(), log, 512)) {
      Run run = publishing.run(words, bench.scratch().environment()).run();
      assertThat(run.exit()).as("%s", run).isZero();
    }
  }

  static List<HostileCase> cases() {
    return HostileCase.all(CASES);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void refuses(HostileCase hostile) throws IOException {
    try (HostileScene scene =
        new HostileScene(directory.resolve("case"), bench, published, hostile)) {
      SortedMap<String, String> before = scene.snapshot();
      Map<String, String> environment = new TreeMap<>(bench.scratch().environment());
      environment.putAll(hostile.environment());
      environment.put("XDG_CACHE_HOME", scene.cache().toString());
      Timed timed = runs.run(scene.arguments(hostile), environment);
      RESULTS.put(hostile, Result.LEFT_BEHIND);
      check(hostile, timed.run(), scene);
      assertThat(timed.cpuMillis()).isLessThan(MOST_CPU_MILLIS);
      assertThat(bench.scratch().leftovers()).as("in TMPDIR").isEmpty();
      assertThat(files(scene.cache().resolve("debwright/tmp"), "")).as("in the cache").isEmpty();
      if (hostile.refused().isPresent()) {
        assertThat(scene.snapshot()).as("on disk").isEqualTo(before);
        // Publishing is refused when the packages are made, and these are sound.
        if (!hostile.mechanism().startsWith("repository")) {
          assertThat(files(scene.cache(), ".deb")).as("in the cache").isEmpty();
        }
      }
      RESULTS.put(hostile, hostile.refused().isPresent() ? Result.REFUSED : Result.HARMLESS);
    }
  }

  private static void check(HostileCase hostile, Run run, HostileScene scene) throws IOException {
    assertThat(hostile.says())
        .as("%s", run)
        .allSatisfy(said -> assertThat(run.stderr()).contains(said));
    assertThat(scene.betrayed()).as("logins sent to other hosts").isEmpty();
    assertThat(scene.requests()).noneMatch(hostile.unasked()::contains);
    if (hostile.refused().isEmpty()) {
      assertThat(run.exit()).as("%s", run).isZero();
      checkHarmless(hostile, scene);
    } else if (hostile.exit() == 1) {
      Refusal.of(run).hasCode(hostile.refused().get());
    } else {
      assertThat(run.exit()).as("%s", run).isEqualTo(hostile.exit());
      assertThat(run.stderr()).contains("error: ", "fix: ");
    }
  }

  private static void checkHarmless(HostileCase hostile, HostileScene scene) throws IOException {
    for (Path deb : files(scene.out(), ".deb")) {
      Path control = directory.resolve("control");
      Tool.run("dpkg-deb", "--control", deb.toString(), control.toString());
      for (Path file : files(control, "").stream().filter(f -> !f.endsWith("md5sums")).toList()) {
        List<String> lines = Files.readAllLines(file);
        hostile
            .without()
            .forEach(
                part ->
                    assertThat(lines)
                        .as("%s of %s", file.getFileName(), deb.getFileName())
                        .noneMatch(
                            line ->
                                file.endsWith("control")
                                    ? line.startsWith(part)
                                    : line.contains(part)));
      }
      HostileTree.delete(control);
    }
  }

  private static List<Path> files(Path root, String end) throws IOException {
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(f -> Files.isRegularFile(f) && f.toString().endsWith(end))
          .sorted()
          .toList();
    }
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
    runs.close();
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
