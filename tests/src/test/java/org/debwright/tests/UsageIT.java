package org.debwright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.debwright.tests.Debwright.Run;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the command is spoken to and how it answers. */
class UsageIT {
  private static Workbench bench;
  private static LoopbackIndex index;

  @BeforeAll
  static void setUp(@TempDir Path directory) {
    bench = Workbench.in(directory);
    index = LoopbackIndex.start().offer(SampleWheel.of("alpha", "1.0").file());
  }

  @AfterAll
  static void tearDown() {
    index.close();
  }

  private static Run run(String... arguments) {
    return Debwright.in(bench.scratch()).run(arguments);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "build --no-such-option",
        "build -r",
        "lock --revision one x",
        "convert",
        "frobnicate",
        ""
      })
  void endsWithTwoWhereTheCommandLineMakesNoSense(String words) {
    Run run = run(words.split(" ", -1));
    assertThat(run.exit()).as("%s", run).isEqualTo(2);
    assertThat(run.stdout()).isEmpty();
    assertThat(run.stderr()).startsWith("error: ").contains("--help").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"build", "lock", "convert"})
  void showsExamplesInTheHelpOfEveryCommand(String command) {
    Run run = run(command, "--help");
    assertThat(run.exit()).as("%s", run).isZero();
    assertThat(run.stdout())
        .contains("Usage: debwright " + command, "Examples:", "  debwright " + command + " ");
    assertThat(run.stderr()).isEmpty();
  }

  @Test
  void namesItsCommandsAndExitCodesInTheHelp() {
    Run run = run("--help");
    assertThat(run.exit()).isZero();
    assertThat(run.stdout())
        .contains("build", "lock", "convert", "Exit status: 0 done, 1 refused or failed, 2 usage");
    assertThat(run.stdout()).doesNotContain("x-versions", "x-warm");
  }

  @Test
  void saysItsVersion() {
    Run run = run("--version");
    assertThat(run.exit()).isZero();
    assertThat(run.stdout()).matches("debwright \\d\\S*\\R");
  }

  @Test
  void printsOneJsonDocumentForASuccess() {
    Run run = bench.lock(index, "alpha", "--json", "--dry-run");
    assertThat(run.exit()).as("%s", run).isZero();
    assertThat(run.json().path("status").asString()).isEqualTo("done");
  }

  @Test
  void printsOneJsonDocumentForARefusal() {
    Run run = bench.lock(index, "unheard-of", "--json");
    assertThat(run.exit()).as("%s", run).isEqualTo(1);
    assertThat(run.json().path("status").asString()).isEqualTo("refused");
  }

  @Test
  void isSilentOnStandardErrorWhenQuiet() {
    Run run = bench.lock(index, "alpha", "--quiet", "-o", "quiet.toml");
    assertThat(run.exit()).as("%s", run).isZero();
    assertThat(run.stderr()).isEmpty();
  }

  @Test
  void saysErrorsAlsoWhenQuiet() {
    Run run = bench.lock(index, "unheard-of", "-q");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.stderr()).contains("error: ", "unheard-of");
  }

  @Test
  void takesDefaultsFromAConfigurationFile() {
    Path file =
        bench
            .scratch()
            .write(
                "settings.toml",
                "index-url = \"" + index.url() + "\"\n[lock]\noutput = \"named.toml\"\n");
    Run run = bench.debwright().run("--config", file.toString(), "lock", "alpha");
    assertThat(run.exit()).as("%s", run).isZero();
    assertThat(bench.scratch().work("named.toml")).exists();
  }

  @Test
  void takesDefaultsFromTheWorkingDirectory(@TempDir Path directory) {
    Workbench other = bench.with(Scratch.in(directory));
    other
        .scratch()
        .write("debwright.toml", "index-url = \"" + index.url() + "\"\noutput = \"usual.toml\"\n");
    Run run = other.debwright().run("lock", "alpha");
    assertThat(run.exit()).as("%s", run).isZero();
    assertThat(other.scratch().work("usual.toml")).exists();
  }

  @Test
  void letsTheCommandLineOutrankTheConfigurationFile() {
    Path file = bench.scratch().write("outranked.toml", "[lock]\noutput = \"loses.toml\"\n");
    Run run =
        bench.asking(index).run("--config", file.toString(), "lock", "alpha", "-o", "wins.toml");
    assertThat(run.exit()).as("%s", run).isZero();
    assertThat(bench.scratch().work("wins.toml")).exists();
    assertThat(bench.scratch().work("loses.toml")).doesNotExist();
  }

  @Test
  void pointsAtTheLineOfAConfigurationFileThatIsNoToml() {
    Path file = bench.scratch().write("broken.toml", "suite = \"bookworm\"\nindex-url = =\n");
    Run run = run("--config", file.toString(), "lock", "alpha");
    assertThat(run.exit()).as("%s", run).isEqualTo(1);
    assertThat(run.stderr()).contains("error: ", "broken.toml:2").doesNotContain("\tat ");
  }

  @Test
  void refusesAConfigurationFileThatIsNotThere() {
    Run run = run("--config", "nowhere.toml", "lock", "alpha");
    assertThat(run.exit()).as("%s", run).isEqualTo(1);
    assertThat(run.stderr()).contains("error: ", "nowhere.toml").doesNotContain("\tat ");
  }
}
