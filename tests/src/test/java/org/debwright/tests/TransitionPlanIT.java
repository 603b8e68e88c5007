package org.debwright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.debwright.tests.Debwright.Run;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A transition planned with a repository and a lock, and what a repository no longer needs. */
class TransitionPlanIT {
  private static final String PLACE = "/usr/local/lib/python3.11/dist-packages";

  private static Workbench bench;
  private static LoopbackIndex index;
  private static Path repository;
  private static Path lock;

  @TempDir Path root;

  @BeforeAll
  static void build(@TempDir Path directory) {
    bench = Workbench.in(directory);
    index =
        LoopbackIndex.start()
            .offer(
                SampleWheel.of("alpha", "2.0").command("alpha-cmd", "alpha:main").file(),
                SampleWheel.of("docopt", "0.6.2").file());
    Run built = bench.build(index, "alpha", "docopt", "--policy", "exact");
    assertThat(built.exit()).as("%s", built).isZero();
    repository = bench.scratch().work("repo");
    Run locked = bench.lock(index, "alpha", "docopt", "--policy", "distro-first");
    assertThat(locked.exit()).as("%s", locked).isZero();
    lock = bench.scratch().work("pylock.toml");
  }

  @AfterAll
  static void stop() {
    index.close();
  }

  @BeforeEach
  void letPipInstall() throws IOException {
    plant("/usr/bin/python3.11", "");
    plant("/etc/os-release", "ID=debian\nVERSION_CODENAME=bookworm\n");
    plant("/var/lib/dpkg/info/libc6:amd64.list", "/.\n");
    distribution("alpha", "1.0", "", "../../../bin/alpha-cmd");
    plant("/usr/local/bin/alpha-cmd", "#!/usr/bin/python3\n");
    distribution("docopt", "0.6.1", "");
    distribution("only", "1.0", "");
  }

  private void plant(String path, String content) throws IOException {
    Path file = root.resolve(path.substring(1));
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, content);
  }

  private void distribution(String name, String version, String requires, String... more)
      throws IOException {
    String info = name + "-" + version + ".dist-info";
    plant(PLACE + "/" + name + "/__init__.py", "");
    plant(
        PLACE + "/" + info + "/METADATA",
        "Metadata-Version: 2.1\nName: %s\nVersion: %s\n%s".formatted(name, version, requires));
    List<String> record =
        new ArrayList<>(List.of(name + "/__init__.py", info + "/METADATA", info + "/RECORD"));
    record.addAll(List.of(more));
    plant(PLACE + "/" + info + "/RECORD", String.join(",,\n", record) + ",,\n");
  }

  private Run transition(String command, String... words) {
    return Debwright.in(bench.scratch())
        .run(
            Stream.concat(
                    Stream.of("transition", command, "--root", root.toString(), "--json"),
                    Stream.of(words))
                .toArray(String[]::new));
  }

  private JsonNode planned(String... words) {
    Run run = transition("plan", words);
    assertThat(run.exit()).as("%s", run).isZero();
    return run.json();
  }

  private static List<String> fates(JsonNode plan) {
    List<String> fates = new ArrayList<>();
    for (JsonNode each : plan.get("distributions")) {
      JsonNode source = each.get("source");
      fates.add(
          each.get("project").asString()
              + " "
              + each.get("fate").asString()
              + (source == null ? "" : " " + source.asString()));
    }
    return fates;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asString()));
    return texts;
  }

  @Test
  void replacesWhatTheRepositoryHas() throws IOException {
    assertThat(fates(planned()))
        .containsExactly("alpha falls back", "docopt falls back", "only falls back");
    Path output = root.resolveSibling(root.getFileName() + ".plan");
    JsonNode plan = planned("--repository", repository.toString(), "-o", output.toString());
    assertThat(fates(plan))
        .containsExactly(
            "alpha replaced repository", "docopt replaced repository", "only falls back");
    assertThat(plan.get("distributions").get(0).get("package_version").asString())
        .startsWith("2.0.0-1");
    // Its command goes with it, since the package has one of that name.
    assertThat(Files.readString(output.resolve("transition.plan")))
        .endsWith(
            """
            directory /usr/local/bin.pip-fallback /usr/local/bin
            script /usr/local/bin/alpha-cmd /usr/local/bin.pip-fallback/alpha-cmd /usr/bin/alpha-cmd
            """);
  }

  @Test
  void blocksWhatThePackagesOfTheRepositoryBreak() throws IOException {
    distribution("tool", "1", "Requires-Dist: alpha<2\n");
    Path output = root.resolveSibling(root.getFileName() + ".plan");
    String[] words = {"--repository", repository.toString(), "-o", output.toString()};
    Run blocked = transition("plan", words);
    assertThat(blocked.exit()).as("%s", blocked).isEqualTo(1);
    JsonNode tool = blocked.json().get("distributions").get(3);
    assertThat(tool.get("fate").asString()).isEqualTo("blocks");
    assertThat(texts(tool.get("reasons")))
        .contains("requires `alpha<2`, and `python3-alpha` has 2.0 (pip's was 1.0)");
    assertThat(output).doesNotExist();
    Run accepted =
        transition(
            "plan",
            Stream.concat(Stream.of(words), Stream.of("--accept-blocks")).toArray(String[]::new));
    assertThat(accepted.exit()).as("%s", accepted).isZero();
    assertThat(output.resolve("transition.manifest")).exists();
  }

  @Test
  void tellsWhatTheLockPinsOtherwise() {
    JsonNode plan = planned("--lock", lock.toString());
    assertThat(fates(plan))
        .containsExactly("alpha falls back", "docopt replaced suite", "only falls back");
    assertThat(texts(plan.get("unpinned")))
        .containsExactly(
            "alpha 1.0: pinned at 2.0", "docopt 0.6.1: pinned at 0.6.2", "only 1.0: no pin");
  }

  @Test
  void verifiesThatWhatIsImportedIsWhatTheLockPins() throws IOException {
    Run run = transition("verify", "--no-imports", "--lock", lock.toString());
    assertThat(run.exit()).as("%s", run).isEqualTo(1);
    JsonNode versions = run.json().get("checks").get(3);
    assertThat(versions.get("looked_at").asInt()).isEqualTo(2);
    assertThat(texts(versions.get("wrong")))
        .containsExactly(
            "alpha: 1.0 is imported from " + PLACE + ", and the lock pins 2.0",
            "docopt: 0.6.1 is imported from " + PLACE + ", and the lock pins 0.6.2");
  }

  @Test
  void tellsWhichPackagesTheSuiteHasCaughtUpWith() {
    Run run =
        bench
            .debwright()
            .run(
                "transition",
                "imports",
                "--superseded",
                "--repository",
                repository.toString(),
                "--json");
    assertThat(run.exit()).as("%s", run).isZero();
    JsonNode superseded = run.json().get("superseded");
    assertThat(superseded).hasSize(1);
    assertThat(superseded.get(0).get("package").asString()).contains("docopt");
    assertThat(superseded.get(0).get("suite_package").asString()).isEqualTo("python3-docopt");
    assertThat(superseded.get(0).get("suite_package_version").asString()).isEqualTo("0.6.2-4.1");
  }
}
