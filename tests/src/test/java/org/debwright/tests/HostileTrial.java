package org.debwright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.debwright.tests.BatchRuns.Timed;
import org.debwright.tests.Debwright.Run;

/** Cases of the hostile table put to debwright, in one JVM that reads with 128 MiB. */
final class HostileTrial implements AutoCloseable {
  private static final long MOST_CPU_MILLIS = 20_000;
  private static final int HEAP_MEBIBYTES = 128;
  private static final Set<String> KNOWN_LATE =
      Set.of("repository/altered-package", "repository-link/pool-directory");
  // Publishing compresses by xz, which takes more memory than reading may.
  private static final int PUBLISHING_MEBIBYTES = 512;

  // What steers a terminal, begins a line or turns the direction of text.
  private static final Predicate<String> STEERS =
      Pattern.compile("[\\p{Cc}\u2028\u2029\u202a-\u202e&&[^\t]]").asPredicate();

  private final Ground ground;
  private final BatchRuns runs;
  private Optional<Run> last = Optional.empty();

  /**
   * What all cases stand on.
   *
   * @param published a repository with something good in it
   */
  record Ground(Path directory, Workbench bench, Path published) {
    /** Makes it below a directory; that takes seconds. */
    static Ground in(Path directory) {
      Workbench bench = Workbench.in(directory);
      Path published = bench.scratch().work("repo");
      Path before = SampleWheel.of("before", "1.0").file().into(bench.scratch().work("in"));
      List<String> words = new ArrayList<>(List.of("build", before.toString(), "--no-index"));
      words.addAll(List.of("-o", published.toString()));
      words.addAll(List.of("--sign-key", bench.secretKey().toString()));
      words.addAll(List.of(bench.suite().options()));
      words.addAll(HostileScene.COMPRESSION);
      try (BatchRuns publishing =
          new BatchRuns(bench.scratch(), directory.resolve("batch.log"), PUBLISHING_MEBIBYTES)) {
        Run run = publishing.run(words, bench.scratch().environment()).run();
        assertThat(run.exit()).as("%s", run).isZero();
      }
      return new Ground(directory, bench, published);
    }
  }

  HostileTrial(Ground ground) {
    this(ground, BatchRuns.builtClasses(), HEAP_MEBIBYTES);
  }

  /**
   * With other classes of debwright's than those that were built, and memory enough to go on where
   * nothing is refused.
   */
  HostileTrial(Ground ground, String classpath) {
    this(ground, classpath, PUBLISHING_MEBIBYTES);
  }

  private HostileTrial(Ground ground, String classpath, int heapMebibytes) {
    this.ground = ground;
    this.runs =
        new BatchRuns(
            ground.bench().scratch(),
            ground.directory().resolve("batch.log"),
            heapMebibytes,
            classpath);
  }

  /** The last run; empty where it had no end. */
  Optional<Run> last() {
    return last;
  }

  /** Throws AssertionError where it does not end as the case has it, or leaves something behind. */
  void put(HostileCase hostile) throws IOException {
    try (HostileScene scene =
        new HostileScene(
            ground.directory().resolve("case"), ground.bench(), ground.published(), hostile)) {
      scene.remember(ground.bench().scratch().environment().get("XDG_CACHE_HOME"));
      SortedMap<String, String> before = scene.snapshot();
      Map<String, String> environment = new TreeMap<>(ground.bench().scratch().environment());
      environment.putAll(hostile.environment());
      environment.put("XDG_CACHE_HOME", scene.cache().toString());
      last = Optional.empty();
      Timed timed = runs.run(scene.arguments(hostile), environment);
      last = Optional.of(timed.run());
      check(hostile, timed.run(), scene);
      assertThat(timed.cpuMillis()).isLessThan(MOST_CPU_MILLIS);
      assertThat(ground.bench().scratch().leftovers()).as("in TMPDIR").isEmpty();
      assertThat(files(scene.cache().resolve("debwright/tmp"), "")).as("in the cache").isEmpty();
      if (hostile.refused().isPresent()) {
        assertThat(scene.snapshot()).as("on disk").isEqualTo(before);
        // What the pool has of the same name is known when there are packages, and these are sound.
        if (!KNOWN_LATE.contains(hostile.toString())) {
          assertThat(files(scene.cache(), ".deb")).as("in the cache").isEmpty();
        }
      }
    }
  }

  private void check(HostileCase hostile, Run run, HostileScene scene) throws IOException {
    if (hostile.refused().isEmpty()) {
      assertThat(run.exit()).as("%s", run).isZero();
      checkHarmless(hostile, scene);
    } else if (hostile.exit() == 1) {
      Refusal.of(run).hasCode(hostile.refused().get());
    } else {
      assertThat(run.exit()).as("%s", run).isEqualTo(hostile.exit());
      assertThat(run.stderr()).contains("error: ", "fix: ");
    }
    assertThat(hostile.says())
        .as("%s", run)
        .allSatisfy(said -> assertThat(run.stderr()).contains(said));
    assertThat(run.stderr().lines().toList()).as("%s", run).noneMatch(STEERS);
    assertThat(scene.betrayed()).as("logins sent to other hosts").isEmpty();
    assertThat(scene.requests()).noneMatch(hostile.unasked()::contains);
  }

  private void checkHarmless(HostileCase hostile, HostileScene scene) throws IOException {
    for (Path deb : files(scene.out(), ".deb")) {
      Path control = ground.directory().resolve("control");
      Tool.run("dpkg-deb", "--raw-extract", deb.toString(), control.toString());
      for (Path file : texts(control)) {
        boolean fields = file.endsWith("control") || file.endsWith("copyright");
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).as("%s of %s", file.getFileName(), deb.getFileName()).noneMatch(STEERS);
        for (String part : hostile.without()) {
          assertThat(lines)
              .as("%s of %s", file.getFileName(), deb.getFileName())
              .noneMatch(line -> fields ? line.startsWith(part) : line.contains(part));
        }
      }
      HostileTree.delete(control);
    }
  }

  /** What dpkg, apt and those who read copyright files take as fields, or run. */
  private static List<Path> texts(Path unpacked) throws IOException {
    List<Path> texts = new ArrayList<>(files(unpacked.resolve("DEBIAN"), ""));
    texts.removeIf(file -> file.endsWith("md5sums"));
    texts.addAll(files(unpacked.resolve("usr/share/doc"), "/copyright"));
    return texts;
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

  @Override
  public void close() {
    runs.close();
  }
}
