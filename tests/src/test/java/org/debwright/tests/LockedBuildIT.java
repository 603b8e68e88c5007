package org.debwright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.debwright.tests.Debwright.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages of a lock: its files by their hashes, and nothing else. */
class LockedBuildIT {
  private static final SampleFile ALPHA =
      SampleWheel.of("alpha", "1.0").requires("beta>=1").extra("fast", "gamma").file();
  private static final SampleFile BETA = SampleWheel.of("beta", "1.1").file();

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
                ALPHA,
                BETA,
                SampleWheel.of("gamma", "3.0").file(),
                SampleWheel.of("docopt", "0.6.2").file(),
                SampleSdist.selfContained("delta", "0.5").file());
  }

  @AfterEach
  void stop() {
    index.close();
    assertThat(bench.scratch().leftovers()).isEmpty();
  }

  private Path lock(String... arguments) {
    Run run = bench.lock(index, arguments);
    assertThat(run.exit()).as("%s", run).isZero();
    return bench.scratch().work("pylock.toml");
  }

  private Run build(String... arguments) {
    Run run = bench.build(index, arguments);
    assertThat(run.exit()).as("%s", run).isZero();
    return run;
  }

  private Run refused(Path lock) {
    return bench.build(index, "-l", lock.toString(), "--no-cache-dir", "--json");
  }

  private Path repository() {
    return bench.scratch().work("repo");
  }

  private static String[] words(String[] some, String... more) {
    List<String> all = new ArrayList<>(List.of(some));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  /** The packages of a repository but its keyring's, which carries the day. */
  private static Map<String, String> pool(Path repository) {
    Map<String, String> files = new TreeMap<>(Tree.of(repository).files());
    files.keySet().removeIf(name -> !name.endsWith(".deb") || name.contains("keyring"));
    assertThat(files).isNotEmpty();
    return files;
  }

  private static void change(Path lock, String before, String after) throws IOException {
    String text = Files.readString(lock);
    assertThat(text).contains(before);
    Files.writeString(lock, text.replace(before, after));
  }

  @Test
  void makesTheSamePackagesAsTheRequirementsDid() {
    build("alpha[fast]", "delta", "-o", "asked");
    lock("alpha[fast]", "delta");
    build("-l", "pylock.toml", "-o", "locked", "--no-cache-dir");
    assertThat(pool(bench.scratch().work("locked"))).isEqualTo(pool(bench.scratch().work("asked")));
  }

  @Test
  void asksNoIndex() {
    lock("alpha");
    int before = index.requests().size();
    build("-l", "pylock.toml", "--no-cache-dir");
    List<String> asked = new ArrayList<>(index.requests().subList(before, index.requests().size()));
    assertThat(asked).containsExactlyInAnyOrder("/files/" + ALPHA.name(), "/files/" + BETA.name());
  }

  @Test
  void keepsToTheLockWhenSomethingNewerIsReleased() {
    lock("alpha");
    index.offer(SampleWheel.of("beta", "1.2").file());
    Run run = build("-l", "pylock.toml");
    assertThat(run.stdout()).contains("python3-beta", "1.1.0-1+dw1+deb12").doesNotContain("1.2.0");
  }

  @Test
  void stopsAtOneFlippedDigitBeforeAnythingIsWritten() throws IOException {
    Path lock = lock("alpha");
    String digest = BETA.sha256();
    char flipped = digest.charAt(63) == '0' ? '1' : '0';
    change(lock, digest, digest.substring(0, 63) + flipped);
    Refusal.of(refused(lock)).hasCode("hash-mismatch").says(BETA.name());
    assertThat(repository()).doesNotExist();
  }

  @Test
  void seeksAFileByItsHashWhereTheAddressIsDead() throws IOException {
    Path lock = lock("alpha");
    change(lock, "/files/" + BETA.name(), "/gone/" + BETA.name());
    Run run = build("-l", "pylock.toml", "--no-cache-dir");
    assertThat(run.stdout()).contains("python3-beta");
    assertThat(run.stderr()).contains("`" + BETA.name() + "` is taken from the index");
  }

  @Test
  void takesNoOtherFileWhereTheAddressIsDead() throws IOException {
    Path lock = lock("alpha");
    change(lock, "/files/" + BETA.name(), "/gone/" + BETA.name());
    change(lock, BETA.sha256(), "0".repeat(64));
    Refusal.of(refused(lock)).hasCode("index-file-missing").says("/gone/" + BETA.name());
    assertThat(repository()).doesNotExist();
  }

  @Test
  void makesPackagesForTheTargetOfTheLock() {
    lock("alpha", "--suite", "trixie", "--arch", "arm64");
    Run run = build("-l", "pylock.toml");
    assertThat(run.stdout()).contains("trixie/arm64", "1.0.0-1+dw1+deb13");
    Refusal.of(bench.build(index, "-l", "pylock.toml", "--suite", "bookworm", "--json"))
        .hasCode("lock-other-target")
        .says("bookworm", "trixie");
  }

  @Test
  void callsTheMaintainerAndTheRevisionAsTheLockDoes() {
    lock("beta", "--maintainer", "Jo Doe <jo@example.org>", "--revision", "7");
    Run run = build("-l", "pylock.toml");
    assertThat(run.stdout()).contains("1.1.0-1+dw7+deb12");
    assertThat(Tree.of(repository()).files().keySet())
        .anyMatch(name -> name.contains("python3-beta_1.1.0-1+dw7"));
  }

  @Test
  void refusesRequirementsBesideALock() {
    lock("alpha");
    Refusal.of(bench.build(index, "-l", "pylock.toml", "gamma", "--json"))
        .hasCode("lock-and-requirements");
  }

  @Test
  void locksWhatWasAskedForByPathAndNotWhatWasBuiltOfIt() throws IOException {
    SampleSdist.selfContained("epsilon", "2.0").file().into(bench.scratch().work());
    SampleSdist.selfContained("project", "4.0").into(bench.scratch().work("project"));
    build("./epsilon-2.0.tar.gz", "./project", "-o", "asked");
    Path lock = lock("./epsilon-2.0.tar.gz", "./project");
    assertThat(Files.readString(lock))
        .contains("archive = { path = \"epsilon-2.0.tar.gz\"", "directory = { path = \"project\" }")
        .doesNotContain(".whl");
    build("-l", "pylock.toml", "-o", "locked", "--no-cache-dir");
    assertThat(pool(bench.scratch().work("locked"))).isEqualTo(pool(bench.scratch().work("asked")));
  }

  @Test
  void locksAnArchiveOnTheWebByItsAddressWithoutCredentials() throws IOException {
    String address = index.url().replace("/simple/", "/files/delta-0.5.tar.gz");
    Path lock = lock("delta @ " + address.replace("http://", "http://user:secret@"));
    assertThat(Files.readString(lock))
        .contains("archive = { url = \"" + address + "\"")
        .contains(SampleSdist.selfContained("delta", "0.5").file().sha256())
        .doesNotContain("secret");
    assertThat(build("-l", "pylock.toml").stdout()).contains("python3-delta");
  }

  private Run elsewhere(String... arguments) {
    List<String> words = new ArrayList<>(List.of(arguments));
    words.addAll(
        List.of(
            "--archive",
            "file:/no/archive",
            "--no-cache-dir",
            "--url",
            "https://packages.example/apt",
            "--sign-key",
            bench.secretKey().toString()));
    return Debwright.in(bench.scratch())
        .with("SOURCE_DATE_EPOCH", "1700000000")
        .with("DEBEMAIL", "other@example.org")
        .with("DEBFULLNAME", "Another")
        .run(words.toArray(String[]::new));
  }

  @Test
  void makesTheSameRepositoryWithoutAnyArchive() throws IOException {
    index.offer(
        SampleWheel.of("docopt", "0.6.1").command("sample-tool", "docopt:main").file(),
        SampleWheel.of("tests-beside", "1.0").member("tests/__init__.py", "").file());
    String[] asked = {"alpha[fast]", "delta", "docopt==0.6.1", "tests-beside"};
    lock(words(asked, "--facts", "--maintainer", "Jo Doe <jo@example.org>"));
    Run here =
        bench
            .asking(index)
            .with("SOURCE_DATE_EPOCH", "1700000000")
            .run(
                words(
                    words(new String[] {"build"}, asked),
                    "--maintainer",
                    "Jo Doe <jo@example.org>",
                    "--url",
                    "https://packages.example/apt",
                    "--write-lock",
                    "built.toml",
                    "--sign-key",
                    bench.secretKey().toString(),
                    "-o",
                    "here"));
    assertThat(here.exit()).as("%s", here).isZero();
    // The suite's docopt is newer, so the keyring's package prefers ours: without apt as well.
    assertThat(here.stderr()).contains("prefers our `python3-docopt`");
    assertThat(bench.scratch().work("built.toml"))
        .hasSameTextualContentAs(bench.scratch().work("pylock.toml"));
    Run there = elsewhere("build", "-l", "pylock.toml", "-o", "there");
    assertThat(there.exit()).as("%s", there).isZero();
    assertThat(there.stderr()).contains("prefers our `python3-docopt`", "apt is not asked");
    assertThat(Tree.of(bench.scratch().work("there")))
        .isEqualTo(Tree.of(bench.scratch().work("here")));
  }

  @Test
  void refusesFactsThatDoNotAnswer() throws IOException {
    Path lock = lock("alpha", "--facts");
    String whole = Files.readString(lock);
    change(lock, "    \"python3-beta\",\n", "");
    Refusal.of(elsewhere("build", "-l", "pylock.toml", "--json"))
        .hasCode("lock-facts-lacking")
        .says("python3-beta");
    Files.writeString(lock, whole.replaceFirst("paths-asked = \\d+", "paths-asked = 1"));
    Refusal.of(elsewhere("build", "-l", "pylock.toml", "--json"))
        .hasCode("lock-facts-lacking")
        .says("1 paths");
    assertThat(repository()).doesNotExist();
    assertThat(build("-l", "pylock.toml", "--ask-archive").stdout()).contains("python3-beta");
  }

  @Test
  void saysThatItOpensTheArchiveWhereTheLockHasNoFacts() {
    lock("beta");
    assertThat(build("-l", "pylock.toml").stderr()).contains("the archive of the suite is opened");
  }

  // PEP 751, "Installation", on a lock as other tools write it.
  private Path foreign(String head, String more) throws IOException {
    String files = index.url().replace("/simple/", "/files/");
    return Files.writeString(
        bench.scratch().work("pylock.other.toml"),
        """
        lock-version = '1.0'
        created-by = 'other'
        %s
        [[packages]]
        name = 'alpha'
        version = '1.0'
        wheels = [
          {url = '%s', hashes = {sha256 = '%s'}},
          {url = 'https://nowhere.invalid/alpha-1.0-cp39-cp39-win_amd64.whl', hashes = {sha256 = '%s'}},
        ]
        [[packages]]
        name = 'beta'
        version = '1.1'
        wheels = [{url = '%s', hashes = {sha256 = '%s'}}]
        %s
        """
            .formatted(
                head,
                files + ALPHA.name(),
                ALPHA.sha256(),
                "1".repeat(64),
                files + BETA.name(),
                BETA.sha256(),
                more));
  }

  @Test
  void buildsWhatAnotherToolLocked() throws IOException {
    Path lock = foreign("", "");
    Run run = build("-l", lock.toString(), "--suite", "trixie");
    assertThat(run.stdout()).contains("python3-alpha", "python3-beta", "deb13");
  }

  @Test
  void leavesOutWhatTheTargetOrTheChoiceExcludes() throws IOException {
    String unwanted =
        """
        [[packages]]
        name = 'missing'
        version = '1'
        marker = "sys_platform == 'win32' or 'docs' in dependency_groups"
        wheels = [{url = 'https://nowhere.invalid/missing-1-py3-none-any.whl', hashes = {sha256 = '%s'}}]
        """
            .formatted("1".repeat(64));
    Path lock = foreign("dependency-groups = ['docs']", unwanted);
    assertThat(build("-l", lock.toString()).stdout()).doesNotContain("missing");
    Refusal.of(bench.build(index, "-l", lock.toString(), "--group", "docs", "--json"))
        .hasCode("index-unreachable");
    Refusal.of(bench.build(index, "-l", lock.toString(), "--group", "dev", "--json"))
        .hasCode("lock-choice-unknown")
        .says("`docs`");
  }

  @Test
  void refusesALockForOtherTargets() throws IOException {
    Path other =
        foreign("environments = [\"sys_platform == 'win32'\"]\nrequires-python = '>=3.12'", "");
    Refusal.of(bench.build(index, "-l", other.toString(), "--json"))
        .hasCode("lock-other-environment")
        .hasCode("lock-other-python");
    assertThat(repository()).doesNotExist();
  }

  @Test
  void keepsWhatTheSuiteSupplies() throws IOException {
    index.offer(SampleWheel.of("zeta", "1.0").requires("docopt>=0.6").file());
    build("zeta", "--policy", "distro-first", "-o", "asked");
    Path lock = lock("zeta", "--policy", "distro-first", "--facts");
    assertThat(Files.readString(lock)).contains("package = \"python3-docopt\"");
    Run there = elsewhere("build", "-l", "pylock.toml", "-o", "locked");
    assertThat(there.exit()).as("%s", there).isZero();
    assertThat(there.stdout()).containsPattern("(?s)from bookworm:.*docopt");
    assertThat(pool(bench.scratch().work("locked")).keySet())
        .isEqualTo(pool(bench.scratch().work("asked")).keySet());
  }

  // PyPI's own reading of PEP 751.
  private static final String VALIDATOR =
      """
      import sys, tomllib
      from packaging.pylock import Pylock
      for name in sys.argv[1:]:
          with open(name, "rb") as file:
              lock = Pylock.from_dict(tomllib.load(file))
          lock.validate()
          print(len(lock.packages))
      """;

  @Test
  @Tag("network") // packaging comes from the index that pip on this machine is configured for
  void writesLocksThatPackagingAccepts() throws IOException {
    Path python = bench.scratch().tmp().resolve("venv/bin/python");
    Tool.run("python3", "-m", "venv", python.resolveSibling("..").normalize().toString());
    Tool.run(python.toString(), "-m", "pip", "install", "--quiet", "packaging>=26");
    SampleSdist.selfContained("epsilon", "2.0").file().into(bench.scratch().work());
    SampleSdist.selfContained("project", "4.0").into(bench.scratch().work("project"));
    lock("alpha[fast]", "./epsilon-2.0.tar.gz", "./project", "docopt", "-o", "pylock.a.toml");
    lock("delta", "--facts", "--revision", "3", "-o", "pylock.b.toml");
    lock("docopt", "beta", "--policy", "distro-first", "-o", "pylock.c.toml");
    assertThat(Files.readString(bench.scratch().work("pylock.c.toml")))
        .contains("[[tool.debwright.supplied]]", "python3-docopt");
    Path script = Files.writeString(bench.scratch().tmp().resolve("validate.py"), VALIDATOR);
    assertThat(
            Tool.run(
                python.toString(),
                script.toString(),
                bench.scratch().work("pylock.a.toml").toString(),
                bench.scratch().work("pylock.b.toml").toString(),
                bench.scratch().work("pylock.c.toml").toString()))
        .isEqualTo("6\n1\n1\n");
    Tool.run("rm", "-r", python.resolveSibling("..").normalize().toString(), script.toString());
  }

  private SampleSdist needing(String requires) {
    return SampleSdist.selfContained("eta", "1.5")
        .file(
            "pyproject.toml",
            "[build-system]\nrequires = [%s]\nbuild-backend = \"samplebackend\"\n"
                .formatted(requires));
  }

  private SampleFile backend(String version) {
    return SampleWheel.of("samplebackend", version)
        .member(
            "samplebackend/__init__.py",
            SampleSdist.backend("eta", "1.5")
                .replace("source.read()", "'made = \\'" + version + "\\'\\n'"))
        .file();
  }

  @Test
  void buildsSourcesWithTheVeryFilesOfTheLock() throws IOException {
    SampleFile first = backend("1.0");
    index.offer(
        first,
        SampleSdist.selfContained("tool", "3.0").file(),
        needing("\"samplebackend\", \"tool\"").file());
    Path lock = lock("eta", "--facts");
    assertThat(Files.readString(lock))
        .contains("[[tool.debwright.builds]]", "source = \"eta-1.5.tar.gz\"", first.sha256())
        .contains("source = \"tool-3.0.tar.gz\"");
    build("eta", "-o", "asked");
    index.offer(backend("2.0"));
    int before = index.requests().size();
    build("-l", "pylock.toml", "-o", "locked", "--no-cache-dir");
    assertThat(index.requests().subList(before, index.requests().size()))
        .allMatch(request -> request.startsWith("/files/"));
    assertThat(pool(bench.scratch().work("locked"))).isEqualTo(pool(bench.scratch().work("asked")));
    Files.copy(lock, bench.scratch().work("old.toml"));
    lock("eta", "--facts", "--no-cache-dir");
    Run diff = bench.debwright().run("lock", "--diff", "old.toml", "pylock.toml");
    assertThat(diff.stdout())
        .contains("~ built with, eta-1.5.tar.gz samplebackend 1.0, tool 3.0 -> samplebackend 2.0");
    change(lock, backend("2.0").sha256(), "0".repeat(64));
    Refusal.of(refused(lock)).hasCode("hash-mismatch").says("samplebackend");
  }

  @Test
  void refusesASourceWhoseBuildTheLockDoesNotKnow() throws IOException {
    index.offer(backend("1.0"), needing("\"samplebackend\"").file());
    Path lock = lock("eta", "delta", "--facts");
    String text = Files.readString(lock);
    int build = text.indexOf("[[tool.debwright.builds]]\nsource = \"eta");
    Files.writeString(
        lock, text.substring(0, build) + text.substring(text.indexOf("[tool.debwright.archive]")));
    Refusal.of(refused(lock)).hasCode("lock-builds-lacking").says("eta-1.5.tar.gz");
  }

  @Test
  void pinsTheSetOfALockWithFacts() {
    lock("alpha", "--facts");
    Run run = build("-l", "pylock.toml", "--metapackage", "my-pins");
    assertThat(run.stdout()).contains("my-pins");
    assertThat(run.stderr()).contains("nobody knows whether `bookworm` uses the name `my-pins`");
  }

  @Test
  void refusesToPublishALowerVersionUnlessAllowed() {
    index.offer(SampleWheel.of("beta", "1.0").file());
    build("beta");
    Refusal.of(bench.build(index, "beta==1.0", "--json"))
        .hasCode("version-falls")
        .says("1.1.0-1+dw1+deb12 to 1.0.0-1+dw1+deb12");
    assertThat(build("beta==1.0", "--allow-downgrade").stderr())
        .contains("warning: `python3-beta` would fall");
  }

  @Test
  void keepsWhichPackagesOfTheSuiteABuildNeeds() throws IOException {
    Path lock = lock("delta", "--build-depends", "other=libunheardof-dev");
    assertThat(Files.readString(lock)).contains("build-depends = \"other=libunheardof-dev\"");
    change(lock, "other=", "delta=");
    Refusal.of(refused(lock)).hasCode("build-depends-missing").says("libunheardof-dev");
  }
}
