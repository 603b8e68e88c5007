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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.toml.TomlMapper;

/** Choosing between what the suite packages and what the index has. */
class PolicyIT {
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
                SampleWheel.of("alpha", "1.0").requires("docopt>=0.6").file(),
                SampleWheel.of("needy", "1.0").requires("docopt>=0.7").file(),
                SampleWheel.of("docopt", "0.6.2").file(),
                SampleWheel.of("docopt", "0.7").file(),
                SampleWheel.of("pam", "0.1.4").file());
  }

  @AfterEach
  void leavesNothingBehind() {
    index.close();
    assertThat(bench.scratch().leftovers()).isEmpty();
  }

  private Run lock(String... arguments) {
    Run run = bench.lock(index, arguments);
    assertThat(run.exit()).as("%s", run).isZero();
    return run;
  }

  private JsonNode locked(String... arguments) {
    List<String> words = new ArrayList<>(List.of(arguments));
    words.add("--json");
    return JsonMapper.shared().readTree(lock(words.toArray(String[]::new)).stdout());
  }

  private Run build(String... arguments) {
    Run run = bench.build(index, arguments);
    assertThat(run.exit()).as("%s", run).isZero();
    return run;
  }

  private String field(String packageName, String field) {
    try (var files = Files.walk(bench.scratch().work("repo"))) {
      Path deb =
          files
              .filter(f -> f.getFileName().toString().startsWith(packageName + "_"))
              .findFirst()
              .orElseThrow();
      return Tool.run("dpkg-deb", "--field", deb.toString(), field).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> published() {
    return List.copyOf(
        PublishedSuite.verified(bench.scratch().work("repo"), "bookworm", "amd64").keySet());
  }

  @Test
  void takesFromTheSuiteWhatSatisfiesAndLocksTheRest() throws IOException {
    JsonNode result = locked("alpha", "--policy", "distro-first");
    assertThat(result.path("supplied").path(0).path("project").asString()).isEqualTo("docopt");
    assertThat(result.path("supplied").path(0).path("package_version").asString())
        .isEqualTo("0.6.2-4.1");
    assertThat(result.path("packages").size()).isEqualTo(1);
    assertThat(result.path("packages").path(0).path("reason").asString())
        .isEqualTo("the suite does not package it");
    JsonNode lock =
        new TomlMapper().readTree(Files.readString(bench.scratch().work("pylock.toml")));
    // PEP 751: an entry without a source is invalid, so what the suite supplies is none.
    assertThat(lock.path("packages").size()).isEqualTo(1);
    assertThat(lock.path("packages").path(0).path("name").asString()).isEqualTo("alpha");
    assertThat(lock.path("packages").path(0).path("dependencies").size()).isZero();
    assertThat(lock.path("tool").path("debwright").path("policy").asString())
        .isEqualTo("distro-first");
  }

  @Test
  void saysWhyEachIsBuilt() {
    assertThat(lock("needy", "--policy", "distro-first").stdout())
        .contains("`docopt>=0.7` asked by needy 1.0; bookworm has 0.6.2");
    assertThat(lock("alpha", "--policy", "pip-newer").stdout())
        .contains("it is newer; bookworm has 0.6.2");
    assertThat(lock("alpha", "docopt==0.6.2", "--policy", "pip-newer").stdout())
        .contains("the index has nothing newer that fits")
        .contains("2 projects for bookworm/amd64, Python 3.11: 1 from bookworm, 1 to be built");
  }

  @Test
  void explainsOneProjectAndWritesNothing() {
    assertThat(lock("alpha", "--policy", "distro-first", "--explain", "docopt").stdout())
        .isEqualTo(
            """
            docopt 0.6.2: from bookworm, `python3-docopt` 0.6.2-4.1
              why: it satisfies all that is asked
              needed: `docopt>=0.6` asked by alpha 1.0
              chain: you > alpha > docopt
            """);
    assertThat(bench.scratch().work("pylock.toml")).doesNotExist();
  }

  @Test
  void refusesWithBothWorldsInTheProof() {
    Run run = bench.lock(index, "needy", "--policy", "distro-first", "--override", "docopt=distro");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.stderr())
        .contains("`needy==1.0` depends on `docopt>=0.7` (bookworm has 0.6.2)")
        .contains("you want `docopt` from the suite (bookworm has 0.6.2)");
  }

  @Test
  void takesPolicyAndOverridesFromTheConfigurationFile() throws IOException {
    Files.writeString(
        bench.scratch().work("debwright.toml"),
        "policy = \"distro-first\"\n[override]\ndocopt = \"build\"\n[map]\npam = \"python3-pam\"\n");
    JsonNode result = locked("alpha", "pam");
    assertThat(result.path("packages").path(1).path("reason").asString())
        .isEqualTo("you want it built");
    assertThat(result.path("supplied").path(0).path("package").asString()).isEqualTo("python3-pam");
  }

  @Test
  void doesNotTakeOtherSoftwareOfTheSameName() {
    Run run = lock("pam", "--policy", "distro-first");
    assertThat(run.stdout()).contains("it is other software", "1 projects for");
    assertThat(run.stderr())
        .contains("bookworm's `python3-pam` 0.4.2-13 is not taken for `pam`")
        .contains("`python3-pam` has the modules `PAM`, the project has `pam`");
  }

  @Test
  void refusesWordsItDoesNotKnow() {
    assertThat(bench.lock(index, "alpha", "--policy", "newest").exit()).isEqualTo(2);
    Run mapped =
        bench.lock(index, "alpha", "--policy", "distro-first", "--map", "docopt=python3-gone");
    assertThat(mapped.exit()).isEqualTo(1);
    assertThat(mapped.stderr()).contains("`bookworm` has no package of that name");
  }

  @Test
  void dependsOnTheSuitesPackageWithARange() {
    build("alpha", "--policy", "distro-first");
    assertThat(published()).containsExactly("debwright-archive-keyring", "python3-alpha");
    assertThat(field("python3-alpha", "Depends"))
        .isEqualTo(
            "python3:any, python3-docopt (>= 0.6), python3-docopt (<< 0.6.0~~) | python3-docopt (>= 0.6.0)");
    Apt apt =
        Apt.in(
            directory.resolve("apt"),
            bench.scratch().work("repo"),
            bench.suite(),
            "bookworm",
            "amd64");
    assertThat(apt.simulate("python3-alpha")).contains("Inst python3-docopt (0.6.2-4.1");
  }

  @Test
  void namesPackagesThatAReplacedOneBreaks() {
    assertThat(build("needy", "--policy", "distro-first").stderr())
        .contains(
            "`python3-docopt` 0.7.0-1+dw1+deb12 is not what 1 package of `bookworm` asks for",
            "`python3-oldreq` depends on `python3-docopt (<< 0.7~)`");
    assertThat(build("docopt==0.6.2", "-o", "other").stderr()).doesNotContain("python3-oldreq");
  }

  @Test
  void standsBesideTheSuitesNameWithAPrefix() {
    build("needy", "--name-prefix", "kano-");
    assertThat(published())
        .containsExactly("debwright-archive-keyring", "kano-python3-docopt", "kano-python3-needy");
    assertThat(field("kano-python3-docopt", "Conflicts")).isEqualTo("python3-docopt");
    assertThat(field("kano-python3-docopt", "Replaces")).isEqualTo("python3-docopt");
    assertThat(field("kano-python3-docopt", "Provides"))
        .isEqualTo("python3-docopt (= 0.7.0-1+dw1+deb12)");
    assertThat(field("kano-python3-needy", "Depends")).contains("kano-python3-docopt (>= 0.7)");
    Run taken = bench.build(index, "docopt", "--name-prefix", "K!");
    assertThat(taken.exit()).isEqualTo(1);
    assertThat(taken.stderr()).contains("`K!` begins no package's name");
  }

  @Test
  void pinsTheSuitesPackagesWhereAskedTo() {
    build("alpha", "--policy", "distro-first", "--metapackage", "my-pins", "--pin-distribution");
    assertThat(field("my-pins", "Depends"))
        .isEqualTo("python3-alpha (= 1.0.0-1+dw1+deb12), python3-docopt (= 0.6.2-4.1)");
    Refusal.of(bench.build(index, "alpha", "--pin-distribution", "--json"))
        .hasCode("pin-without-metapackage");
  }

  @Test
  void saysByWhichChainsAProjectComesFromRequirementsAndLocksAlike() {
    index.offer(SampleWheel.of("top", "1.0").requires("alpha").requires("docopt").file());
    String chains = "  chain: you > top > docopt\n  chain: you > top > alpha > docopt\n";
    String explained = lock("top", "--policy", "distro-first", "--explain", "docopt").stdout();
    assertThat(explained)
        .startsWith("docopt 0.6.2: from bookworm, `python3-docopt`")
        .contains(chains);
    Run why = bench.asking(index).run("deps", "why", "docopt", "top", "--policy", "distro-first");
    assertThat(why.stdout()).isEqualTo(explained);
    lock("top", "--policy", "distro-first");
    Run ofLock = bench.debwright().run("deps", "why", "docopt");
    assertThat(ofLock.stdout())
        .startsWith("docopt 0.6.2: from bookworm, `python3-docopt` 0.6.2-4.1\n")
        .contains("`docopt>=0.6` asked by alpha 1.0", chains);
    assertThat(bench.debwright().run("deps", "why", "alpha", "-l", "pylock.toml").stdout())
        .isEqualTo(
            "alpha 1.0: to be built\n  needed: `alpha` asked by top 1.0\n  chain: you > top > alpha\n");
    Refusal.of(bench.debwright().run("deps", "why", "gone", "--json")).hasCode("explain-unknown");
  }
}
