package org.debwright.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter;
import org.debwright.python.ProjectName;
import org.debwright.python.SdistFilename;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every file in {@code resolve/scenarios} is a question whose answer a specification decides, which
 * it names, or a rule of our own.
 */
final class ScenarioTest {
  private static final Pattern CITED =
      Pattern.compile(
          "(?s)#[^\n]*(\n#[^\n]*)*?(PEP \\d+|\\bpip\\b|PubGrub|Core metadata|Simple API|Own rule \\(docs/).*");

  @TestFactory
  Stream<DynamicTest> scenarios() throws Exception {
    Path directory = Path.of(ScenarioTest.class.getResource("/resolve/scenarios").toURI());
    List<Path> files;
    try (Stream<Path> listed = Files.list(directory)) {
      files = listed.sorted().toList();
    }
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
  }

  private static void check(Path file) throws IOException {
    assertThat(Files.readString(file)).as("says what decides").matches(CITED);
    Scenario scenario = Scenario.parse(Files.readString(file));
    List<String> told = new ArrayList<>();
    String answer = answer(scenario, scenario.world, scenario.settings().withLookahead(0), told);
    if (Boolean.getBoolean("golden.update")) {
      update(file, answer, told);
      return;
    }
    assertThat(answer).isEqualTo(expected(scenario));
    assertThat(told).isEqualTo(scenario.lines("told"));
    for (int seed = 1; seed <= 3; seed++) {
      assertThat(
              answer(
                  scenario,
                  scenario.world.shuffled(seed, 2),
                  scenario.settings(),
                  new ArrayList<>()))
          .as("with answers in another order, seed %d", seed)
          .isEqualTo(expected(scenario));
    }
  }

  /** Writes the answer into the source tree, to be read before it is committed. */
  private static void update(Path file, String answer, List<String> told) throws IOException {
    Path source = Path.of("src/test/resources/resolve/scenarios").resolve(file.getFileName());
    String question = Files.readString(source).replaceFirst("(?s)\n(expect|refuse)\n.*", "\n");
    String kind = answer.startsWith("Because") || answer.startsWith("`") ? "refuse" : "expect";
    String notes = told.isEmpty() ? "" : "told\n" + indented(told);
    Files.writeString(
        source, question + kind + "\n" + indented(List.of(answer.split("\n", -1))) + notes);
  }

  private static String indented(List<String> lines) {
    return lines.stream()
        .map(line -> line.isEmpty() ? "\n" : "  " + line + "\n")
        .collect(Collectors.joining());
  }

  private static String expected(Scenario scenario) {
    return scenario.expectedRefusal().orElse(String.join("\n", scenario.lines("expect")));
  }

  private static String answer(
      Scenario scenario, World world, SolverSettings settings, List<String> told) {
    Solver solver =
        new Solver(world, scenario.suiteWorld(), scenario.target(), settings, new Collecting(told));
    try {
      Outcome outcome = solver.attempt(scenario.asked, scenario.constraints);
      return outcome instanceof Outcome.Solved solved
          ? text(solved.resolution())
          : ((Outcome.Refused) outcome).refusal().text();
    } catch (DebwrightException refusal) {
      return String.join("\n", refusal.diagnostics().stream().map(Diagnostic::what).toList());
    }
  }

  private static String text(Resolution resolution) {
    TreeMap<ProjectName, String> lines = new TreeMap<>();
    resolution.pinned().forEach(pinned -> lines.put(pinned.project(), line(pinned)));
    resolution.supplied().forEach(one -> lines.put(one.offer().project(), line(one)));
    return String.join("\n", lines.values());
  }

  private static String line(Resolution.Supplied supplied) {
    String extras =
        supplied.extras().isEmpty() ? "" : supplied.extras().toString().replace(", ", ",");
    Offer offer = supplied.offer();
    return offer.project() + extras + " " + offer.version() + " of " + offer.suite();
  }

  private static String line(Resolution.Pinned pinned) {
    String extras = pinned.extras().isEmpty() ? "" : pinned.extras().toString().replace(", ", ",");
    String file = "";
    String name = pinned.distribution().filename().filename();
    if (pinned.distribution().filename() instanceof SdistFilename) {
      file = name.endsWith(".tar.gz") ? " sdist" : " " + name;
    } else if (!name.endsWith("-" + pinned.version() + "-py3-none-any.whl")) {
      file = " " + name;
    }
    return pinned.project() + extras + " " + pinned.version() + file;
  }

  private record Collecting(List<String> told) implements Reporter {
    @Override
    public void report(Diagnostic diagnostic) {
      String why = diagnostic.why().isEmpty() ? "" : ": " + diagnostic.why();
      told.add(diagnostic.code() + " " + diagnostic.what() + why);
    }

    @Override
    public Progress begin(String label, long total, Unit unit) {
      return Reporter.SILENT.begin(label, total, unit);
    }
  }
}
