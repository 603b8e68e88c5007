package org.debwright.tests;

import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Whether the hostile table notices: for each check that a patch takes out, the cases that are
 * there for it are put to debwright without it, and must fail. Run by {@code
 * tests/scenarios/hostile-mutants}.
 */
final class HostileMutants {
  private static final Path CASES = Path.of("src/test/resources/hostile");
  private static final Path PROJECT = Path.of("..");

  /** What became of a case without its check. */
  private enum Fate {
    /** Nobody noticed that the check is gone. */
    SURVIVED,
    /** Taken, or refused when something was already left behind or asked for. */
    THROUGH,
    /** Refused in other words or by another code: by a second line. */
    OTHERWISE,
    /** Ended by an exception that nobody reports, or not at all. */
    BROKE
  }

  /** A patch is not of these sources. */
  private static final class Stale extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stale(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private final PrintStream out = System.out;
  private final HostileTrial.Ground ground;
  private final Path scratch;
  private final Map<Fate, Integer> totals = new EnumMap<>(Fate.class);
  private int failures;

  private HostileMutants(Path directory) {
    this.scratch = directory;
    this.ground = HostileTrial.Ground.in(directory);
  }

  /** Runs those whose name begins like one of the arguments, or all. Exit status 1: not proven. */
  public static void main(String[] arguments) throws IOException {
    List<HostileMutant> asked =
        HostileMutant.all(CASES).stream()
            .filter(m -> arguments.length == 0 || begins(m.name(), arguments))
            .toList();
    Path directory = Files.createTempDirectory("hostile-mutants");
    int failures;
    try {
      HostileMutants mutants = new HostileMutants(directory);
      if (!Boolean.getBoolean("debwright.hostile.mutants-only")) {
        mutants.control(asked);
      }
      mutants.out.printf(ROW, "without", "cases", "through", "otherwise", "broke", "survived");
      for (HostileMutant mutant : asked) {
        mutants.run(mutant);
      }
      mutants.summary();
      failures = asked.isEmpty() ? 1 : mutants.failures;
      mutants.ground.bench().keys().close();
    } finally {
      HostileTree.delete(directory);
    }
    System.exit(failures == 0 ? 0 : 1);
  }

  private static final String ROW = "%-44s %6s %8s %10s %6s %9s%n";

  private static boolean begins(String name, String[] words) {
    return List.of(words).stream().anyMatch(name::startsWith);
  }

  /** With all checks in place every case must pass: else its failing says nothing. */
  private void control(List<HostileMutant> mutants) throws IOException {
    TreeSet<String> seen = new TreeSet<>();
    try (HostileTrial trial = new HostileTrial(ground)) {
      for (HostileMutant mutant : mutants) {
        for (HostileCase hostile : mutant.cases()) {
          if (seen.add(hostile.toString())) {
            try {
              trial.put(hostile);
            } catch (AssertionError e) {
              failures++;
              out.println("control: " + hostile + " fails with its check: " + brief(e));
            }
          }
        }
      }
    }
    out.println("control: " + seen.size() + " cases with all checks, " + failures + " failed");
  }

  private void run(HostileMutant mutant) throws IOException {
    Path place = Files.createDirectory(scratch.resolve("mutant"));
    try {
      Path classes = compiled(mutant, place);
      Map<Fate, List<String>> fates = new EnumMap<>(Fate.class);
      try (HostileTrial trial =
          new HostileTrial(
              ground, classes + System.getProperty("path.separator") + BatchRuns.builtClasses())) {
        for (HostileCase hostile : mutant.cases()) {
          Fate fate = fate(trial, hostile);
          fates.computeIfAbsent(fate, f -> new ArrayList<>()).add(hostile.name());
          totals.merge(fate, 1, Integer::sum);
        }
      }
      out.printf(
          ROW,
          mutant,
          mutant.cases().size(),
          count(fates, Fate.THROUGH),
          count(fates, Fate.OTHERWISE),
          count(fates, Fate.BROKE),
          String.join(",", fates.getOrDefault(Fate.SURVIVED, List.of("-"))));
      failures += count(fates, Fate.SURVIVED);
    } catch (Stale e) {
      failures++;
      out.printf("%-44s error: %s%n", mutant, e.getMessage());
    } finally {
      HostileTree.delete(place);
    }
  }

  private static int count(Map<Fate, List<String>> fates, Fate fate) {
    return fates.getOrDefault(fate, List.of()).size();
  }

  /** The classes without the check; no checker but the compiler's own is run on them. */
  private static Path compiled(HostileMutant mutant, Path place) throws IOException {
    List<Path> sources;
    try {
      sources = mutant.applied(PROJECT, place.resolve("sources"));
    } catch (AssertionError e) {
      throw new Stale("does not apply: " + brief(e), e);
    }
    Path classes = Files.createDirectory(place.resolve("classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-proc:none", "-nowarn", "-d", classes.toString(), "-cp", BatchRuns.builtClasses());
      boolean done =
          compiler
              .getTask(
                  messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
              .call();
      if (!done) {
        throw new Stale("does not compile: " + messages, null);
      }
    }
    return classes;
  }

  private Fate fate(HostileTrial trial, HostileCase hostile) throws IOException {
    try {
      trial.put(hostile);
      return Fate.SURVIVED;
    } catch (AssertionError e) {
      Fate fate = trial.last().map(run -> fate(hostile, run)).orElse(Fate.BROKE);
      if (Boolean.getBoolean("debwright.hostile.verbose")) {
        out.println("  " + hostile + " " + fate + ": " + brief(e));
      }
      return fate;
    }
  }

  private static Fate fate(HostileCase hostile, Debwright.Run run) {
    boolean reported = run.exit() == 0 || run.exit() == 2 || run.stdout().contains("\"refused\"");
    if (!reported) {
      return Fate.BROKE;
    }
    boolean same =
        hostile.refused().map(run.stdout()::contains).orElse(false)
            && hostile.says().stream().allMatch(run.stderr()::contains);
    return run.exit() == 0 || same ? Fate.THROUGH : Fate.OTHERWISE;
  }

  private static String brief(AssertionError error) {
    return String.valueOf(error.getMessage())
        .replaceAll("\\s+", " ")
        .replaceAll("(.{400}).*", "$1");
  }

  private void summary() {
    out.printf(
        ROW,
        "all",
        totals.values().stream().mapToInt(Integer::intValue).sum(),
        totals.getOrDefault(Fate.THROUGH, 0),
        totals.getOrDefault(Fate.OTHERWISE, 0),
        totals.getOrDefault(Fate.BROKE, 0),
        totals.getOrDefault(Fate.SURVIVED, 0));
  }
}
