package org.debwright.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks a Python that is a shell script and counts how often it is started. */
class PipConfigurationTest {
  @TempDir Path directory;
  private Path starts;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void install() throws IOException {
    starts = directory.resolve("starts");
    Path python = Files.createDirectory(directory.resolve("bin")).resolve("python3");
    Files.writeString(
        python,
        """
        #!/bin/sh
        echo >> %s
        cat <<END
        index_url=https%%3A%%2F%%2Fuser%%3Ap%%2540w%%40index.example%%2Fsimple
        find_links=%%2Fmy%%20wheels
        find_links=other
        cert=
        no_index=False
        pre=True
        timeout=2.5
        retries=7
        trusted_hosts=$PIP_TRUSTED_HOST
        file=%s
        pip=23.0
        END
        """
            .formatted(starts, directory.resolve("pip.conf")));
    Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwxr-xr-x"));
    environment.put("PATH", directory.resolve("bin") + ":/usr/bin:/bin");
  }

  private PipConfiguration find() {
    return PipConfiguration.find(environment, directory.resolve("cache")).orElseThrow();
  }

  private int starts() throws IOException {
    return Files.readAllLines(starts).size();
  }

  @Test
  void readsWhatPipSays() {
    PipConfiguration pip = find();
    assertThat(pip.indexUrl()).contains("https://user:p%40w@index.example/simple");
    assertThat(pip.findLinks()).isEqualTo(List.of("/my wheels", "other"));
    assertThat(pip.cert()).isEmpty();
    assertThat(pip.pre()).isTrue();
    assertThat(pip.noIndex()).isFalse();
    assertThat(pip.timeoutSeconds()).isEqualTo(2.5);
    assertThat(pip.retries()).isEqualTo(7);
  }

  @Test
  void startsPythonOnce() throws IOException {
    assertThat(find()).isEqualTo(find());
    assertThat(starts()).isEqualTo(1);
  }

  @Test
  void asksAgainWhenAConfigurationFileAppears() throws IOException {
    find();
    Files.writeString(directory.resolve("pip.conf"), "[global]\n");
    find();
    assertThat(starts()).isEqualTo(2);
  }

  @Test
  void asksAgainWhenTheEnvironmentDiffers() throws IOException {
    find();
    environment.put("PIP_TRUSTED_HOST", "h.example");
    assertThat(find().trustedHosts()).containsExactly("h.example");
    assertThat(starts()).isEqualTo(2);
  }
}
