package org.debwright.lock;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.debwright.debian.Architecture;
import org.debwright.debian.Suite;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;
import org.debwright.diagnostic.Reporter;
import org.debwright.python.Marker;
import org.debwright.python.ProjectName;
import org.debwright.python.PythonVersion;
import org.debwright.python.SpecifierSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/** Reads {@code pylock.toml} (PEP 751), ours or another tool's, and believes nothing unchecked. */
public final class PylockReader {
  private static final Pattern VERSION = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})");
  private static final TomlMapper TOML = new TomlMapper();

  private final Location where;
  private final Reporter reporter;
  private final List<Diagnostic> problems = new ArrayList<>();

  private PylockReader(String source, Reporter reporter) {
    this.where = Location.of(source);
    this.reporter = reporter;
  }

  /**
   * Reads the text of a lock.
   *
   * @param source the file, for messages
   * @throws DebwrightException with everything that is wrong, code {@code lock-invalid} or {@code
   *     lock-version}
   */
  public static Lock read(String text, String source, Reporter reporter) {
    PylockReader reader = new PylockReader(source, reporter);
    TomlTable top = new TomlTable(reader.parse(text), "", reader.where, reader.problems);
    reader.checkVersion(top);
    Lock lock = reader.lock(top);
    if (!reader.problems.isEmpty()) {
      throw new DebwrightException(reader.problems);
    }
    return lock;
  }

  private JsonNode parse(String text) {
    try {
      return TOML.readTree(text);
    } catch (JacksonException malformed) {
      int line = malformed.getLocation() == null ? 0 : malformed.getLocation().getLineNr();
      throw Diagnostic.error("lock-invalid", "the lock file is no TOML")
          .because(firstLine(malformed.getOriginalMessage()))
          .at(new Location(where.source(), Math.max(0, line), 0, "", 0))
          .toException();
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
  }

  /**
   * PEP 751, "Versioning": another major is refused, a newer minor may mean what we do not know.
   */
  private void checkVersion(TomlTable top) {
    String version = top.requiredText("lock-version").orElse("1.0");
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) != 1) {
      throw Diagnostic.error("lock-version", "lock version `" + version + "` cannot be read")
          .because("only versions 1.x are known")
          .at(where)
          .toException();
    }
    if (Integer.parseInt(matcher.group(2)) > 0) {
      reporter.report(
          Diagnostic.warning("lock-version", "lock version `" + version + "` is newer than 1.0")
              .because("what it adds is not understood")
              .at(where));
    }
  }

  private Lock lock(TomlTable top) {
    if (!top.has("packages")) {
      top.problem("packages", "it is required");
    }
    List<LockedPackage> packages = new ArrayList<>();
    Set<ProjectName> unconditional = new HashSet<>();
    for (TomlTable entry : top.tables("packages")) {
      Optional<LockedPackage> read = new PackageReader(entry).read();
      read.filter(locked -> locked.marker().isEmpty() && !unconditional.add(locked.name()))
          .ifPresent(locked -> entry.problem("name", "`" + locked.name() + "` is there twice"));
      read.ifPresent(packages::add);
    }
    Optional<TomlTable> own = top.table("tool").flatMap(tool -> tool.table("debwright"));
    return new Lock(
        top.parsedTexts("environments", text -> Marker.parse(text).toString()),
        top.parsed("requires-python", SpecifierSet::parse).orElse(SpecifierSet.ANY),
        new Lock.Choices(
            names(top, "extras"), names(top, "dependency-groups"), names(top, "default-groups")),
        top.requiredText("created-by").orElse(""),
        packages,
        own.map(SuppliesReader::read).orElse(List.of()),
        own.flatMap(PylockReader::target),
        own.map(BuildsText::read).orElse(List.of()),
        own.flatMap(table -> table.table("archive")).flatMap(FactsReader::read));
  }

  private static SortedSet<ProjectName> names(TomlTable top, String key) {
    return new TreeSet<>(top.parsedTexts(key, ProjectName::parse));
  }

  private static Optional<LockedTarget> target(TomlTable table) {
    Optional<Suite> suite = table.parsed("suite", Suite::parse);
    Optional<Architecture> architecture = table.parsed("architecture", Architecture::parse);
    Optional<PythonVersion> python = table.parsed("python", PythonVersion::parse);
    Optional<String> policy = table.requiredText("policy");
    SortedMap<String, String> options = new TreeMap<>();
    table
        .table("options")
        .ifPresent(
            values ->
                values.keys().forEach(key -> values.text(key).ifPresent(v -> options.put(key, v))));
    if (suite.isEmpty() || architecture.isEmpty() || python.isEmpty() || policy.isEmpty()) {
      table.problem("suite", "suite, architecture, python and policy belong together");
      return Optional.empty();
    }
    return Optional.of(
        new LockedTarget(
            suite.get(),
            architecture.get(),
            python.get(),
            policy.get(),
            table.text("maintainer"),
            options));
  }
}
