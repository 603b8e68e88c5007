package org.debwright.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.debwright.diagnostic.Location;
import org.debwright.index.Distribution;
import org.debwright.python.Hash;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.PythonTarget;
import org.debwright.python.PythonVersion;
import org.debwright.python.Requirement;

/**
 * A question and its answer as readable text. Sections begin at the margin, their lines are
 * indented, what belongs to a release is indented once more:
 *
 * <pre>
 * # the sentence that decides it
 * target 3.11.2
 * index
 *   a 1.0
 *     requires b>=1 ; python_version > "3"
 * suite
 *   b 1.2 1.2+dfsg-3
 *     depends python3-c (>= 2)
 * options
 *   distro-first
 * ask
 *   a
 * expect
 *   a 1.0
 *   b 1.2 of bookworm
 * </pre>
 */
final class Scenario {
  final FakeWorld world = new FakeWorld();
  final FakeSuite suite = new FakeSuite();
  final List<Root> asked = new ArrayList<>();
  final List<Root> constraints = new ArrayList<>();
  private final Map<String, List<String>> sections = new LinkedHashMap<>();
  private SolverSettings settings = SolverSettings.DEFAULT;
  private String python = "3.11.2";

  static Scenario parse(String text) {
    Scenario scenario = new Scenario();
    String section = "";
    for (String line : text.split("\n", -1)) {
      if (line.isBlank() && section.equals("refuse")) {
        scenario.lines(section).add("");
      }
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("target ")) {
        scenario.python = line.substring(7).strip();
      } else if (!line.startsWith(" ")) {
        section = line.strip();
        scenario.sections.put(section, new ArrayList<>());
      } else {
        scenario.lines(section).add(line.substring(2).stripTrailing());
      }
    }
    scenario.read();
    return scenario;
  }

  private void read() {
    List<String> release = new ArrayList<>();
    for (String line : lines("index")) {
      if (!line.startsWith(" ") && !release.isEmpty()) {
        ReleaseText.addTo(world, release);
        release.clear();
      }
      release.add(line.strip());
    }
    if (!release.isEmpty()) {
      ReleaseText.addTo(world, release);
    }
    readSuite();
    lines("ask").forEach(line -> asked.add(root(line)));
    lines("constrain").forEach(line -> constraints.add(root(line)));
    lines("options").forEach(this::option);
  }

  private void readSuite() {
    List<String> packaged = new ArrayList<>();
    for (String line : lines("suite")) {
      if (!line.startsWith(" ") && !packaged.isEmpty()) {
        suite.add(packaged);
        packaged.clear();
      }
      packaged.add(line.strip());
    }
    if (!packaged.isEmpty()) {
      suite.add(packaged);
    }
  }

  /** What the solver knows of the suite; nothing where the scenario has none. */
  Optional<SuiteWorld> suiteWorld() {
    return suite.isEmpty() ? Optional.empty() : Optional.of(suite);
  }

  private void override(String text) {
    String[] sides = text.split("=", 2);
    Policy.Choice choice =
        switch (sides[1]) {
          case "distro" -> new Policy.Choice.FromSuite();
          case "build" -> new Policy.Choice.Built();
          default -> new Policy.Choice.Version(Pep440Version.parse(sides[1]));
        };
    TreeMap<ProjectName, Policy.Choice> all = new TreeMap<>(settings.policy().overrides());
    all.put(ProjectName.parse(sides[0]), choice);
    settings = settings.withPolicy(new Policy(settings.policy().preference(), all));
  }

  private void option(String line) {
    if (line.startsWith("override ")) {
      override(line.substring(9));
      return;
    }
    String[] words = line.split(" ", 2);
    settings =
        switch (words[0]) {
          case "pre" -> settings.withPrereleases(SolverSettings.Prereleases.ALLOWED);
          case "prefer-binary" -> settings.withPreference(SolverSettings.Preference.BINARY);
          case "only-binary" -> settings.withFormats(settings.formats().withOnlyBinary(words[1]));
          case "no-binary" -> settings.withFormats(settings.formats().withNoBinary(words[1]));
          case "distro-first" -> policy(Policy.Preference.DISTRO_FIRST);
          case "pip-newer" -> policy(Policy.Preference.PIP_NEWER);
          case "exact" -> policy(Policy.Preference.EXACT);
          case "require-hashes" -> settings.withHashes(SolverSettings.HashPolicy.REQUIRED);
          default -> throw new IllegalArgumentException("no option: " + line);
        };
  }

  private SolverSettings policy(Policy.Preference preference) {
    return settings.withPolicy(new Policy(preference, settings.policy().overrides()));
  }

  private Root root(String line) {
    String[] parts = line.split(" --hash=", -1);
    TreeSet<Hash> hashes = new TreeSet<>();
    for (int i = 1; i < parts.length; i++) {
      hashes.add(Hash.parse(parts[i].strip()));
    }
    Requirement requirement = Requirement.parse(parts[0].strip());
    return new Root(requirement, requirement.url().map(this::direct), hashes, Location.NONE);
  }

  /** A direct URL names a release file of the index by its last segment. */
  private Distribution direct(String url) {
    String name = url.substring(url.lastIndexOf('/') + 1);
    return world.everyFile().stream()
        .filter(file -> file.filename().filename().equals(name))
        .findFirst()
        .orElseThrow();
  }

  List<String> lines(String section) {
    return sections.getOrDefault(section, List.of());
  }

  Optional<String> expectedRefusal() {
    return sections.containsKey("refuse")
        ? Optional.of(String.join("\n", lines("refuse")).stripTrailing())
        : Optional.empty();
  }

  SolverSettings settings() {
    return settings;
  }

  PythonTarget target() {
    return PythonTarget.of(PythonVersion.parse(python), python, "x86_64", 36);
  }

  /** One release of the index section. */
  private static final class ReleaseText {
    private final ProjectName project;
    private final Pep440Version version;
    private final List<Distribution> files = new ArrayList<>();
    private final List<Requirement> requires = new ArrayList<>();
    private final List<ProjectName> extras = new ArrayList<>();
    private final TreeSet<String> modules = new TreeSet<>();
    private String metadataPython = "";
    private Optional<String> broken = Optional.empty();
    private Pep440Version metadataVersion;

    private ReleaseText(String head) {
      String[] words = head.split(" ", -1);
      project = ProjectName.parse(words[0]);
      version = Pep440Version.parse(words[1]);
      metadataVersion = version;
    }

    static void addTo(FakeWorld world, List<String> lines) {
      ReleaseText release = new ReleaseText(lines.get(0));
      lines.stream().skip(1).forEach(release::line);
      if (release.files.isEmpty()) {
        release.line("wheel py3-none-any");
      }
      for (Distribution file : release.files) {
        if (release.broken.isPresent()) {
          world.addBroken(file, release.broken.get());
        } else {
          world.addModules(file, release.modules);
          world.add(
              file,
              Releases.metadata(
                  release.project,
                  release.metadataVersion,
                  release.requires,
                  release.metadataPython,
                  release.extras));
        }
      }
    }

    private void line(String line) {
      String[] words = line.split(" ", 2);
      String rest = words.length > 1 ? words[1].strip() : "";
      switch (words[0]) {
        case "wheel" -> wheel(rest.split(" ", -1));
        case "sdist" ->
            files.add(
                Releases.file(Releases.sdist(project, version, rest.isEmpty() ? ".tar.gz" : rest)));
        case "requires" -> requires.add(Requirement.parse(rest));
        case "module" -> modules.add(rest);
        case "extra" -> extras.add(ProjectName.parse(rest));
        case "python" -> change(file -> Releases.withPython(file, rest));
        case "yanked" -> change(file -> Releases.withYanked(file, rest));
        case "hash" -> changeLast(file -> Releases.withHash(file, Hash.parse(rest)));
        case "metadata-python" -> metadataPython = rest;
        case "metadata-version" -> metadataVersion = Pep440Version.parse(rest);
        case "broken" -> broken = Optional.of(rest);
        default -> throw new IllegalArgumentException("no such line: " + line);
      }
    }

    private void wheel(String[] words) {
      String build = words.length > 1 ? words[1] : "";
      files.add(Releases.file(Releases.wheel(project, version, build, words[0])));
    }

    private void change(java.util.function.UnaryOperator<Distribution> change) {
      if (files.isEmpty()) {
        line("wheel py3-none-any");
      }
      files.replaceAll(change);
    }

    private void changeLast(java.util.function.UnaryOperator<Distribution> change) {
      if (files.isEmpty()) {
        line("wheel py3-none-any");
      }
      files.add(change.apply(files.remove(files.size() - 1)));
    }
  }
}
