package org.debwright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.debwright.tests.Debwright.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A metapackage that pins the whole set of a run. */
class MetapackageIT {
  private static final String SET = "my-pins";

  private static Workbench setUp;
  private Workbench bench;
  private LoopbackIndex index;
  private Path directory;

  @BeforeAll
  static void makeSuite(@TempDir Path directory) {
    setUp = Workbench.in(directory);
  }

  @BeforeEach
  void startIndex(@TempDir Path fresh) {
    directory = fresh;
    bench = setUp.with(Scratch.in(fresh.resolve("scratch")).sharing(setUp.scratch()));
    index =
        LoopbackIndex.start()
            .offer(
                SampleWheel.of("alpha", "1.0").requires("beta>=1").extra("fast", "gamma").file(),
                SampleWheel.of("beta", "1.1").file(),
                SampleWheel.of("gamma", "3.0").file());
  }

  @AfterEach
  void leavesNothingBehind() {
    index.close();
    assertThat(bench.scratch().leftovers()).isEmpty();
  }

  private Run build(String... arguments) {
    List<String> words = new ArrayList<>(List.of(arguments));
    words.addAll(List.of("--metapackage", SET));
    Run run = bench.build(index, words.toArray(String[]::new));
    assertThat(run.exit()).as("%s", run).isZero();
    return run;
  }

  private List<Path> debs() {
    try (var files = Files.walk(bench.scratch().work("repo"))) {
      return files.filter(f -> f.getFileName().toString().startsWith(SET + "_")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String listedVersion() {
    return PublishedSuite.verified(bench.scratch().work("repo"), "bookworm", "amd64").get(SET);
  }

  @Test
  void pinsEveryPackageAndAptInstallsThem() {
    Run run = build("alpha[fast]");
    assertThat(run.stdout()).contains("apt-get install " + SET);
    assertThat(Tool.run("dpkg-deb", "--field", debs().get(0).toString(), "Depends", "Architecture"))
        .contains(
            "Depends: python3-alpha (= 1.0.0-1+dw1+deb12), "
                + "python3-alpha+fast (= 1.0.0-1+dw1+deb12), "
                + "python3-beta (= 1.1.0-1+dw1+deb12), python3-gamma (= 3.0.0-1+dw1+deb12)\n")
        .contains("Architecture: amd64");
    Apt apt =
        Apt.in(
            directory.resolve("apt"),
            bench.scratch().work("repo"),
            bench.suite(),
            "bookworm",
            "amd64");
    assertThat(apt.simulate(SET)).contains("Inst python3-gamma", "Inst " + SET);
    assertThat(
            Tool.run(
                "lintian",
                "--allow-root",
                "-L",
                ">=warning",
                "--fail-on",
                "none",
                debs().get(0).toString()))
        .isBlank();
  }

  @Test
  void risesWhenItPinsSomethingElseAndOnlyThen() {
    build("alpha");
    String first = listedVersion();
    assertThat(first).matches("20[0-9]{2}\\.[0-9]{2}\\.[0-9]{2}\\+deb12");
    assertThat(build("alpha").stdout()).contains("nothing new");
    assertThat(debs()).hasSize(1);
    index.offer(SampleWheel.of("beta", "1.2").file());
    build("alpha", "--no-cache-dir");
    assertThat(Tool.run("dpkg", "--compare-versions", listedVersion(), "gt", first)).isEmpty();
    assertThat(debs()).hasSize(2);
  }

  @Test
  void takesNoNameThatIsUsed() {
    for (String taken : List.of("python3-docopt", "python3-profiler", "python3-beta")) {
      Run run = bench.build(index, "alpha", "--metapackage", taken);
      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.stderr()).contains("no metapackage can be called `" + taken + "`", "fix:");
      assertThat(bench.scratch().work("repo")).doesNotExist();
    }
    assertThat(bench.build(index, "alpha", "--metapackage", "My Pins\nDepends: x").stderr())
        .contains("error:", "fix:");
  }
}
