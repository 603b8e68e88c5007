package org.debwright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.debwright.tests.Debwright.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build is given, and what it is kept from. */
class SourceBuildIT {
  // Says in the module what the build saw.
  private static final String REPORT =
      """


      def report():
          import importlib.util, socket, helper
          try:
              socket.create_connection(("127.0.0.1", %d), 5)
              network = "open"
          except OSError:
              network = "closed"
          try:
              open("/var/tmp/left-by-a-build", "w").close()
          except OSError:
              pass
          seen = importlib.util.find_spec("pip") or importlib.util.find_spec("setuptools")
          return "%%s %%s %%s %%s helper-%%s backend-%%s %%s\\n" %% (
              os.getcwd(), os.getuid(), oct(os.umask(0)), network, helper.__version__,
              __version__, "strange modules" if seen else "alone")


      def get_requires_for_build_wheel(config_settings=None):
          print("what a backend prints is not listened to")
          return ["helper>=1; python_version >= '3'", "absent; python_version < '3'"]
      """;

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
    index = LoopbackIndex.start();
    index.offer(
        backend("1.0"),
        backend("2.0"),
        SampleWheel.of("helper", "0.9").file(),
        SampleWheel.of("helper", "1.0").file());
  }

  private SampleFile backend(String version) {
    int port = URI.create(index.url()).getPort();
    return SampleWheel.of("samplebackend", version)
        .member(
            "samplebackend/__init__.py",
            "__version__ = '"
                + version
                + "'\n"
                + SampleSdist.backend("omega", "1.5").replace("source.read()", "report()")
                + REPORT.formatted(port))
        .file();
  }

  @AfterEach
  void leavesNothingBehind() {
    index.close();
    assertThat(bench.scratch().leftovers()).isEmpty();
    assertThat(Path.of("/var/tmp/left-by-a-build")).doesNotExist();
  }

  private static SampleSdist omega(String requires) {
    return SampleSdist.selfContained("omega", "1.5")
        .file(
            "pyproject.toml",
            "[build-system]\nrequires = [%s]\nbuild-backend = \"samplebackend\"\n"
                .formatted(requires));
  }

  private Run convert(SampleFile sdist, String... options) {
    Path file = sdist.into(bench.scratch().work());
    String[] words = new String[options.length + 3];
    words[0] = "convert";
    words[1] = file.toString();
    words[2] = "--json";
    System.arraycopy(options, 0, words, 3, options.length);
    return bench.asking(index).run(words);
  }

  private String report(SampleFile sdist, String... options) throws IOException {
    Run run = convert(sdist, options);
    assertThat(run.exit()).as("%s", run).isZero();
    Path root = directory.resolve("unpacked");
    Tool.run(
        "dpkg-deb",
        "--extract",
        bench.scratch().work("python3-omega_1.5.0-1+dw1+deb12_all.deb").toString(),
        root.toString());
    return Files.readString(root.resolve("usr/lib/python3/dist-packages/omega.py"));
  }

  @Test
  void buildsAloneWithWhatTheSourceAsksForAtTheSamePlaceWithoutNetwork() throws IOException {
    assertThat(report(omega("\"samplebackend\"").file()))
        .isEqualTo("/mnt/work/src 65534 0o22 closed helper-1.0 backend-2.0 alone\n");
  }

  @Test
  void obeysConstraintsOfBuilds() throws IOException {
    bench.scratch().write("limits.txt", "samplebackend<2\n");
    assertThat(report(omega("\"samplebackend\"").file(), "--build-constraint", "limits.txt"))
        .contains(" backend-1.0 ");
  }

  @Test
  void buildsWhatABuildNeedsAndHasNoWheel() throws IOException {
    index.offer(SampleSdist.selfContained("tool", "3.0").file());
    assertThat(report(omega("\"samplebackend\", \"tool\"").file())).contains(" helper-1.0 ");
  }

  @Test
  void refusesBuildsThatNeedThemselves() {
    SampleFile omega = omega("\"tool\"").file();
    index.offer(
        omega,
        SampleSdist.selfContained("tool", "3.0")
            .file(
                "pyproject.toml", "[build-system]\nrequires = [\"omega\"]\nbuild-backend = \"x\"\n")
            .file());
    Refusal.of(convert(omega)).hasCode("build-requirements").says("omega", "tool");
  }

  @Test
  void refusesWhatNoIndexHas() {
    Refusal.of(convert(omega("\"unheard-of>=3\"").file()))
        .hasCode("build-requirements")
        .says("unheard-of");
    Refusal.of(convert(omega("\"samplebackend @ file:///etc/passwd\"").file()))
        .hasCode("build-requirement-url");
  }

  @Test
  void refusesABuildSystemThatCannotBeBelieved() {
    Refusal.of(convert(omega("[").file())).hasCode("build-system-invalid");
  }

  @Test
  void refusesWhereAPackageToBuildWithIsNotInstalled() {
    Refusal.of(
            convert(
                omega("\"samplebackend\"").file(),
                "--build-depends",
                "omega=libunheardof-dev,libc6"))
        .hasCode("build-depends-missing")
        .says("apt-get install libunheardof-dev`");
  }

  @Test
  void buildsWithNetworkOnlyWhereThatIsAllowed() throws IOException {
    Path commands = Files.createDirectories(directory.resolve("bin"));
    Path unshare = commands.resolve("unshare");
    Files.writeString(unshare, "#!/bin/sh\nexit 1\n");
    unshare.toFile().setExecutable(true);
    Path file = SampleSdist.selfContained("plain", "1.0").file().into(bench.scratch().work());
    Debwright here = bench.asking(index).with("PATH", commands + ":" + System.getenv("PATH"));
    Refusal.of(here.run("convert", file.toString(), "--json"))
        .hasCode("build-network")
        .says("`unshare`");
    // Of another suite it would be a root, which could be no better.
    Refusal.of(here.run("convert", file.toString(), "--suite", "trixie", "--json"))
        .hasCode("build-network");
    Run allowed = here.run("convert", file.toString(), "--allow-network-build");
    assertThat(allowed.exit()).as("%s", allowed).isZero();
    assertThat(allowed.stderr()).contains("warning: builds cannot be kept off the network here");
  }
}
