package org.debwright.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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
  void givesTheBuildNothingOfThisMachineButPipsSettings() throws IOException {
    Path certificates = Files.writeString(directory.resolve("ca.pem"), "pem");
    Path desk = Desk.create(directory);

    Map<String, String> environment =
        PipEnvironment.of(settings(Map.of("PIP_INDEX_URL", "file:///x"), certificates), desk, 7);

    assertThat(environment)
        .containsEntry("PIP_INDEX_URL", "file:///x")
        .containsEntry("PIP_CERT", "DESK/home/authorities.pem")
        .containsEntry("PIP_CONFIG_FILE", "/dev/null")
        .containsEntry("HOME", "DESK/home")
        .containsEntry("SOURCE_DATE_EPOCH", "7")
        .containsEntry("LC_ALL", "C.UTF-8")
        .doesNotContainKeys("USER", "JAVA_HOME");
    assertThat(desk.resolve("home/authorities.pem")).hasContent("pem");
  }

  private String refusal(Path source) {
    Architecture architecture = Architecture.parse("amd64");
    PythonTarget python =
        PythonTarget.of(new PythonVersion(3, 11), "3.11.2", architecture.machine(), 36);
    Target target = new Target(Suite.parse("bookworm"), architecture, python, "deb12");
    try (PipWheelBuilder builder =
        new PipWheelBuilder(target, settings(Map.of(), directory.resolve("none")))) {
      return catchThrowableOfType(DebwrightException.class, () -> builder.build(source))
          .diagnostics()
          .get(0)
          .code();
    }
  }

  private BuildSettings settings(Map<String, String> pip, Path certificates) {
    return new BuildSettings(
        directory.resolve("cache"),
        directory,
        pip,
        Optional.of(certificates),
        OptionalLong.empty(),
        Reporter.SILENT);
  }
}
