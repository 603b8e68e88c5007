package org.debwright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A kill at any point leaves the last published state whole, and the next run ends as if there had
 * been no kill, byte for byte.
 */
class InterruptedIT {
  private static final String EPOCH = "1700000000";
  // Several files, so that the pool, too, can be left half filled.
  private static final String[] BEFORE = {"alpha==1.0"};
  private static final String[] AFTER = {"alpha", "delta"};

  private static Workbench setUp;
  private static LoopbackIndex index;
  private static Path before;
  private static Tree expected;

  private static final long SEED = 20_261_121L;

  /** How far a run has come. */
  private enum Progress {
    /** Something may still have to be fetched. */
    GATHERING,
    /** All is fetched, nothing published. */
    WORKING,
    /** The repository is being written to; the run may also end before the kill. */
    PUBLISHING
  }

  /** When to kill: once something is seen, and a random while later. */
  private record Point(String name, Progress progress, int mostMillis, Predicate<Running> sight) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static List<Point> points() {
    return List.of(
        new Point("resolving", Progress.GATHERING, 200, run -> run.asked("/simple/")),
        new Point("downloading the first", Progress.GATHERING, 20, run -> run.asked("/files/")),
        new Point("downloading the last", Progress.GATHERING, 20, run -> run.asked("/files/delta")),
        new Point("building", Progress.GATHERING, 50, run -> run.says("building a wheel")),
        new Point(
            "in the midst of building",
            Progress.GATHERING,
            1000,
            run -> run.says("building a wheel")),
        new Point("converting", Progress.WORKING, 20, run -> run.says("converting")),
        new Point("writing packages", Progress.WORKING, 20, run -> run.says("writing packages")),
        new Point("asking apt", Progress.WORKING, 300, run -> run.says("asking apt")),
        new Point("signing", Progress.PUBLISHING, 100, run -> run.says("signing")),
        new Point("staging", Progress.PUBLISHING, 0, run -> run.exists(".debwright/staging/part")),
        new Point(
            "filling the pool",
            Progress.PUBLISHING,
            0,
            run -> run.exists("pool/main/p/python3-delta")),
        new Point(
            "renaming", Progress.PUBLISHING, 0, run -> run.changes("dists/bookworm/Release")));
  }

  @BeforeAll
  static void publishWithoutInterruption(@TempDir Path directory) throws IOException {
    index =
        LoopbackIndex.start()
            .offer(
                SampleWheel.of("alpha", "1.0").file(),
                SampleWheel.of("alpha", "2.0").requires("beta").file(),
                SampleWheel.of("beta", "1.0").requires("gamma").file(),
                SampleWheel.of("gamma", "1.0").file(),
                SampleSdist.selfContained("delta", "0.5").file());
    setUp = Workbench.in(directory);
    finish(setUp, BEFORE);
    before = Files.createDirectory(directory.resolve("before"));
    copy(setUp.scratch().work("repo"), before.resolve("repo"));
    copy(setUp.scratch().cache(), before.resolve("cache"));
    finish(setUp, AFTER);
    expected = published(setUp);
    index.delaying(30);
  }

  @AfterAll
  static void stopIndex() {
    index.close();
  }

  private static Debwright debwright(Workbench bench) {
    return bench
        .asking(index)
        .with("SOURCE_DATE_EPOCH", EPOCH)
        .always(
            "--url", "https://packages.example/apt", "--sign-key", bench.secretKey().toString());
  }

  private static String[] build(String... requirements) {
    return Stream.concat(Stream.of("build"), Stream.of(requirements)).toArray(String[]::new);
  }

  private static void finish(Workbench bench, String... requirements) {
    Debwright.Run run = debwright(bench).run(build(requirements));
    assertThat(run.exit()).as("%s", run).isZero();
  }

  private static Tree published(Workbench bench) {
    return Tree.of(bench.scratch().work("repo"));
  }

  @ParameterizedTest
  @MethodSource("points")
  void endsAsIfThereHadBeenNoKill(Point point, @TempDir Path directory) throws Exception {
    Workbench bench = setUp.with(Scratch.in(directory));
    copy(before.resolve("repo"), bench.scratch().work("repo"));
    copy(before.resolve("cache/."), bench.scratch().cache());
    SplittableRandom random = new SplittableRandom(SEED + point.name().hashCode());
    boolean killed = new Running(bench).killAt(point, random);

    Map<String, String> listed =
        PublishedSuite.verified(bench.scratch().work("repo"), "bookworm", "amd64");
    assertThat(listed.get("python3-alpha")).isIn("1.0.0-1+dw1+deb12", "2.0.0-1+dw1+deb12");
    if (point.progress() != Progress.PUBLISHING) {
      assertThat(killed).as("killed before it had ended").isTrue();
      assertThat(listed.keySet()).doesNotContain("python3-delta");
    }

    int asked = index.requests().size();
    finish(bench, AFTER);
    assertThat(published(bench)).isEqualTo(expected);
    if (point.progress() != Progress.GATHERING) {
      List<String> again = index.requests().subList(asked, index.requests().size());
      assertThat(again)
          .as("what was fetched is not fetched again")
          .noneMatch(path -> path.startsWith("/files/"));
    }
  }

  /** A run that is to be killed. */
  private static final class Running {
    private static final long POLL_MILLIS = 1;
    private static final long MOST_MILLIS = 60_000;

    private final Path repository;
    private final Path err;
    private final byte[] release;
    private final int asked = index.requests().size();
    private final Process process;

    Running(Workbench bench) throws IOException {
      repository = bench.scratch().work("repo");
      release = Files.readAllBytes(repository.resolve("dists/bookworm/Release"));
      err = bench.scratch().work("stderr");
      process = debwright(bench).start(bench.scratch().work("stdout"), err, build(AFTER));
    }

    /** Kills the whole process group. Whether it was still running. */
    boolean killAt(Point point, SplittableRandom random) throws Exception {
      await(() -> point.sight().test(this));
      Thread.sleep(random.nextInt(point.mostMillis() + 1));
      boolean alive = process.isAlive();
      if (alive) {
        Tool.run("sh", "-c", "kill -9 -$0", Long.toString(process.pid()));
      }
      assertThat(process.waitFor(MOST_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
      return alive;
    }

    private void await(BooleanSupplier seen) throws InterruptedException {
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MOST_MILLIS);
      while (!seen.getAsBoolean() && process.isAlive() && System.nanoTime() < end) {
        Thread.sleep(POLL_MILLIS);
      }
    }

    boolean asked(String path) {
      List<String> requests = index.requests();
      return requests.subList(asked, requests.size()).stream().anyMatch(r -> r.startsWith(path));
    }

    boolean says(String text) {
      try {
        return Files.readString(err).contains(text);
      } catch (IOException notYet) {
        return false;
      }
    }

    boolean exists(String start) {
      Path path = repository.resolve(start);
      try (Stream<Path> files = Files.list(path.resolveSibling(""))) {
        return files.anyMatch(f -> f.toString().startsWith(path.toString()));
      } catch (IOException notYet) {
        return false;
      }
    }

    boolean changes(String name) {
      try {
        return !Arrays.equals(Files.readAllBytes(repository.resolve(name)), release);
      } catch (IOException e) {
        return false;
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Tool.run("cp", "-a", from.toString(), to.toString());
  }
}
