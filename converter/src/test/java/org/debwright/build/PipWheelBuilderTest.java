package org.debwright.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.debwright.debian.Architecture;
import org.debwright.debian.Suite;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter;
import org.debwright.python.PythonTarget;
import org.debwright.python.PythonVersion;
import org.debwright.target.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipWheelBuilderTest {
  @TempDir Path directory;

  @Test
  void refusesWhatIsNoSource() throws IOException {
    assertThat(refusal(directory.resolve("missing-1.0.tar.gz"))).isEqualTo("sdist-invalid");
    assertThat(refusal(Files.createFile(directory.resolve("demo.txt")))).isEqualTo("sdist-invalid");
    assertThat(refusal(Files.createDirectory(directory.resolve("empty"))))
        .isEqualTo("project-invalid");
  }

  @Test
  void refusesAnythingWhereBuildingIsForbidden() {
    DebwrightException refusal =
        catchThrowableOfType(
            DebwrightException.class,
            () -> {
              try (WheelBuilder builder = WheelBuilder.refusing()) {
                builder.build(Path.of("demo-1.0.tar.gz"));
              }
            });
    assertThat(refusal.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly("build-forbidden");
  }

  @Test
  void givesTheBuildNothingOfThisMachine() {
    assertThat(BuildVariables.of("/mnt", 7))
        .containsEntry("PIP_CONFIG_FILE", "/dev/null")
        .containsEntry("HOME", "/mnt/home")
        .containsEntry("SOURCE_DATE_EPOCH", "7")
        .containsEntry("LC_ALL", "C.UTF-8")
        .doesNotContainKeys("USER", "JAVA_HOME", "PIP_INDEX_URL");
  }

  private String refusal(Path source) {
    Architecture architecture = Architecture.parse("amd64");
    PythonTarget python =
        PythonTarget.of(new PythonVersion(3, 11), "3.11.2", architecture.machine(), 36);
    Target target = new Target(Suite.parse("bookworm"), architecture, python, "deb12");
    try (PipWheelBuilder builder = new PipWheelBuilder(target, settings())) {
      return catchThrowableOfType(DebwrightException.class, () -> builder.build(source))
          .diagnostics()
          .get(0)
          .code();
    }
  }

  private BuildSettings settings() {
    return new BuildSettings(
        directory.resolve("cache"),
        directory,
        (source, wanted, builder) -> List.of(),
        "",
        new TreeMap<>(),
        PackageFinder.NONE,
        BuildSettings.Network.CUT_OFF,
        OptionalLong.empty(),
        Reporter.SILENT);
  }
}
