package org.debwright.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracle is pip: what is read without it must be what it says. */
class PipFilesTest {
  private static final Path PYTHON = Path.of("/usr/bin/python3");

  @TempDir Path home;

  private Map<String, String> environment(String... more) {
    Map<String, String> environment =
        new HashMap<>(Map.of("HOME", home.toString(), "PATH", "/usr/bin:/bin"));
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    return environment;
  }

  private void write(String place, String content) throws IOException {
    Path file = home.resolve(place);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content.replace(';', '\n'));
  }

  private void readsAsPip(Map<String, String> environment) {
    Optional<PipConfiguration> pips =
        new PipQuestion(environment, home.resolve("cache"), /* needsIndex= */ true).asked(PYTHON);
    assumeThat(pips).as("Debian's python3-pip").isPresent();
    assertThat(PipFiles.read(environment, PYTHON)).isEqualTo(pips);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[global];index-url = https://a.example/simple",
        "[global];index_url: https://a.example/simple;# no;timeout = 7.5;retries=2",
        "[global];index-url=https://a.example/s;[download];index-url=https://b.example/s;pre = yes",
        "[install];pre=yes;[global];index-url=https://a.example/s;extra-index-url =; "
            + " https://b.example;  https://c.example;trusted-host=one two",
        "[global];INDEX-URL=https://a.example/s;no-index = On;prefer-binary=1;require-hashes=false",
        "[global];index-url=https://a.example/s;cert=/x/ca.pem;client-cert=/x/me.pem;proxy=p:1;"
            + "find-links=/wheels;   more/wheels;verbose=1",
      })
  void readsFilesAsPipDoes(String content) throws IOException {
    write(".config/pip/pip.conf", content);
    readsAsPip(environment());
  }

  @Test
  void ranksPlacesAsPipDoes() throws IOException {
    write(".pip/pip.conf", "[global];index-url=https://old.example/s;retries=1;timeout=3");
    write("x/pip/pip.conf", "[global];index-url=https://new.example/s;retries=2");
    readsAsPip(environment("XDG_CONFIG_HOME", home.resolve("x").toString(), "PIP_RETRIES", "9"));
  }

  @Test
  void readsVariablesAsPipDoes() {
    readsAsPip(
        environment(
            "PIP_INDEX_URL", "https://a.example/s",
            "PIP_EXTRA_INDEX_URL", "https://b.example https://c.example",
            "PIP_DEFAULT_TIMEOUT", "60",
            "PIP_NO_CACHE_DIR", "1",
            "PIP_PROXY", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[global];index-url",
        "index-url=https://a.example",
        "[global];index-url=https://a.example;[global];pre=1",
        "[global];pre=perhaps",
        "[global];only-binary=:all:",
        "[global];index-url=",
        "[global];index-url=a;;  b",
      })
  void leavesToPipWhatIsNotPlain(String content) throws IOException {
    write(".config/pip/pip.conf", content);
    assertThat(PipFiles.read(environment(), PYTHON)).isEmpty();
  }

  @Test
  void leavesToPipWhereItLooksElsewhere() {
    assertThat(PipFiles.read(environment("PIP_CONFIG_FILE", "/x/pip.conf"), PYTHON)).isEmpty();
    assertThat(PipFiles.read(environment("PYTHONHOME", "/x"), PYTHON)).isEmpty();
    assertThat(PipFiles.read(environment(), Path.of("/usr/bin/env-that-is-not-there"))).isEmpty();
  }
}
