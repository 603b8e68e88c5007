package org.debwright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

/** The main job, checked with dpkg, apt and gpg. */
class BuildIT {
  private static final String EPOCH = "1700000000";

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
                SampleWheel.of("alpha", "1.0")
                    .requires("beta>=1")
                    .extra("fast", "gamma")
                    .command("alpha-run", "alpha:main")
                    .executable(
                        "alpha-1.0.data/scripts/alpha-script", "#!python\nprint('script')\n")
                    .data("data/etc/alpha.conf", "speed=1\n")
                    .data("data/share/alpha/table.txt", "1 2 3\n")
                    .file(),
                SampleWheel.of("beta", "1.1").file(),
                SampleWheel.of("gamma", "3.0").file(),
                SampleWheel.of("docopt", "0.6.2").file(),
                SampleSdist.selfContained("delta", "0.5").file());
  }

  @AfterEach
  void leavesNothingBehind() {
    index.close();
    assertThat(bench.scratch().leftovers()).isEmpty();
  }

  private Run build(String... arguments) {
    Run run = bench.build(index, arguments);
    assertThat(run.exit()).as("%s", run).isZero();
    return run;
  }

  private Path repository() {
    return bench.scratch().work("repo");
  }

  private Path deb(String name) {
    try (var files = Files.walk(repository())) {
      return files
          .filter(f -> f.getFileName().toString().startsWith(name + "_"))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String contents(String name) {
    return Tool.run("dpkg-deb", "--contents", deb(name).toString());
  }

  private String control(String name, String field) {
    return Tool.run("dpkg-deb", "--field", deb(name).toString(), field).strip();
  }

  private Apt apt(String codename, String architecture) {
    return Apt.in(
        directory.resolve("apt-" + codename + architecture),
        repository(),
        bench.suite(),
        codename,
        architecture);
  }

  @Test
  void makesARepositoryThatAptBelievesAndInstallsFrom() {
    build("alpha");
    Apt apt = apt("bookworm", "amd64");
    assertThat(apt.simulate("python3-alpha"))
        .contains(
            "Inst python3-alpha (1.0.0-1+dw1+deb12 ", "Inst python3-beta (1.1.0-1+dw1+deb12 ");
    assertThat(apt.download("python3-alpha")).hasSameBinaryContentAs(deb("python3-alpha"));
    assertThat(PublishedSuite.verified(repository(), "bookworm", "amd64"))
        .containsOnlyKeys("python3-alpha", "python3-beta", "debwright-archive-keyring");
  }

  @Test
  void outranksTheSuitesOwnPackageOfTheSameVersion() {
    build("docopt");
    assertThat(apt("bookworm", "amd64").policy("python3-docopt"))
        .contains("Candidate: 0.6.2-4.1+dw1+deb12", "0.6.2-4.1 ");
  }

  @Test
  void saysHowTheRepositoryIsUsed() {
    Run run = build("alpha");
    assertThat(run.stdout())
        .contains("python3-alpha", "1.0.0-1+dw1+deb12", "sudo apt-get install python3-alpha");
  }

  @Test
  void putsEverythingWhereDebianWantsIt() {
    build("alpha");
    assertThat(contents("python3-alpha").lines())
        .anyMatch(
            line ->
                line.startsWith("-rw-r--r-- root/root")
                    && line.endsWith("./usr/lib/python3/dist-packages/alpha/__init__.py"))
        .anyMatch(
            line -> line.endsWith("./usr/lib/python3/dist-packages/alpha-1.0.dist-info/METADATA"))
        .anyMatch(line -> line.startsWith("-rwxr-xr-x") && line.endsWith("./usr/bin/alpha-run"))
        .anyMatch(line -> line.startsWith("-rwxr-xr-x") && line.endsWith("./usr/bin/alpha-script"))
        .anyMatch(
            line -> line.startsWith("-rw-r--r--") && line.endsWith("./usr/share/alpha/table.txt"))
        .anyMatch(line -> line.startsWith("-rw-r--r--") && line.endsWith("./etc/alpha.conf"));
  }

  @Test
  void runsCommandsWithDebiansInterpreter() throws IOException {
    build("alpha");
    Path root = directory.resolve("unpacked");
    Tool.run("dpkg-deb", "--extract", deb("python3-alpha").toString(), root.toString());
    for (String name : new String[] {"alpha-run", "alpha-script"}) {
      assertThat(Files.readString(root.resolve("usr/bin/" + name)))
          .startsWith("#!/usr/bin/python3\n");
    }
    Map<String, String> path =
        Map.of("PYTHONPATH", root.resolve("usr/lib/python3/dist-packages").toString());
    assertThat(Tool.run(path, "/usr/bin/python3", root.resolve("usr/bin/alpha-run").toString()))
        .isEqualTo("1.0\n");
  }

  @Test
  void declaresFilesInEtcAsConffiles() {
    build("alpha");
    assertThat(Tool.run("dpkg-deb", "--info", deb("python3-alpha").toString(), "conffiles"))
        .isEqualTo("/etc/alpha.conf\n");
  }

  @Test
  void dependsOnRangesAsUpstreamDeclaresThem() {
    build("alpha");
    assertThat(control("python3-alpha", "Depends"))
        .contains("python3-beta (>= 1")
        .contains("python3");
    assertThat(control("python3-alpha", "Architecture")).isEqualTo("all");
  }

  @Test
  void makesAMetapackageForAnExtraThatWasAskedFor() {
    build("alpha[fast]");
    assertThat(control("python3-alpha+fast", "Depends")).contains("python3-alpha", "python3-gamma");
    assertThat(apt("bookworm", "amd64").simulate("python3-alpha+fast"))
        .contains("Inst python3-gamma (3.0.0-1+dw1+deb12 ");
  }

  @Test
  void changesNothingWhenRunAgain() {
    build("alpha");
    Tree first = Tree.of(repository());
    Run again = build("alpha");
    assertThat(Tree.of(repository())).isEqualTo(first);
    assertThat(again.stdout()).contains("nothing new");
  }

  @Test
  void publishesNothingOnADryRun() {
    Run run = build("alpha", "--dry-run");
    assertThat(run.stdout()).contains("alpha", "beta");
    assertThat(repository()).doesNotExist();
  }

  @Test
  void keepsTheFirstSuiteWhenASecondIsAdded() {
    build("alpha");
    Path inRelease = repository().resolve("dists/bookworm/InRelease");
    Tree first = Tree.of(inRelease.resolveSibling(""));
    build("alpha", "--suite", "trixie", "--arch", "arm64");
    assertThat(Tree.of(inRelease.resolveSibling(""))).isEqualTo(first);
    assertThat(PublishedSuite.verified(repository(), "bookworm", "amd64"))
        .containsEntry("python3-alpha", "1.0.0-1+dw1+deb12");
    assertThat(apt("trixie", "arm64").policy("python3-alpha"))
        .contains("Candidate: 1.0.0-1+dw1+deb13");
  }

  @Test
  void keepsTheFirstArchitectureWhenASecondIsAdded() {
    build("alpha");
    build("gamma", "--arch", "arm64");
    assertThat(apt("bookworm", "amd64").policy("python3-alpha"))
        .contains("Candidate: 1.0.0-1+dw1+deb12");
    assertThat(apt("bookworm", "arm64").policy("python3-gamma"))
        .contains("Candidate: 3.0.0-1+dw1+deb12");
  }

  @Test
  void sortsAHigherRevisionAbove() {
    build("alpha");
    build("alpha", "--revision", "2");
    assertThat(apt("bookworm", "amd64").policy("python3-alpha"))
        .contains("Candidate: 1.0.0-1+dw2+deb12");
  }

  @Test
  void makesTheSameBytesElsewhere(@TempDir Path elsewhere) {
    Tree here = reproducible(bench); // on a cache that has it all, perhaps
    Tree there = reproducible(setUp.with(Scratch.in(elsewhere)));
    assertThat(here.files()).isNotEmpty();
    assertThat(there).isEqualTo(here);
  }

  private Tree reproducible(Workbench where) {
    Run run =
        where
            .asking(index)
            .with("SOURCE_DATE_EPOCH", EPOCH)
            .run(
                "build",
                "alpha[fast]",
                "delta",
                "--url",
                "https://packages.example/apt",
                "--sign-key",
                where.secretKey().toString());
    assertThat(run.exit()).as("%s", run).isZero();
    return Tree.of(where.scratch().work("repo"));
  }

  @Test
  void keepsAGeneratedKeyOutOfTheRepository() throws IOException {
    Run run = bench.asking(index).run("build", "alpha");
    assertThat(run.exit()).as("%s", run).isZero();
    PublishedSuite.verified(repository(), "bookworm", "amd64");
    assertThat(Tree.of(bench.scratch().data()).files().keySet())
        .anyMatch(name -> name.contains("private-keys"));
    assertThat(Tree.of(repository()).files().keySet()).noneMatch(name -> name.contains("private"));
    for (String name : Tree.of(repository()).files().keySet()) {
      byte[] content = Files.readAllBytes(repository().resolve(name));
      assertThat(new String(content, StandardCharsets.ISO_8859_1))
          .as(name)
          .doesNotContain("PRIVATE KEY", "protected-private-key", "private-key");
    }
  }

  @Test
  void signsFurtherRunsWithTheKeyGeneratedFirst() {
    Run first = bench.asking(index).run("build", "gamma", "--json");
    assertThat(first.exit()).as("%s", first).isZero();
    Run second = bench.asking(index).run("build", "beta", "--json");
    assertThat(second.exit()).as("%s", second).isZero();
    assertThat(second.json().path("fingerprint")).isEqualTo(first.json().path("fingerprint"));
  }

  @Test
  void takesWheelsByPath() {
    Path wheel = SampleWheel.of("local", "2.0").file().into(bench.scratch().work());
    build(wheel.toString());
    assertThat(control("python3-local", "Version")).isEqualTo("2.0.0-1+dw1+deb12");
  }

  @Test
  void takesProjectDirectories() {
    SampleSdist.selfContained("project", "4.0").into(bench.scratch().work("project"));
    build("./project");
    assertThat(control("python3-project", "Version")).isEqualTo("4.0.0-1+dw1+deb12");
  }

  @Test
  void buildsSourceDistributionsOfTheIndex() {
    Run run = build("delta");
    assertThat(run.stdout()).contains("built from delta-0.5.tar.gz");
    assertThat(contents("python3-delta")).contains("./usr/lib/python3/dist-packages/delta.py");
  }

  @Test
  void buildsWhereTheTemporaryDirectoryIsClosedToOthers() throws IOException {
    Files.setPosixFilePermissions(
        bench.scratch().tmp(), PosixFilePermissions.fromString("rwx------"));
    index.offer(SampleSdist.selfContained("epsilon", "0.5").file());
    build("epsilon");
    assertThat(contents("python3-epsilon")).contains("./usr/lib/python3/dist-packages/epsilon.py");
  }

  @Test
  void buildsNothingWhenForbidden() {
    Refusal.of(bench.build(index, "--json", "delta", "--no-build"))
        .hasCode("unsatisfiable")
        .says("delta");
    assertThat(repository()).doesNotExist();
  }

  @Test
  void convertsReleaseFilesWithoutResolving() {
    Path wheel =
        SampleWheel.of("single", "1.0").requires("absent").file().into(bench.scratch().work());
    Run run = bench.asking(index).run("convert", wheel.toString(), "-o", "debs");
    assertThat(run.exit()).as("%s", run).isZero();
    assertThat(bench.scratch().work("debs", "python3-single_1.0.0-1+dw1+deb12_all.deb")).exists();
    assertThat(index.requests()).isEmpty();
  }

  @Test
  void refusesAnInterpreterThatTheSuiteLacks() {
    Refusal.of(bench.build(index, "--json", "alpha", "--python", "3.12"))
        .hasCode("target-python-missing")
        .says("3.12");
  }

  @Test
  @Tag("network") // setuptools comes from the index that pip on this machine is configured for
  void buildsPlainSetupScripts() {
    Path sdist = SampleSdist.setuptools("plain", "1.5").file().into(bench.scratch().work());
    Debwright debwright = bench.debwright();
    for (Map.Entry<String, String> variable : new TreeMap<>(System.getenv()).entrySet()) {
      if (variable.getKey().startsWith("PIP_")
          || List.of("http_proxy", "https_proxy", "no_proxy").contains(variable.getKey())) {
        debwright = debwright.with(variable.getKey(), variable.getValue());
      }
    }
    Run run =
        debwright
            .with(
                "PIP_CONFIG_FILE", System.getenv().getOrDefault("PIP_CONFIG_FILE", "/etc/pip.conf"))
            .run("build", sdist.toString(), "--sign-key", bench.secretKey().toString());
    assertThat(run.exit()).as("%s", run).isZero();
    assertThat(control("python3-plain", "Version")).isEqualTo("1.5.0-1+dw1+deb12");
  }
}
