package org.debwright.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.debwright.archive.Archive.ArchivePackage;
import org.debwright.archive.Archive.PackagedProject;
import org.debwright.archive.ArchiveFacts;
import org.debwright.archive.PocketState;
import org.debwright.archive.RecordedArchive;
import org.debwright.debian.Architecture;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.Relations;
import org.debwright.debian.Suite;
import org.debwright.debian.TargetPath;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/** What a lock remembers of a suite's archive. */
final class FactsTest {
  private static final PackageName YAML = new PackageName("python3-yaml");
  private static final PackageName NONE = new PackageName("python3-none");

  private static ArchiveFacts facts() {
    DebianVersion version = DebianVersion.parse("1:6.0-3+b2");
    ArchivePackage known =
        new ArchivePackage(
            YAML,
            version,
            Architecture.parse("amd64"),
            "pyyaml",
            "python",
            "optional",
            Relations.parse("python3.11-yaml"));
    TreeMap<PackageName, Optional<ArchivePackage>> packages = new TreeMap<>();
    packages.put(YAML, Optional.of(known));
    packages.put(NONE, Optional.empty());
    TreeMap<PackageName, List<PackageName>> providers = new TreeMap<>();
    providers.put(NONE, List.of());
    TreeMap<ProjectName, List<PackagedProject>> projects = new TreeMap<>();
    projects.put(
        new ProjectName("pyyaml"),
        List.of(
            new PackagedProject(
                new ProjectName("pyyaml"),
                Optional.of(Pep440Version.parse("6.0")),
                YAML,
                version,
                List.of("_yaml", "yaml"))));
    projects.put(new ProjectName("none"), List.of());
    TreeMap<PackageName, Integer> counts = new TreeMap<>();
    counts.put(YAML, 1);
    TreeMap<String, List<PackageName>> owners = new TreeMap<>();
    owners.put("/usr/bin/\"odd\" ü", List.of(YAML));
    TreeMap<String, List<PackageName>> sonames = new TreeMap<>();
    sonames.put("libyaml-0.so.2", List.of(new PackageName("libyaml-0-2")));
    return new ArchiveFacts(
        Suite.parse("bookworm"),
        Architecture.parse("amd64"),
        "deb12",
        36,
        3,
        Optional.of(Pep440Version.parse("3.11.2")),
        packages,
        providers,
        projects,
        counts,
        owners,
        sonames,
        new ArchiveFacts.Paths(7, "ab".repeat(32)),
        List.of(
            new PocketState(
                "Debian",
                "bookworm",
                List.of("main"),
                Optional.of(Instant.parse("2026-07-11T10:16:37Z")),
                "cd".repeat(32))));
  }

  private static String text() {
    TomlText toml = new TomlText();
    FactsWriter.write(facts(), toml);
    return toml.toString();
  }

  private final List<Diagnostic> problems = new ArrayList<>();

  private Optional<ArchiveFacts> read(String text) {
    JsonNode top = new TomlMapper().readTree(text);
    JsonNode table = top.path("tool").path("debwright").path("archive");
    return FactsReader.read(new TomlTable(table, "archive", Location.of("test"), problems));
  }

  @Test
  void areReadAsTheyWereWritten() {
    assertThat(read(text())).contains(facts());
    assertThat(problems).isEmpty();
  }

  @Test
  void areRefusedWhereTheyWouldReachControlFiles() {
    for (String[] lie :
        new String[][] {
          {"release-label = \"deb12\"", "release-label = \"deb12\\nDepends: x\""},
          {"\"pyyaml\", section", "\"py yaml\", section"},
          {"1:6.0-3+b2", "1:6.0 3"},
          {"section = \"python\"", "section = \"a\\nb\""},
          {"/usr/bin/", "/usr/../bin/"},
          {"glibc-minor = 36", "glibc-minor = -1"},
          {"count = 1", "count = \"1\""},
          {"\"_yaml\"", "\"../_yaml\""},
          {"abab", "zzzz"},
        }) {
      problems.clear();
      assertThat(text()).contains(lie[0]);
      read(text().replace(lie[0], lie[1]));
      assertThat(problems).as(lie[1]).isNotEmpty();
    }
  }

  @Test
  void answerWhatWasAskedAndNothingElse() {
    RecordedArchive archive = new RecordedArchive(facts());
    assertThat(archive.find(YAML)).isPresent();
    assertThat(archive.find(NONE)).isEmpty();
    assertThat(archive.packaged(new ProjectName("none"), 3)).isEmpty();
    PackageName other = new PackageName("python3-other");
    assertThatThrownBy(() -> archive.find(other))
        .isInstanceOf(DebwrightException.class)
        .hasMessageContaining("python3-other");
    assertThatThrownBy(() -> archive.packaged(new ProjectName("pyyaml"), 2))
        .isInstanceOf(DebwrightException.class);
  }

  @Test
  void tellOtherPathsFromThoseThatWereAskedAbout() {
    RecordedArchive archive = new RecordedArchive(facts());
    assertThat(archive.owners(new TargetPath("/usr/bin/free"))).isEmpty();
    assertThatThrownBy(archive::requireSamePaths)
        .isInstanceOf(DebwrightException.class)
        .hasMessageContaining("paths");
  }
}
