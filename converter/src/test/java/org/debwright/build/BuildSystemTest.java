package org.debwright.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.python.ProjectName;
import org.debwright.python.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * PEP 517: "If the pyproject.toml file is absent, or the build-backend key is missing, the source
 * tree is not using this specification, and tools should revert to the legacy behaviour".
 */
class BuildSystemTest {
  @TempDir Path directory;

  @Test
  void readsTheTable() {
    BuildSystem system =
        parse(
            """
            [project]
            name = "Demo_Project"
            [build-system]
            requires = ["hatchling>=1", "tomli; python_version < '3.11'"]
            build-backend = "backend.sub:object.attribute"
            backend-path = ["tools/build", "."]
            """);

    assertThat(system.requires())
        .containsExactly(
            Requirement.parse("hatchling>=1"), Requirement.parse("tomli; python_version < '3.11'"));
    assertThat(system.backend()).isEqualTo("backend.sub:object.attribute");
    assertThat(system.backendPath()).containsExactly("tools/build", ".");
    assertThat(system.project()).contains(new ProjectName("demo-project"));
  }

  @Test
  void revertsToSetuptoolsWhereTheFileOrItsTableIsAbsent() throws IOException {
    assertThat(BuildSystem.of(directory, "")).isEqualTo(BuildSystem.LEGACY);
    assertThat(parse("[tool.black]\nline-length = 3\n")).isEqualTo(BuildSystem.LEGACY);
  }

  @Test
  void revertsToSetuptoolsWhereNoBackendIsNamedAndKeepsWhatIsRequired() {
    BuildSystem system = parse("[build-system]\nrequires = ['cython<3']\n");

    assertThat(system.backend()).isEqualTo("setuptools.build_meta:__legacy__");
    assertThat(system.requires())
        .containsExactly(Requirement.parse("cython<3"), Requirement.parse("setuptools>=40.8.0"));
  }

  @Test
  void readsTheFileOfTheSubdirectoryAlone() throws IOException {
    String inner = "[build-system]\nrequires = []\nbuild-backend = 'inner'\n";
    Path archive = zip("demo-1.0/pyproject.toml", "rubbish", "demo-1.0/sub/pyproject.toml", inner);
    Path tree = Files.createDirectories(directory.resolve("tree/sub"));
    Files.writeString(tree.resolve("pyproject.toml"), inner);

    assertThat(BuildSystem.of(archive, "sub").backend()).isEqualTo("inner");
    assertThat(BuildSystem.of(tree.getParent(), "sub").backend()).isEqualTo("inner");
    assertThat(BuildSystem.of(zip("demo-1.0/a/pyproject.toml", inner), ""))
        .isEqualTo(BuildSystem.LEGACY);
  }

  @Test
  void followsNoLink() throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), "not TOML");
    Path tree = Files.createDirectory(directory.resolve("tree"));
    Files.createSymbolicLink(tree.resolve("pyproject.toml"), secret);

    assertThat(BuildSystem.of(tree, "")).isEqualTo(BuildSystem.LEGACY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "[build-system | it is no TOML",
        "[build-system] | has no `requires`",
        "build-system = 1 | has no `requires`",
        "build-system.requires = 'x' | `requires` is no array",
        "build-system.requires = [1] | holds what is no text",
        "build-system.requires = ['=='] | it asks for",
        "build-system = {requires=[], build-backend=1} | no `module` or `module:object`",
        "build-system = {requires=[], build-backend='os;x'} | no `module` or `module:object`",
        "build-system = {requires=[], build-backend='a', backend-path=['/etc']} | leads out",
        "build-system = {requires=[], build-backend='a', backend-path=['a/../..']} | leads out",
      })
  void refuses(String text, String why) {
    DebwrightException refusal = catchThrowableOfType(DebwrightException.class, () -> parse(text));
    assertThat(refusal.diagnostics()).hasSize(1);
    assertThat(refusal.diagnostics().get(0).code()).isEqualTo("build-system-invalid");
    assertThat(refusal.diagnostics().get(0).why()).contains(why);
  }

  @Test
  void refusesWhatIsTooLongOrNestedTooDeep() {
    for (String text : new String[] {"#".repeat(1 << 21), "a = " + "[".repeat(100_000)}) {
      DebwrightException refusal =
          catchThrowableOfType(DebwrightException.class, () -> parse(text));
      assertThat(refusal.diagnostics().get(0).code()).isEqualTo("build-system-invalid");
    }
  }

  private static BuildSystem parse(String text) {
    return BuildSystem.parse(text.getBytes(StandardCharsets.UTF_8), "demo/pyproject.toml");
  }

  private Path zip(String... namesAndTexts) throws IOException {
    Path file = directory.resolve("demo-1.0.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
        zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return file;
  }
}
