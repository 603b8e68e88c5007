package org.debwright.python;

import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;

/** Reads requirements files and those they include, and collects what is wrong in all of them. */
final class RequirementsReader {
  private static final Pattern URL = Pattern.compile("(?i)(https?|file):.*");
  // Files may include each other twice over; nobody has so many.
  private static final int MOST_FILES = 1000;

  private final TextSource source;
  private final Map<String, String> environment;
  private final List<AskedRequirement> requirements = new ArrayList<>();
  private final List<AskedRequirement> constraints = new ArrayList<>();
  private final List<Diagnostic> warnings = new ArrayList<>();
  private final List<Diagnostic> wrong = new ArrayList<>();
  private final Set<String> open = new LinkedHashSet<>();
  private RequirementsOptions options;
  private int files;

  /** What the requirements of a file are. */
  enum Role {
    REQUIREMENT,
    CONSTRAINT
  }

  RequirementsReader(
      TextSource source, Map<String, String> environment, RequirementsOptions options) {
    this.source = source;
    this.environment = environment;
    this.options = options;
  }

  /** Everything read so far. Throws DebwrightException if any of it was wrong. */
  RequirementsInput result() {
    if (!wrong.isEmpty()) {
      throw new DebwrightException(wrong);
    }
    return new RequirementsInput(requirements, constraints, options, warnings);
  }

  /**
   * Reads a file.
   *
   * @param place of the option that names it
   */
  void read(String location, Role role, Location place) {
    if (open.contains(location)) {
      wrong.add(
          Diagnostic.error("requirements-file-cycle", "`" + shown(location) + "` includes itself")
              .because(
                  "it is read by way of "
                      + String.join(", ", open.stream().map(f -> "`" + shown(f) + "`").toList()))
              .at(place));
    } else if (++files > MOST_FILES) {
      wrong.add(
          Diagnostic.error("requirements-file-cycle", "more than " + MOST_FILES + " files")
              .at(place));
    } else {
      open.add(location);
      readLines(location, role, place);
      open.remove(location);
    }
  }

  private void readLines(String location, Role role, Location place) {
    try {
      byte[] content = source.read(location);
      for (LogicalLine line : new RequirementsText(shown(location), environment).lines(content)) {
        readLine(line, role, location);
      }
    } catch (IOException e) {
      wrong.add(
          Diagnostic.error(
                  "requirements-file-unreadable", "`" + shown(location) + "` cannot be read")
              .because(reason(e))
              .at(place));
    } catch (DebwrightException e) {
      wrong.addAll(e.diagnostics());
    }
  }

  private static String reason(IOException e) {
    return Credentials.masked(
        e instanceof java.nio.file.NoSuchFileException
            ? "there is no such file"
            : String.valueOf(e.getMessage()));
  }

  private static String shown(String location) {
    return Credentials.masked(location);
  }

  private void readLine(LogicalLine line, Role role, String file) {
    try {
      int split = optionsStart(line.text());
      String head = PythonText.strip(line.text().substring(0, split));
      List<LineOptions.Given> given =
          LineOptions.parse(new SourceText.Slice(line, split, line.text().length()));
      Optional<SourceText> asked =
          head.isEmpty()
              ? first(given, RequirementsOption.EDITABLE).map(LineOptions.Given::valueText)
              : Optional.of(new SourceText.Slice(line, 0, head.length()));
      if (asked.isPresent()) {
        require(asked.get(), head.isEmpty(), given, role);
      } else {
        given.forEach(option -> apply(option, file));
      }
    } catch (DebwrightException e) {
      wrong.addAll(e.diagnostics());
    }
  }

  // pip splits at blanks: options begin with the first word that begins with a hyphen.
  private static int optionsStart(String text) {
    for (int i = 0; i < text.length(); i++) {
      boolean wordStart = i == 0 || text.charAt(i - 1) == ' ' || text.charAt(i - 1) == '\t';
      if (wordStart && text.charAt(i) == '-') {
        return i;
      }
    }
    return text.length();
  }

  private static Optional<LineOptions.Given> first(
      List<LineOptions.Given> given, RequirementsOption option) {
    return given.stream().filter(each -> each.option() == option).findFirst();
  }

  private void require(
      SourceText text, boolean editable, List<LineOptions.Given> given, Role role) {
    SortedSet<Hash> hashes = new TreeSet<>();
    List<String> settings = new ArrayList<>();
    for (LineOptions.Given option : given) {
      switch (option.option()) {
        case HASH -> hashes.add(HashOption.parse(option.value(), option.where()));
        case CONFIG_SETTINGS -> settings.add(setting(option));
        case EDITABLE -> refuseSecond(option, text);
        default -> ignored(option, "the line asks for a project, so pip ignores it");
      }
    }
    AskedRequirement.Mode mode =
        editable ? AskedRequirement.Mode.EDITABLE : AskedRequirement.Mode.REGULAR;
    AskedRequirement asked = new AskedParser(hashes, settings, mode).parse(text);
    if (role == Role.CONSTRAINT) {
      constraints.add(checkedConstraint(asked));
    } else {
      requirements.add(asked);
    }
  }

  private static String setting(LineOptions.Given option) {
    if (option.value().indexOf('=') < 1) {
      throw Diagnostic.error(
              "requirements-option-invalid", "`" + option.name() + "` needs `key=value`")
          .at(option.where())
          .toException();
    }
    return option.value();
  }

  private static void refuseSecond(LineOptions.Given option, SourceText asked) {
    if (option.valueText() != asked) {
      throw Diagnostic.error("requirements-option-invalid", "a line can ask for one project only")
          .at(option.where())
          .toException();
    }
  }

  // pip, "Constraints Files": a name and versions or a URL, nothing more.
  private static AskedRequirement checkedConstraint(AskedRequirement asked) {
    String why = "";
    if (asked.project().isEmpty()) {
      why = "a constraint must have a name: `name @ URL`";
    } else if (!asked.extras().isEmpty()) {
      why = "a constraint cannot ask for extras";
    } else if (asked instanceof AskedRequirement.ByLocation place
        && place.mode() == AskedRequirement.Mode.EDITABLE) {
      why = "a constraint cannot be editable";
    }
    if (!why.isEmpty()) {
      throw Diagnostic.error("constraint-invalid", "this is not a constraint")
          .because(why)
          .at(asked.where())
          .toException();
    }
    return asked;
  }

  private void apply(LineOptions.Given option, String file) {
    String value = option.value();
    switch (option.option()) {
      case REQUIREMENT -> read(resolved(value, file), Role.REQUIREMENT, option.where());
      case CONSTRAINT -> read(resolved(value, file), Role.CONSTRAINT, option.where());
      case INDEX_URL -> options = options.withIndexUrl(value);
      case EXTRA_INDEX_URL -> options = options.withExtraIndexUrl(value);
      case FIND_LINKS -> options = options.withFindLinks(beside(value, file));
      case TRUSTED_HOST -> options = options.withTrustedHost(value);
      case NO_INDEX -> options = options.with(RequirementsOptions.Switch.NO_INDEX);
      case PREFER_BINARY -> options = options.with(RequirementsOptions.Switch.PREFER_BINARY);
      case REQUIRE_HASHES -> options = options.with(RequirementsOptions.Switch.REQUIRE_HASHES);
      case NO_REQUIRE_HASHES ->
          options = options.without(RequirementsOptions.Switch.REQUIRE_HASHES);
      case NO_BINARY, ONLY_BINARY, ALL_RELEASES, ONLY_FINAL, PRE -> choose(option);
      case USE_FEATURE -> ignored(option, "it switches something inside pip");
      case HASH, CONFIG_SETTINGS -> ignored(option, "the line asks for no project");
      case EDITABLE,
          INSTALL_OPTION,
          GLOBAL_OPTION,
          USE_WHEEL,
          PROCESS_DEPENDENCY_LINKS,
          ALLOW_EXTERNAL,
          ALWAYS_UNZIP ->
          throw new IllegalStateException("not an option of its own line: " + option.name());
    }
  }

  private void choose(LineOptions.Given option) {
    try {
      options =
          switch (option.option()) {
            case NO_BINARY -> options.withNoBinary(option.value());
            case ONLY_BINARY -> options.withOnlyBinary(option.value());
            case ONLY_FINAL -> options.withOnlyFinal(option.value());
            case ALL_RELEASES -> options.withAllReleases(option.value());
            default -> options.withAllReleases(":all:");
          };
    } catch (DebwrightException e) {
      e.diagnostics().forEach(diagnostic -> wrong.add(diagnostic.at(option.where())));
    }
  }

  private void ignored(LineOptions.Given option, String why) {
    warnings.add(
        Diagnostic.warning("requirements-option-ignored", "`" + option.name() + "` has no effect")
            .because(why)
            .at(option.where()));
  }

  // pip: relative to the including file.
  private static String resolved(String nested, String file) {
    try {
      if (URL.matcher(nested).matches()) {
        return nested;
      }
      return URL.matcher(file).matches()
          ? URI.create(file).resolve(nested).toString()
          : Path.of(file).resolveSibling(nested).normalize().toString();
    } catch (InvalidPathException e) {
      // Whoever reads it will say what is wrong with it.
      return nested;
    } catch (IllegalArgumentException e) {
      return nested;
    }
  }

  private String beside(String location, String file) {
    if (location.contains(":") || URL.matcher(file).matches()) {
      return location;
    }
    String sibling = resolved(location, file);
    return source.exists(sibling) ? sibling : location;
  }
}
