package org.debwright.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.debwright.debian.PackageName;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;
import org.debwright.job.ProjectMap;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.resolve.Policy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which world projects are taken from. */
final class PolicyOptions {
  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      defaultValue = "exact",
      converter = Preferences.class,
      completionCandidates = Preferences.class,
      description = {
        "exact: every project comes from the index;",
        "pip-newer: only what is newer there than in the suite;",
        "distro-first: only what the suite's does not satisfy (${DEFAULT-VALUE})",
      })
  Policy.Preference preference = Policy.Preference.EXACT;

  @Option(
      names = "--override",
      paramLabel = "PROJECT=CHOICE",
      split = ",",
      description =
          "decides for one project, whatever the policy: `distro`, `build` or the version to build;"
              + " may be repeated")
  List<String> overrides = new ArrayList<>();

  @Option(
      names = "--map",
      paramLabel = "PROJECT=PACKAGE",
      split = ",",
      description =
          "this package of the suite is this project, whatever the archive says; without PACKAGE:"
              + " the suite has none; may be repeated")
  List<String> map = new ArrayList<>();

  @Option(
      names = "--map-file",
      paramLabel = "FILE",
      description = "such pairs, one a line, parted by a blank; `#` begins a comment")
  @Nullable Path mapFile;

  /** The words of {@code --policy}. */
  static final class Preferences implements ITypeConverter<Policy.Preference>, Iterable<String> {
    @Override
    public Policy.Preference convert(String word) {
      return Arrays.stream(Policy.Preference.values())
          .filter(preference -> word(preference).equals(word))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "`" + word + "` is no policy: choose exact, pip-newer or distro-first"));
    }

    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Policy.Preference.values()).map(Preferences::word).iterator();
    }

    private static String word(Policy.Preference preference) {
      return preference.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** The preference as it is written. */
  String word() {
    return Preferences.word(preference);
  }

  /** These options in the words of the core. */
  Policy policy() {
    TreeMap<ProjectName, Policy.Choice> choices = new TreeMap<>();
    for (String text : overrides) {
      int sign = text.indexOf('=');
      if (sign < 0) {
        throw Diagnostic.error("override-invalid", "`" + text + "` overrides nothing")
            .because("what is expected is `PROJECT=distro`, `PROJECT=build` or `PROJECT=VERSION`")
            .toException();
      }
      // As a requirement has it, `six==1.16` is understood too.
      String choice = text.substring(sign + 1).replaceFirst("^=", "").strip();
      choices.put(ProjectName.parse(text.substring(0, sign).strip()), choice(choice));
    }
    return new Policy(preference, choices);
  }

  private static Policy.Choice choice(String text) {
    return switch (text) {
      case "distro" -> new Policy.Choice.FromSuite();
      case "build" -> new Policy.Choice.Built();
      default -> new Policy.Choice.Version(Pep440Version.parse(text));
    };
  }

  /** Which packages are which projects. */
  ProjectMap map() {
    TreeMap<ProjectName, PackageName> packages = new TreeMap<>();
    TreeSet<ProjectName> unpackaged = new TreeSet<>();
    if (mapFile != null) {
      read(mapFile, packages, unpackaged);
    }
    for (String pair : map) {
      String[] sides = pair.split("=", 2);
      if (sides.length < 2) {
        throw Diagnostic.error("map-invalid", "`" + pair + "` maps nothing")
            .because("what is expected is `PROJECT=PACKAGE`, or `PROJECT=` for no package")
            .toException();
      }
      put(sides[0].strip(), sides[1].strip(), packages, unpackaged);
    }
    return new ProjectMap(packages, unpackaged);
  }

  private static void put(
      String project,
      String name,
      Map<ProjectName, PackageName> packages,
      Set<ProjectName> unpackaged) {
    ProjectName parsed = ProjectName.parse(project);
    if (name.isEmpty()) {
      packages.remove(parsed);
      unpackaged.add(parsed);
    } else {
      unpackaged.remove(parsed);
      packages.put(parsed, PackageName.parse(name));
    }
  }

  private static void read(
      Path file, Map<ProjectName, PackageName> packages, Set<ProjectName> unpackaged) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException unreadable) {
      throw Diagnostic.error("map-unreadable", "`" + file + "` cannot be read")
          .because(unreadable.getClass().getSimpleName() + ": " + unreadable.getMessage())
          .mend("check the path given with `--map-file`")
          .toException();
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replaceFirst("(^|\\s)#.*", "").strip();
      if (line.isEmpty()) {
        continue;
      }
      String[] words = line.split("[\\s=]+", -1);
      if (words.length > 2) {
        throw Diagnostic.error("map-invalid", "a line of the map has more than two words")
            .because("what is expected is `PROJECT PACKAGE`, or `PROJECT` alone for no package")
            .at(Location.of(file.toString(), i + 1, lines.get(i)))
            .toException();
      }
      put(words[0], words.length > 1 ? words[1] : "", packages, unpackaged);
    }
  }
}
