package org.debwright.lock;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.debwright.archive.Archive.ArchivePackage;
import org.debwright.archive.Archive.PackagedProject;
import org.debwright.archive.ArchiveFacts;
import org.debwright.archive.PocketState;
import org.debwright.debian.Architecture;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.Relations;
import org.debwright.debian.Suite;
import org.debwright.debian.TargetPath;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;

/** Reads {@code [tool.debwright.archive]}. */
final class FactsReader {
  // As long as a file name may be; what is longer is no soname.
  private static final int LONGEST = 255;

  private final TomlTable table;

  private FactsReader(TomlTable table) {
    this.table = table;
  }

  /** The facts; empty where so much is wrong that nothing can be made of them. */
  static Optional<ArchiveFacts> read(TomlTable table) {
    return new FactsReader(table).read();
  }

  private Optional<ArchiveFacts> read() {
    Optional<Suite> suite = required(table, "suite", Suite::parse);
    Optional<Architecture> architecture = required(table, "architecture", Architecture::parse);
    // It ends the version of every package.
    Optional<String> label = required(table, "release-label", matching("[a-z0-9.~]{1,20}"));
    Optional<String> digest = required(table, "paths-sha256", matching("[0-9a-f]{64}"));
    if (suite.isEmpty() || architecture.isEmpty() || label.isEmpty() || digest.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ArchiveFacts(
            suite.get(),
            architecture.get(),
            label.get(),
            number(table, "glibc-minor"),
            number(table, "python-major"),
            table.parsed("python", Pep440Version::parse),
            packages(),
            named("providers", "name", PackageName::parse),
            projects(),
            distributions(),
            named("owners", "path", path -> new TargetPath(path).value()),
            named("sonames", "soname", matching("[!-~]{1," + LONGEST + "}")),
            new ArchiveFacts.Paths(number(table, "paths-asked"), digest.get()),
            pockets()));
  }

  private static <T> Optional<T> required(TomlTable table, String key, Function<String, T> parser) {
    table.requiredText(key);
    return table.parsed(key, parser);
  }

  private static Function<String, String> matching(String pattern) {
    return text -> {
      if (!text.matches(pattern)) {
        throw Diagnostic.error(
                "lock-invalid", "`" + text + "` is not of the form `" + pattern + "`")
            .toException();
      }
      return text;
    };
  }

  private static int number(TomlTable table, String key) {
    long value = table.count(key).orElse(-1);
    if (value < 0 || value > Integer.MAX_VALUE) {
      table.problem(key, "a whole number is required");
      return 0;
    }
    return (int) value;
  }

  private SortedMap<PackageName, Optional<ArchivePackage>> packages() {
    SortedMap<PackageName, Optional<ArchivePackage>> packages = new TreeMap<>();
    table
        .parsedTexts("no-packages", PackageName::parse)
        .forEach(n -> packages.put(n, Optional.empty()));
    for (TomlTable row : table.tables("packages")) {
      Optional<PackageName> name = required(row, "name", PackageName::parse);
      Optional<DebianVersion> version = required(row, "version", DebianVersion::parse);
      Optional<Architecture> architecture =
          required(row, "architecture", FactsReader::architecture);
      // They go into control files.
      Optional<String> source = required(row, "source", matching("[a-z0-9][a-z0-9+.-]+"));
      Optional<String> section = required(row, "section", matching("[a-z0-9/+.-]*"));
      Optional<String> priority = required(row, "priority", matching("[a-z]*"));
      Relations provides = row.parsed("provides", Relations::parse).orElse(Relations.NONE);
      if (name.isPresent()
          && version.isPresent()
          && architecture.isPresent()
          && source.isPresent()
          && section.isPresent()
          && priority.isPresent()) {
        ArchivePackage known =
            new ArchivePackage(
                name.get(),
                version.get(),
                architecture.get(),
                source.get(),
                section.get(),
                priority.get(),
                provides);
        packages.put(name.get(), Optional.of(known));
      }
    }
    return packages;
  }

  private static Architecture architecture(String name) {
    return name.equals(Architecture.ALL.name()) ? Architecture.ALL : Architecture.parse(name);
  }

  private <K extends Comparable<? super K>> SortedMap<K, List<PackageName>> named(
      String key, String name, Function<String, K> parser) {
    SortedMap<K, List<PackageName>> answers = new TreeMap<>();
    for (TomlTable row : table.tables(key)) {
      required(row, name, parser)
          .ifPresent(k -> answers.put(k, row.parsedTexts("packages", PackageName::parse)));
    }
    return answers;
  }

  private SortedMap<ProjectName, List<PackagedProject>> projects() {
    SortedMap<ProjectName, List<PackagedProject>> projects = new TreeMap<>();
    table.parsedTexts("no-projects", ProjectName::parse).forEach(n -> projects.put(n, List.of()));
    for (TomlTable row : table.tables("projects")) {
      Optional<ProjectName> project = required(row, "project", ProjectName::parse);
      Optional<PackageName> name = required(row, "package", PackageName::parse);
      Optional<DebianVersion> version = required(row, "package-version", DebianVersion::parse);
      Optional<Pep440Version> upstream = row.parsed("version", Pep440Version::parse);
      List<String> modules =
          row.parsedTexts("modules", matching("[^/\\p{Cntrl}]{1," + LONGEST + "}"));
      if (project.isPresent() && name.isPresent() && version.isPresent()) {
        PackagedProject packaged =
            new PackagedProject(project.get(), upstream, name.get(), version.get(), modules);
        List<PackagedProject> all =
            new ArrayList<>(projects.getOrDefault(project.get(), List.of()));
        all.add(packaged);
        projects.put(project.get(), List.copyOf(all));
      }
    }
    return projects;
  }

  private SortedMap<PackageName, Integer> distributions() {
    SortedMap<PackageName, Integer> counts = new TreeMap<>();
    for (TomlTable row : table.tables("distributions")) {
      required(row, "package", PackageName::parse)
          .ifPresent(name -> counts.put(name, number(row, "count")));
    }
    return counts;
  }

  private List<PocketState> pockets() {
    List<PocketState> pockets = new ArrayList<>();
    for (TomlTable row : table.tables("pockets")) {
      Optional<String> suite = required(row, "suite", matching("[A-Za-z0-9/+._-]{1,100}"));
      Optional<String> digest = required(row, "release-sha256", matching("[0-9a-f]{64}"));
      List<String> components = row.parsedTexts("components", matching("[A-Za-z0-9/+._-]{1,100}"));
      Optional<Instant> date = row.parsed("date", FactsReader::instant);
      String origin = row.parsed("origin", matching("[^\\p{Cntrl}]{1,100}")).orElse("");
      if (suite.isPresent() && digest.isPresent()) {
        pockets.add(new PocketState(origin, suite.get(), components, date, digest.get()));
      }
    }
    return pockets;
  }

  private static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
    } catch (DateTimeException malformed) {
      throw Diagnostic.error("time", "`" + text + "` is no date and time").toException();
    }
  }
}
