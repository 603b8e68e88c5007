package org.debwright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.debwright.tests.LoopbackIndex.Fault;
import org.debwright.tests.LoopbackIndex.Offer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is damaged, forged or impossible is refused with a reason, and nothing is published of it.
 */
class HostileInputIT {
  private static final String WRONG = "0".repeat(64);
  private static final SampleFile ALPHA = SampleWheel.of("alpha", "1.0").file();

  private static Workbench bench;
  private static Tree published;
  private LoopbackIndex index;

  @BeforeAll
  static void publishSomethingGood(@TempDir Path directory) {
    bench = Workbench.in(directory);
    try (LoopbackIndex good = LoopbackIndex.start().offer(SampleWheel.of("before", "1.0").file())) {
      Debwright.Run run = bench.build(good, "before");
      assertThat(run.exit()).as("%s", run).isZero();
    }
    published = Tree.of(bench.scratch().work("repo"));
  }

  @BeforeEach
  void startIndex() {
    index = LoopbackIndex.start();
  }

  @AfterEach
  void leavesNothingBehind() {
    index.close();
    assertThat(Tree.of(bench.scratch().work("repo"))).isEqualTo(published);
    assertThat(bench.scratch().leftovers()).isEmpty();
  }

  private Refusal refusal(String... requirements) {
    String[] words = new String[requirements.length + 1];
    words[0] = "--json";
    System.arraycopy(requirements, 0, words, 1, requirements.length);
    return Refusal.of(bench.build(index, words));
  }

  private Refusal refusalOf(SampleFile... files) {
    index.offer(files);
    return refusal("alpha");
  }

  @Test
  void refusesFileThatHasNotTheHashOfTheIndex() {
    index.offer(Offer.of(ALPHA).claiming(WRONG));
    refusal("alpha").hasCode("hash-mismatch").says(ALPHA.name(), WRONG, ALPHA.sha256());
  }

  @Test
  void refusesFileThatHasNotTheHashOfTheRequirements() {
    index.offer(ALPHA);
    Path file = bench.scratch().write("hashed.txt", "alpha==1.0 --hash=sha256:" + WRONG + "\n");
    refusal("-r", file.toString()).says("alpha", "no file has one of the hashes asked for");
  }

  @Test
  void refusesTruncatedWheel() {
    refusalOf(ALPHA.cutTo(ALPHA.content().length / 2)).says(ALPHA.name(), "cut off");
  }

  @Test
  void refusesWheelWithDamagedMember() {
    byte[] content = ALPHA.content();
    // Behind the first member's header, in what is compressed.
    for (int i = 60; i < 90; i++) {
      content[i] ^= 0x55;
    }
    refusalOf(ALPHA.holding(content)).says(ALPHA.name());
  }

  @Test
  void refusesFileThatIsNoWheel() {
    byte[] text = "<html>Please log in</html>\n".getBytes(StandardCharsets.UTF_8);
    refusalOf(ALPHA.holding(text)).says(ALPHA.name(), "no zip archive");
  }

  @Test
  void refusesMemberThatRecordDescribesOtherwise() {
    SampleFile wheel =
        SampleWheel.of("alpha", "1.0")
            .member("more.py", "good")
            .recordedAs("more.py", "evil")
            .file();
    refusalOf(wheel).hasCode("wheel-hash-mismatch").says("more.py");
  }

  @ParameterizedTest
  @CsvSource({"../../../etc/cron.d/evil", "/etc/cron.d/evil", "alpha/../../evil.py"})
  void refusesMemberOutsideOfTheWheel(String path) {
    refusalOf(SampleWheel.of("alpha", "1.0").member(path, "evil").file()).says("evil");
  }

  @Test
  void refusesProjectThatTheIndexDoesNotKnow() {
    refusal("alpha").hasCode("unsatisfiable").says("alpha");
  }

  @Test
  void refusesWhenTheIndexHasLostTheFile() {
    index.breaking("/files/" + ALPHA.name(), Fault.NOT_FOUND);
    refusalOf(ALPHA).hasCode("index-file-missing").says("404");
  }

  @Test
  void refusesWhenTheIndexFails() {
    index.breaking("/simple/alpha/", Fault.SERVER_ERROR);
    refusalOf(ALPHA).hasCode("index-failed").says("500");
  }

  @Test
  void takesNoOlderReleaseWhenTheIndexFails() {
    SampleFile newer = SampleWheel.of("alpha", "2.0").file();
    index.breaking("/files/" + newer.name(), Fault.SERVER_ERROR);
    refusalOf(ALPHA, newer).hasCode("index-failed").says("500");
  }

  @Test
  void refusesWhenTheIndexAnswersGarbage() {
    index.format(LoopbackIndex.Format.JSON).breaking("/simple/alpha/", Fault.GARBAGE);
    refusalOf(ALPHA).hasCode("index-garbage");
  }

  @Test
  void refusesWhenThePageEndsEarly() {
    index.breaking("/simple/alpha/", Fault.HALF_BODY);
    refusalOf(ALPHA).hasCode("index-truncated");
  }

  @Test
  void refusesWhenTheFileEndsEarly() {
    index.breaking("/files/" + ALPHA.name(), Fault.HALF_BODY);
    refusalOf(ALPHA).hasCode("index-truncated");
  }

  @Test
  void provesThatRequirementsCannotBeMet() {
    index.offer(
        SampleWheel.of("alpha", "1.0").requires("shared<2").file(),
        SampleWheel.of("beta", "1.0").requires("shared>=2").file(),
        SampleWheel.of("shared", "1.0").file(),
        SampleWheel.of("shared", "2.0").file());
    refusal("alpha", "beta")
        .hasCode("unsatisfiable")
        .says("alpha", "beta", "shared<2", "shared>=2")
        .says("ecause");
  }

  @Test
  void pointsAtTheRequirementThatCannotBeParsed() {
    Path file = bench.scratch().write("broken.txt", "alpha\nbeta = = 1\n");
    refusal("-r", file.toString()).says("broken.txt:2:", "  | beta = = 1\n", "^\n");
  }

  @Test
  void refusesProjectThatWouldTakeTheNameOfAnotherPackage() {
    index.offer(SampleWheel.of("venv", "1.0").file());
    refusal("venv").hasCode("package-name-taken").says("python3-venv");
  }

  @Test
  void refusesCommandThatWouldTakeThePlaceOfTheShell() {
    SampleFile wheel = SampleWheel.of("alpha", "1.0").command("sh", "alpha:main").file();
    refusalOf(wheel).hasCode("path-taken").says("sh", "dash");
  }

  @Test
  void refusesTwoDistributionsThatOwnOnePath() {
    index.offer(
        SampleWheel.of("alpha", "1.0").member("shared.py", "a = 1\n").file(),
        SampleWheel.of("beta", "1.0").member("shared.py", "b = 1\n").file());
    refusal("alpha", "beta")
        .hasCode("path-shared")
        .says("python3-alpha", "python3-beta", "shared.py");
  }

  @Test
  void makesNoRepositoryWhereItRefuses() {
    assertThat(refusal("alpha", "-o", "fresh").run().exit()).isEqualTo(1);
    assertThat(bench.scratch().work("fresh")).doesNotExist();
  }

  @Test
  void makesNoRepositoryWhereConversionRefuses() {
    index.offer(SampleWheel.of("venv", "1.0").file());
    assertThat(refusal("venv", "-o", "fresh").run().exit()).isEqualTo(1);
    assertThat(bench.scratch().work("fresh")).doesNotExist();
  }

  @Test
  void refusesFieldsThatASummarySmugglesIn() {
    // Folded as METADATA folds lines, so that it is one field there.
    String smuggled = "A fine project\n        Essential: yes\n        Pre-Depends: evil";
    index.offer(SampleWheel.of("alpha", "1.0").summary(smuggled).file());
    refusal("alpha").says("Summary", "Essential");
  }
}
