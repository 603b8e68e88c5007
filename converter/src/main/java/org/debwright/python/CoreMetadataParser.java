package org.debwright.python;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;
import org.debwright.diagnostic.Reporter;

/** Reads core metadata: refuses what makes them unusable, warns of what pip passes over. */
final class CoreMetadataParser {
  // The largest METADATA seen has 0.5 MiB; dependencies, 400.
  private static final int MOST_BYTES = 16 << 20;
  private static final int MOST_HEADERS = 100_000;

  // Long lists of authors have some 10,000 characters, a licence's text 50,000.
  private static final int LONGEST_FIELD = 1 << 16;
  private static final int LONGEST_TEXT = 1 << 20;
  private static final int LONGEST_DESCRIPTION = 4 << 20;
  // Fields of a package's control file (Policy 5.3) that change what is installed.
  private static final Pattern INJECTED =
      Pattern.compile(
          "(?i)\\s*((?:Pre-)?Depends|Recommends|Suggests|Enhances|Conflicts|Breaks|Replaces|Provides"
              + "|Essential|Protected|Important|Multi-Arch|Priority|Package|Architecture)\\s*:.*");

  private static final Pattern FORMAT = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})");
  private static final int NEWEST_MINOR = 6;

  private final String source;
  private final Reporter reporter;
  private final List<Diagnostic> wrong = new ArrayList<>();
  private final Map<String, List<String>> fields = new LinkedHashMap<>();
  private final Map<String, List<Integer>> linesOf = new LinkedHashMap<>();

  CoreMetadataParser(String source, Reporter reporter) {
    this.source = source;
    this.reporter = reporter;
  }

  CoreMetadata parse(byte[] content) {
    if (content.length > MOST_BYTES) {
      throw invalid("at most 16 MiB are read: " + content.length + " B").toException();
    }
    HeaderParser.Message message = HeaderParser.parse(content);
    if (message.headers().size() > MOST_HEADERS) {
      throw invalid("at most " + MOST_HEADERS + " headers are read").toException();
    }
    message.headers().forEach(this::take);
    String format = format();
    Optional<ProjectName> name = required("Name", CoreMetadataParser::projectName);
    Optional<Pep440Version> version = required("Version", Pep440Version::tryParse);
    List<Requirement> requiresDist = requiresDist();
    if (!wrong.isEmpty()) {
      throw new DebwrightException(wrong);
    }
    return new CoreMetadata(
        format,
        name.orElseThrow(),
        first("Name"),
        version.orElseThrow(),
        requiresDist,
        requiresPython(),
        providesExtra(),
        first("Summary"),
        description(message.body()),
        unmodifiable());
  }

  private void take(HeaderParser.Header header) {
    String field = MetadataField.spelling(header.name());
    checkLength(field, header.value());
    checkLines(field, header);
    String value = MetadataField.clean(field, header.value());
    if (!value.equals("UNKNOWN") || field.equals("Name")) {
      fields.computeIfAbsent(field, key -> new ArrayList<>()).add(value);
      linesOf.computeIfAbsent(field, key -> new ArrayList<>()).add(header.line());
    }
  }

  private void checkLength(String field, String value) {
    int longest =
        switch (field) {
          case "Description" -> LONGEST_DESCRIPTION;
          case "License" -> LONGEST_TEXT;
          default -> LONGEST_FIELD;
        };
    if (value.length() > longest) {
      throw invalid("`" + field + "` has at most " + longest + " characters: " + value.length())
          .toException();
    }
  }

  /** A field of one line whose further lines are meant to begin fields of a control file. */
  private void checkLines(String field, HeaderParser.Header header) {
    if (MetadataField.isText(field)) {
      return;
    }
    header
        .value()
        .lines()
        .skip(1)
        .map(INJECTED::matcher)
        .filter(Matcher::matches)
        .findFirst()
        .ifPresent(
            found ->
                wrong.add(
                    Diagnostic.error(
                            "metadata-injection",
                            "`" + source + "` smuggles a field into its " + field)
                        .because(
                            "a further line of it reads `"
                                + found.group(1)
                                + ":`, as a package's control file has it")
                        .at(new Location(source, header.line(), 0, "", 0))));
  }

  // Core metadata specification, "Metadata-Version": warn of a newer minor, fail on a newer major.
  private String format() {
    String format = first("Metadata-Version");
    if (format.isEmpty()) {
      reporter.report(
          Diagnostic.warning("metadata-version-missing", "`" + source + "` has no Metadata-Version")
              .because("it is read as 1.0"));
      return "1.0";
    }
    Matcher matcher = FORMAT.matcher(format);
    if (!matcher.matches() || !matcher.group(1).matches("[12]")) {
      wrong.add(
          invalid("Metadata-Version is `" + format + "`: versions 1 and 2 can be read")
              .at(place("Metadata-Version", 0)));
    } else if (matcher.group(1).equals("2") && Integer.parseInt(matcher.group(2)) > NEWEST_MINOR) {
      reporter.report(
          Diagnostic.warning(
                  "metadata-version-unknown",
                  "`" + source + "` has core metadata of version " + format)
              .because("2." + NEWEST_MINOR + " is the newest that is known; it is read as that"));
    }
    return format;
  }

  private <T> Optional<T> required(String field, Function<String, Optional<T>> reader) {
    String text = first(field);
    Optional<T> value = text.isEmpty() ? Optional.empty() : reader.apply(text);
    if (text.isEmpty()) {
      wrong.add(invalid("the field `" + field + "` is missing"));
    } else if (value.isEmpty()) {
      wrong.add(invalid("its " + field + " is `" + text + "`").at(place(field, 0)));
    }
    return value;
  }

  private static Optional<ProjectName> projectName(String text) {
    return ProjectName.isValid(text) ? Optional.of(new ProjectName(text)) : Optional.empty();
  }

  private List<Requirement> requiresDist() {
    List<String> values = fields.getOrDefault("Requires-Dist", List.of());
    List<Requirement> requirements = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      try {
        requirements.add(requirement(values.get(i), place("Requires-Dist", i)));
      } catch (DebwrightException e) {
        wrong.addAll(e.diagnostics());
      }
    }
    return List.copyOf(requirements);
  }

  private Requirement requirement(String text, Location where) {
    try {
      return Requirement.parse(text, where);
    } catch (DebwrightException e) {
      Optional<String> mended = LegacySyntax.mend(text);
      if (mended.isEmpty()) {
        throw e;
      }
      Requirement requirement = Requirement.parse(mended.get(), where);
      reporter.report(mendedWarning("Requires-Dist", text, mended.get()).at(where));
      return requirement;
    }
  }

  private SpecifierSet requiresPython() {
    String text = first("Requires-Python");
    try {
      return SpecifierSet.parse(text);
    } catch (DebwrightException e) {
      Optional<SpecifierSet> mended = LegacySyntax.mendSpecifiers(text);
      reporter.report(
          mended
              .map(set -> mendedWarning("Requires-Python", text, set.toString()))
              .orElseGet(() -> ignored("Requires-Python", text))
              .at(place("Requires-Python", 0)));
      return mended.orElse(SpecifierSet.ANY);
    }
  }

  private List<ProjectName> providesExtra() {
    Set<ProjectName> extras = new LinkedHashSet<>();
    List<String> values = fields.getOrDefault("Provides-Extra", List.of());
    for (int i = 0; i < values.size(); i++) {
      if (ProjectName.isValid(values.get(i))) {
        extras.add(new ProjectName(values.get(i)));
      } else {
        reporter.report(ignored("Provides-Extra", values.get(i)).at(place("Provides-Extra", i)));
      }
    }
    return List.copyOf(extras);
  }

  private String description(String body) {
    String header = first("Description");
    checkLength("Description", body);
    String text = header.isEmpty() ? MetadataField.cleanText(body).strip() : header;
    return text.equals("UNKNOWN") ? "" : text;
  }

  private Map<String, List<String>> unmodifiable() {
    fields.replaceAll((field, values) -> List.copyOf(values));
    return java.util.Collections.unmodifiableMap(fields);
  }

  private String first(String field) {
    return fields.getOrDefault(field, List.of("")).get(0);
  }

  private Location place(String field, int index) {
    int line = linesOf.getOrDefault(field, List.of(0)).get(index);
    String text = fields.getOrDefault(field, List.of("")).get(index);
    // Columns count from the header's name on.
    String written = field + ": " + text;
    return new Location(source, line, field.length() + 3, written, Math.max(1, text.length()));
  }

  private Diagnostic invalid(String why) {
    return Diagnostic.error("metadata-invalid", "the metadata of `" + source + "` cannot be used")
        .because(why)
        .at(Location.of(source));
  }

  private Diagnostic ignored(String field, String text) {
    return Diagnostic.warning(
            "metadata-field-ignored",
            "`" + source + "` has an invalid " + field + ", which is passed over")
        .because("`" + text + "` is not what the specification allows there");
  }

  private Diagnostic mendedWarning(String field, String text, String mended) {
    return Diagnostic.warning(
            "metadata-field-mended",
            "`" + source + "` has an invalid " + field + ": `" + text + "`")
        .because("it is read as `" + mended + "`");
  }
}
