package org.debwright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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

/** Further pockets of the suite, and archives of others beside it. */
class ArchivesIT {
  private static Workbench setUp;
  private Workbench bench;
  private LoopbackIndex index;

  @BeforeAll
  static void makeSuite(@TempDir Path directory) {
    setUp = Workbench.in(directory);
  }

  @BeforeEach
  void startIndex(@TempDir Path fresh) {
    bench = setUp.with(Scratch.in(fresh.resolve("scratch")));
    index =
        LoopbackIndex.start()
            .offer(
                SampleWheel.of("alpha", "1.0").requires("newcomer>=2").requires("docopt").file(),
                SampleWheel.of("newcomer", "4.0").file(),
                SampleWheel.of("docopt", "0.9").file(),
                SampleWheel.of("epsilon", "2.0").file(),
                SampleWheel.of("user", "1.0").requires("epsilon").file());
  }

  @AfterEach
  void leavesNothingBehind() {
    index.close();
    assertThat(bench.scratch().leftovers()).isEmpty();
  }

  private JsonNode locked(String... arguments) {
    List<String> words = new ArrayList<>(List.of(arguments));
    words.addAll(List.of("--policy", "distro-first", "--upgrade", "--json"));
    Run run = bench.lock(index, words.toArray(String[]::new));
    assertThat(run.exit()).as("%s", run).isZero();
    return JsonMapper.shared().readTree(run.stdout());
  }

  private static List<String> supplied(JsonNode lock) {
    List<String> supplied = new ArrayList<>();
    lock.path("supplied")
        .forEach(
            each ->
                supplied.add(
                    each.path("package").asString()
                        + " "
                        + each.path("package_version").asString()));
    return supplied;
  }

  @Test
  void takesOfBackportsWhatNothingElseHasAndOnlyWhereAsked() {
    assertThat(supplied(locked("alpha"))).containsExactly("python3-docopt 0.6.2-4.1");
    assertThat(supplied(locked("alpha", "--pocket", "backports")))
        .containsExactly("python3-docopt 0.6.2-4.1", "python3-newcomer 3.0-1~bpo12+1");
  }

  @Test
  void publishesWhatRealAptInstallsWithBackports() {
    Run run = bench.build(index, "alpha", "--policy", "distro-first", "--pocket", "backports");
    assertThat(run.exit()).as("%s", run).isZero();
    assertThat(run.stdout()).contains("python3-newcomer");
    Run again = bench.build(index, "alpha", "--policy", "distro-first", "--pocket", "backports");
    assertThat(again.stdout()).contains("nothing new", "python3-newcomer");
    assertThat(again.stderr()).as("remembered as a whole").doesNotContain("signing");
  }

  @Test
  void locksWhichArchivesItReadAndNeedsThemNoMore() throws IOException {
    locked("alpha", "--pocket", "backports", "--facts");
    assertThat(Files.readString(bench.scratch().work("pylock.toml")))
        .contains("{ origin = \"Debian\", suite = \"bookworm\"")
        .contains("{ origin = \"Debian\", suite = \"bookworm-backports\"");
    assertThat(bench.build(index, "-l", "pylock.toml").exit()).isZero();
  }

  private String further() {
    Run published = bench.build(index, "epsilon", "-o", "theirs", "--origin", "their-own");
    assertThat(published.exit()).as("%s", published).isZero();
    Path theirs = bench.scratch().work("theirs");
    return "[signed-by="
        + theirs.resolve("their-own-archive-keyring.gpg")
        + "] file:"
        + theirs
        + " bookworm main";
  }

  @Test
  void takesFromAnArchiveOfOthersBesideTheDistributions() throws IOException {
    String line = further();
    String[] words = {
      "user", "--further-archive", line, "--map", "epsilon=python3-epsilon", "--facts"
    };
    assertThat(supplied(locked(words))).containsExactly("python3-epsilon 2.0.0-1+dw1+deb12");
    assertThat(Files.readString(bench.scratch().work("pylock.toml")))
        .contains("{ origin = \"their-own\", suite = \"bookworm\"");
    Run run =
        bench.build(
            index,
            "user",
            "--further-archive",
            line,
            "--map",
            "epsilon=python3-epsilon",
            "--policy",
            "distro-first");
    assertThat(run.exit()).as("%s", run).isZero();
    assertThat(run.stdout()).doesNotContain("from epsilon");
  }

  @Test
  void refusesArchivesThatCannotBeBelievedOrUnderstood() throws IOException {
    String line = further();
    String unsigned = line.replaceFirst("^\\[.*?\\] ", "");
    Refusal.of(
            bench.lock(
                index, "user", "--policy", "distro-first", "--further-archive", unsigned, "--json"))
        .hasCode("archive-signature-refused");
    for (String wrong : List.of("file:/nowhere ./", "file:/nowhere", "")) {
      Refusal.of(
              bench.lock(
                  index, "user", "--policy", "distro-first", "--further-archive", wrong, "--json"))
          .hasCode("archive-line-invalid");
    }
    Refusal.of(
            bench.lock(index, "user", "--policy", "distro-first", "--pocket", "../evil", "--json"))
        .hasCode("pocket-invalid");
    Refusal.of(
            bench.lock(
                index, "user", "--policy", "distro-first", "--pocket", "unheard-of", "--json"))
        .hasCode("archive-suite-missing");
  }
}
