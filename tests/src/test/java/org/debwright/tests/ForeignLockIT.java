package org.debwright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.debwright.tests.Debwright.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locks of other tools as sources of pins. */
class ForeignLockIT {
  private static final SampleFile ALPHA = SampleWheel.of("alpha", "1.0").requires("beta").file();
  private static final SampleFile BETA = SampleWheel.of("beta", "1.0").file();

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
                ALPHA,
                SampleWheel.of("alpha", "2.0").file(),
                BETA,
                SampleWheel.of("beta", "1.1").file(),
                SampleWheel.of("gamma", "3.0").file());
  }

  @AfterEach
  void stop() {
    index.close();
  }

  private void write(String name, String text) throws IOException {
    String content =
        text.replace("@ALPHA@", ALPHA.sha256())
            .replace("@BETA@", BETA.sha256())
            .replace("@OTHER@", "1".repeat(64));
    Files.writeString(bench.scratch().work(name), content);
  }

  private void takesThePins(String name) throws IOException {
    Run run = bench.lock(index, "-r", name, "-o", "out.toml");
    assertThat(run.exit()).as("%s", run).isZero();
    assertThat(Files.readString(bench.scratch().work("out.toml")))
        .contains(ALPHA.sha256(), BETA.sha256())
        .doesNotContain("gamma", "colorama", "1.1-py3", "2.0-py3");
  }

  private static final String POETRY =
      """
      [[package]]
      name = "alpha"
      version = "1.0"
      description = ""
      optional = false
      python-versions = ">=3.7"
      files = [{file = "alpha-1.0-py3-none-any.whl", hash = "sha256:@ALPHA@"}]

      [package.dependencies]
      beta = "*"
      colorama = {version = "*", markers = "platform_system == \\"Windows\\""}

      [[package]]
      name = "beta"
      version = "1.0"
      description = ""
      optional = false
      python-versions = "*"
      files = [{file = "beta-1.0-py3-none-any.whl", hash = "sha256:@BETA@"}]

      [[package]]
      name = "colorama"
      version = "0.4.6"
      description = ""
      optional = false
      python-versions = "*"
      files = [{file = "colorama-0.4.6-py3-none-any.whl", hash = "sha256:@OTHER@"}]

      [metadata]
      lock-version = "2.0"
      python-versions = ">=3.9"
      content-hash = "0"
      """;

  private static final String UV =
      """
      version = 1
      revision = 2
      requires-python = ">=3.9"

      [[package]]
      name = "alpha"
      version = "1.0"
      source = { registry = "https://index.invalid/simple" }
      dependencies = [{ name = "beta" }, { name = "colorama", marker = "sys_platform == 'win32'" }]
      wheels = [{ url = "https://index.invalid/alpha-1.0-py3-none-any.whl", hash = "sha256:@ALPHA@", size = 1 }]

      [[package]]
      name = "beta"
      version = "1.0"
      source = { registry = "https://index.invalid/simple" }
      wheels = [{ url = "https://index.invalid/beta-1.0-py3-none-any.whl", hash = "sha256:@BETA@" }]

      [[package]]
      name = "colorama"
      version = "0.4.6"
      source = { registry = "https://index.invalid/simple" }
      wheels = [{ url = "https://index.invalid/colorama-0.4.6-py3-none-any.whl", hash = "sha256:@OTHER@" }]

      [[package]]
      name = "the-project"
      version = "0.1.0"
      source = { virtual = "." }
      dependencies = [{ name = "alpha" }]
      """;

  private static final String PIPFILE =
      """
      {"_meta": {"hash": {"sha256": "0"}, "pipfile-spec": 6, "requires": {}, "sources": []},
       "default": {
         "alpha": {"hashes": ["sha256:@ALPHA@"], "index": "pypi", "version": "==1.0"},
         "beta": {"hashes": ["sha256:@BETA@"], "version": "==1.0"},
         "colorama": {"hashes": ["sha256:@OTHER@"], "markers": "sys_platform == 'win32'", "version": "==0.4.6"}},
       "develop": {"gamma": {"hashes": ["sha256:@OTHER@"], "version": "==3.0"}}}
      """;

  @Test
  void takesThePinsOfPoetry() throws IOException {
    write("poetry.lock", POETRY);
    takesThePins("poetry.lock");
  }

  @Test
  void takesThePinsOfUv() throws IOException {
    write("uv.lock", UV);
    takesThePins("uv.lock");
  }

  @Test
  void takesThePinsOfPipenv() throws IOException {
    write("Pipfile.lock", PIPFILE);
    takesThePins("Pipfile.lock");
  }

  @Test
  void takesThePinsOfAPylock() throws IOException {
    Run run = bench.lock(index, "alpha==1.0", "beta==1.0");
    assertThat(run.exit()).as("%s", run).isZero();
    takesThePins("pylock.toml");
  }

  @Test
  void constrainsWithoutAsking() throws IOException {
    write("uv.lock", UV);
    Run run = bench.lock(index, "-c", "uv.lock", "beta", "-o", "out.toml");
    assertThat(run.exit()).as("%s", run).isZero();
    assertThat(Files.readString(bench.scratch().work("out.toml")))
        .contains(BETA.sha256())
        .doesNotContain("alpha", "gamma");
  }

  @Test
  void holdsToTheHashes() throws IOException {
    write("Pipfile.lock", PIPFILE.replace("@BETA@", "@OTHER@"));
    Refusal.of(bench.lock(index, "-r", "Pipfile.lock", "--json"))
        .hasCode("unsatisfiable")
        .says("beta", "hash");
  }

  private void refuses(String name, String text, String... parts) throws IOException {
    write(name, text);
    Refusal.of(bench.lock(index, "-r", name, "--json")).says(parts);
    assertThat(bench.scratch().work("pylock.toml")).doesNotExist();
  }

  @Test
  void refusesWhatItCannotBelieve() throws IOException {
    refuses("Pipfile.lock", "{\"default\": [", "Pipfile.lock", "cannot be read");
    refuses("Pipfile.lock", "[]", "a table is expected");
    refuses("Pipfile.lock", PIPFILE.replace("sha256:@BETA@", "md5:abcd"), "`md5` proves nothing");
    refuses("Pipfile.lock", PIPFILE.replace("sha256:@BETA@", "sha256:ab"), "not a hash");
    refuses("Pipfile.lock", PIPFILE.replace("\"==1.0\"", "\"*\""), "pins no version");
    refuses("Pipfile.lock", PIPFILE.replace(": 6", ": 99"), "only 6 is known: 99");
    refuses("poetry.lock", POETRY.replace("\"2.0\"", "\"9.0\""), "only 1 and 2 are known: 9.0");
    refuses("poetry.lock", POETRY.replace("name = \"beta\"", "name = 7"), "a string is expected");
    refuses(
        "poetry.lock",
        POETRY.replace("[metadata]", "[package.source]\ntype = \"git\"\n\n[metadata]"),
        "`git` is no index");
    refuses("uv.lock", UV.replace("version = 1\n", "version = 2\n"), "only 1 is known: 2");
    refuses("uv.lock", UV.replace("{ name = \"alpha\" }", "{ name = \"nobody\" }"), "nobody");
    refuses("uv.lock", "version = 1\n", "pins nothing");
  }
}
