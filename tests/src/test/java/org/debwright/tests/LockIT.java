package org.debwright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.debwright.tests.Debwright.Run;
import org.debwright.tests.LoopbackIndex.Format;
import org.debwright.tests.LoopbackIndex.Offer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/** What is chosen, and how it is written down. */
class LockIT {
  private static Workbench setUp;
  private Workbench bench;
  private LoopbackIndex index;

  @BeforeAll
  static void makeSuite(@TempDir Path directory) {
    setUp = Workbench.in(directory);
  }

  @BeforeEach
  void startIndex(@TempDir Path directory) {
    bench = setUp.with(Scratch.in(directory).sharing(setUp.scratch()));
    index =
        LoopbackIndex.start()
            .offer(
                SampleWheel.of("alpha", "1.0").requires("beta>=1").file(),
                SampleWheel.of("beta", "1.0").file(),
                SampleWheel.of("beta", "1.1").file());
  }

  @AfterEach
  void stopIndex() {
    index.close();
    assertThat(bench.scratch().leftovers()).isEmpty();
  }

  private Run lock(String... arguments) {
    Run run = bench.lock(index, arguments);
    assertThat(run.exit()).as("%s", run).isZero();
    return run;
  }

  private JsonNode locked() throws IOException {
    return new TomlMapper().readTree(Files.readString(bench.scratch().work("pylock.toml")));
  }

  private String lockedVersion(String project) throws IOException {
    return locked()
        .path("packages")
        .valueStream()
        .filter(p -> p.path("name").asString().equals(project))
        .map(p -> p.path("version").asString())
        .findFirst()
        .orElse("");
  }

  @Test
  void writesALockThatNamesEachFileAndItsHash() throws IOException {
    lock("alpha");
    // PEP 751: lock-version is the string "1.0".
    assertThat(locked().path("lock-version").asString()).isEqualTo("1.0");
    assertThat(lockedVersion("beta")).isEqualTo("1.1");
    assertThat(Files.readString(bench.scratch().work("pylock.toml")))
        .contains(
            SampleWheel.of("alpha", "1.0").requires("beta>=1").file().sha256(),
            SampleWheel.of("beta", "1.1").file().sha256());
  }

  @Test
  void readsARequirementsFileFromTheWeb() throws IOException {
    byte[] text = "beta<1.1\n".getBytes(StandardCharsets.UTF_8);
    index.offer(new SampleFile("asked.txt", text, ""));
    lock("-r", index.url().replace("/simple/", "/files/asked.txt"));
    assertThat(lockedVersion("beta")).isEqualTo("1.0");
  }

  @Test
  void writesTheSameBytesAgain() throws IOException {
    lock("alpha", "-o", "one.toml");
    lock("alpha", "-o", "two.toml", "--no-cache-dir");
    assertThat(bench.scratch().work("two.toml"))
        .hasSameBinaryContentAs(bench.scratch().work("one.toml"));
  }

  @Test
  void readsHtmlAndJsonAlike() throws IOException {
    lock("alpha", "-o", "html.toml");
    index.format(Format.JSON);
    lock("alpha", "-o", "json.toml", "--no-cache-dir");
    assertThat(bench.scratch().work("json.toml"))
        .hasSameBinaryContentAs(bench.scratch().work("html.toml"));
  }

  @Test
  void writesNothingOnADryRun() {
    Run run = lock("alpha", "--dry-run");
    assertThat(run.stdout()).contains("alpha", "1.0", "beta", "1.1");
    assertThat(bench.scratch().work()).isEmptyDirectory();
  }

  @Test
  void readsMetadataBesideTheWheelWhereTheIndexHasThem() {
    index.offer(Offer.of(SampleWheel.of("gamma", "1.0").requires("beta").file()).withMetadata());
    lock("gamma");
    assertThat(index.requests())
        .contains("/files/gamma-1.0-py3-none-any.whl.metadata")
        .doesNotContain("/files/gamma-1.0-py3-none-any.whl");
  }

  @Test
  void passesOverYankedReleases() throws IOException {
    index.offer(Offer.of(SampleWheel.of("beta", "1.2").file()).asYanked());
    lock("alpha");
    assertThat(lockedVersion("beta")).isEqualTo("1.1");
  }

  @Test
  void takesAYankedReleaseThatIsPinned() throws IOException {
    index.offer(Offer.of(SampleWheel.of("beta", "1.2").file()).asYanked());
    Run run = lock("alpha", "beta==1.2");
    assertThat(lockedVersion("beta")).isEqualTo("1.2");
    assertThat(run.stderr()).contains("warning: ", "yanked", "broken");
  }

  @Test
  void passesOverPrereleases() throws IOException {
    index.offer(SampleWheel.of("beta", "2.0rc1").file());
    lock("alpha");
    assertThat(lockedVersion("beta")).isEqualTo("1.1");
  }

  @Test
  void takesPrereleasesWhenTold() throws IOException {
    index.offer(SampleWheel.of("beta", "2.0rc1").file());
    lock("alpha", "--pre");
    assertThat(lockedVersion("beta")).isEqualTo("2.0rc1");
  }

  @Test
  void takesAPrereleaseWhereThereIsNothingElse() throws IOException {
    index.offer(SampleWheel.of("gamma", "0.1a1").file());
    lock("gamma");
    assertThat(lockedVersion("gamma")).isEqualTo("0.1a1");
  }

  @Test
  void worksOfflineFromTheCache() throws IOException {
    lock("alpha");
    Path first =
        Files.move(bench.scratch().work("pylock.toml"), bench.scratch().work("first.toml"));
    int before = index.requests().size();
    lock("alpha", "--offline");
    assertThat(index.requests()).hasSize(before);
    assertThat(bench.scratch().work("pylock.toml")).hasSameBinaryContentAs(first);
  }

  @Test
  void saysWhatIsMissingOffline() {
    lock("beta");
    Run run = bench.lock(index, "--offline", "--json", "alpha");
    Refusal.of(run).hasCode("offline-not-cached").says("alpha");
  }

  @Test
  void keepsNothingWithoutACache(@TempDir Path fresh) {
    Workbench clean = setUp.with(Scratch.in(fresh));
    assertThat(clean.lock(index, "alpha", "--no-cache-dir").exit()).isZero();
    assertThat(Tree.of(clean.scratch().cache()).files()).isEmpty();
    assertThat(clean.scratch().leftovers()).isEmpty();
  }

  @Test
  void keepsEverythingWhereTheCacheIsToBe(@TempDir Path fresh) {
    Workbench clean = setUp.with(Scratch.in(fresh));
    Path elsewhere = clean.scratch().work("elsewhere");
    assertThat(clean.lock(index, "alpha", "--cache-dir", elsewhere.toString()).exit()).isZero();
    assertThat(Tree.of(elsewhere).files()).isNotEmpty();
    assertThat(Tree.of(clean.scratch().cache()).files()).isEmpty();
  }

  @Test
  void keepsTheVersionsOfTheLockThatIsThere() throws IOException {
    lock("alpha");
    index.offer(SampleWheel.of("beta", "1.2").file());
    lock("alpha");
    assertThat(lockedVersion("beta")).isEqualTo("1.1");
    lock("alpha", "beta>1.1", "--no-cache-dir");
    assertThat(lockedVersion("beta")).isEqualTo("1.2");
  }

  @Test
  void keepsNothingWhenToldToUpgrade() throws IOException {
    lock("alpha");
    index.offer(SampleWheel.of("beta", "1.2").file(), SampleWheel.of("alpha", "2.0").file());
    lock("alpha", "beta", "--upgrade-package", "beta", "--no-cache-dir");
    assertThat(lockedVersion("beta")).isEqualTo("1.2");
    assertThat(lockedVersion("alpha")).isEqualTo("1.0");
    lock("alpha", "--upgrade", "--no-cache-dir");
    assertThat(lockedVersion("alpha")).isEqualTo("2.0");
  }

  @Test
  void answersAnewWhenTheLockThatIsThereWasChanged() throws IOException {
    Path file = bench.scratch().work("pylock.toml");
    lock("alpha");
    String newest = Files.readString(file);
    lock("alpha", "beta==1.0");
    lock("alpha");
    assertThat(lockedVersion("beta")).isEqualTo("1.0");
    Files.delete(file);
    lock("alpha");
    assertThat(Files.readString(file)).isEqualTo(newest);
  }

  @Test
  void checksWhetherTheLockAnswersStill() throws IOException {
    lock("alpha");
    String written = Files.readString(bench.scratch().work("pylock.toml"));
    index.offer(SampleWheel.of("beta", "1.2").file());
    assertThat(lock("alpha", "--check", "--maintainer", "Other <o@example.org>").stdout())
        .contains("pylock.toml is what would be written");
    Refusal.of(bench.lock(index, "alpha", "beta>1.1", "--check", "--json", "--no-cache-dir"))
        .hasCode("lock-stale")
        .says("~ beta 1.1 -> 1.2");
    assertThat(Files.readString(bench.scratch().work("pylock.toml"))).isEqualTo(written);
  }

  @Test
  void saysHowTwoLocksDiffer() {
    lock("alpha", "-o", "old.toml");
    index.offer(SampleWheel.of("gamma", "3.0").file());
    lock("beta==1.0", "gamma", "-o", "new.toml");
    Run run = lock("--diff", "old.toml", "new.toml");
    assertThat(run.stdout())
        .contains("- alpha 1.0\n", "~ beta 1.1 -> 1.0\n", "+ gamma 3.0\n", "3 releases differ");
    Run same = lock("--diff", "old.toml", "old.toml", "--json");
    assertThat(same.json().path("changes").isEmpty()).isTrue();
  }
}
