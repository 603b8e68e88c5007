package org.debwright.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The built command of this checkout, run in a {@link Scratch}. */
final class Debwright {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final long BUILD_MINUTES = 10;
  private static final long RUN_MINUTES = 3;

  private final Scratch scratch;
  private final Map<String, String> environment;
  private final List<String> usual;
  private final List<String> starter;

  private Debwright(
      Scratch scratch, Map<String, String> environment, List<String> usual, List<String> starter) {
    this.scratch = scratch;
    this.environment = environment;
    this.usual = usual;
    this.starter = starter;
  }

  /** What a run did. */
  record Run(int exit, String stdout, String stderr) {
    /** The document on standard output; fails unless there is exactly one. */
    JsonNode json() {
      return JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readTree(stdout);
    }

    @Override
    public String toString() {
      return "exit " + exit + "\n--- stdout\n" + stdout + "\n--- stderr\n" + stderr;
    }
  }

  /** The command in a place, built first where that is still to be done. */
  static Debwright in(Scratch scratch) {
    Built.once();
    return new Debwright(scratch, scratch.environment(), List.of(), List.of("setsid"));
  }

  /** The same with another variable set. */
  Debwright with(String name, String value) {
    Map<String, String> more = new TreeMap<>(environment);
    more.put(name, value);
    return new Debwright(scratch, more, usual, starter);
  }

  /** The same with arguments behind those of every run. */
  Debwright always(String... arguments) {
    List<String> more = new ArrayList<>(usual);
    more.addAll(List.of(arguments));
    return new Debwright(scratch, environment, more, starter);
  }

  /** The same started by other words than setsid's, for example {@code taskset -c 0}. */
  Debwright through(String... words) {
    return new Debwright(scratch, environment, usual, List.of(words));
  }

  /** Runs to the end. */
  Run run(String... arguments) {
    try {
      Path out = Files.createTempFile("debwright-out", "");
      Path err = Files.createTempFile("debwright-err", "");
      try {
        Process process = start(out, err, arguments);
        if (!process.waitFor(RUN_MINUTES, TimeUnit.MINUTES)) {
          process.destroyForcibly();
          throw new AssertionError(
              "no end after " + RUN_MINUTES + " minutes: " + Files.readString(err));
        }
        return new Run(process.exitValue(), text(out), text(err));
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts in a process group of its own, whose id is the process's. */
  Process start(Path out, Path err, String... arguments) throws IOException {
    List<String> words = new ArrayList<>(starter);
    words.add(ROOT.resolve("debwright").toString());
    words.addAll(List.of(arguments));
    words.addAll(usual);
    ProcessBuilder builder = new ProcessBuilder(words).directory(scratch.work().toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectInput(Path.of("/dev/null").toFile());
    return builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  /** Builds the command with the tester's own environment: only there are Maven's settings. */
  private static final class Built {
    private static final int STATUS = build();

    static void once() {
      if (STATUS != 0) {
        throw new AssertionError("`./debwright --version` ends with " + STATUS);
      }
    }

    private static int build() {
      try {
        Process process =
            new ProcessBuilder(ROOT.resolve("debwright").toString(), "--version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(BUILD_MINUTES, TimeUnit.MINUTES) ? process.exitValue() : -1;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
