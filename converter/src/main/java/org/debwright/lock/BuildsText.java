package org.debwright.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.lock.LockedBuild.Input;
import org.debwright.python.DistributionFilename;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;

/** {@code [[tool.debwright.builds]]}: what sources were built with. */
final class BuildsText {
  private BuildsText() {}

  static void write(List<LockedBuild> builds, TomlText toml) {
    for (LockedBuild build : builds) {
      toml.table("[[tool.debwright.builds]]");
      toml.value("source", TomlText.quoted(build.source()));
      toml.value("sha256", TomlText.quoted(build.sha256()));
      if (build.inputs().isEmpty()) {
        toml.value("requires", "[]");
      } else {
        toml.lines("requires", build.inputs().stream().map(BuildsText::row).toList());
      }
    }
  }

  private static String row(Input input) {
    String file = PylockWriter.file(input.file(), Optional.empty());
    return "{ project = %s, version = %s, %s"
        .formatted(
            TomlText.quoted(input.project().normalized()),
            TomlText.quoted(input.version().toString()),
            file.substring(2));
  }

  /** Empty where none were recorded. */
  static List<LockedBuild> read(TomlTable own) {
    List<LockedBuild> builds = new ArrayList<>();
    for (TomlTable table : own.tables("builds")) {
      Optional<String> source = table.requiredText("source");
      table.requiredText("sha256");
      Optional<String> sha256 = table.parsed("sha256", BuildsText::digest);
      List<Input> inputs = new ArrayList<>();
      for (TomlTable row : table.tables("requires")) {
        input(row).ifPresent(inputs::add);
      }
      if (source.isPresent() && sha256.isPresent()) {
        builds.add(new LockedBuild(source.get(), sha256.get(), inputs));
      }
    }
    return builds;
  }

  private static Optional<Input> input(TomlTable row) {
    row.requiredText("project");
    row.requiredText("version");
    Optional<ProjectName> project = row.parsed("project", ProjectName::parse);
    Optional<Pep440Version> version = row.parsed("version", Pep440Version::parse);
    Optional<LockedFile> file = PackageReader.file(row);
    if (project.isEmpty() || version.isEmpty() || file.isEmpty()) {
      return Optional.empty();
    }
    boolean fits =
        DistributionFilename.parse(file.get().name(), project.get())
            .filter(name -> name.version().equals(version.get()))
            .isPresent();
    if (!fits) {
      row.problem("name", "it is no release file of that project and version");
      return Optional.empty();
    }
    return Optional.of(new Input(project.get(), version.get(), file.get()));
  }

  private static String digest(String text) {
    if (!text.matches("[0-9a-f]{64}")) {
      throw Diagnostic.error("lock-invalid", "64 hexadecimal digits are expected").toException();
    }
    return text;
  }
}
