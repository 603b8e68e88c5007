package org.debwright.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.debwright.deb.Compression;
import org.debwright.debian.PackageName;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.job.PackageSettings;
import org.debwright.python.ProjectName;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the packages are like. */
final class PackageOptions {
  @Mixin MaintainerOption maintainer = new MaintainerOption();

  @Option(
      names = "--revision",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "the N of `+dwN` in versions; raise it to publish the same release anew (${DEFAULT-VALUE})")
  int revision = 1;

  @Option(
      names = "--compression",
      paramLabel = "KIND[:LEVEL]",
      defaultValue = "xz",
      description = "xz, xz-java, zstd, gzip or none (${DEFAULT-VALUE}; bullseye reads no zstd)")
  String compression = "xz";

  @Option(
      names = "--name",
      paramLabel = "PROJECT=PACKAGE",
      description = "call the package of a project so, not as the suite does; may be repeated")
  Map<String, String> names = new LinkedHashMap<>();

  /** These options in the words of the core. */
  PackageSettings settings(Map<String, String> environment) {
    if (revision < 1) {
      throw Diagnostic.error("revision-invalid", "revision " + revision + " is too low")
          .because("revisions count from 1")
          .toException();
    }
    return new PackageSettings(
        maintainer.of(environment), revision, Compression.parse(compression), names());
  }

  private Map<ProjectName, PackageName> names() {
    Map<ProjectName, PackageName> parsed = new LinkedHashMap<>();
    names.forEach(
        (project, name) -> parsed.put(ProjectName.parse(project), PackageName.parse(name)));
    return parsed;
  }
}
