package org.debwright.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.debwright.diagnostic.Reporter;

/**
 * Asks a Python that has pip for pip's configuration, and remembers the answer with everything it
 * hangs on, so that a second run starts no Python.
 */
final class PipQuestion {
  private static final String KIND = "pip";
  private static final int PATIENCE_SECONDS = 60;
  // Of the variables that Python, pip and pyenv read to choose files and options.
  private static final Set<String> VARIABLES =
      Set.of("HOME", "PATH", "PYENV_VERSION", "VIRTUAL_ENV", "XDG_CONFIG_HOME", "XDG_CONFIG_DIRS");

  private final Map<String, String> environment;
  private final CacheDirectory cache;
  private final boolean needsIndex;

  /**
   * A question.
   *
   * @param needsIndex whether the answer must say which index to ask
   */
  PipQuestion(Map<String, String> environment, Path cacheRoot, boolean needsIndex) {
    this.environment = environment;
    this.needsIndex = needsIndex;
    this.cache = new CacheDirectory(cacheRoot.toAbsolutePath(), Reporter.SILENT);
  }

  /** The answer of the first interpreter that has one. */
  Optional<PipConfiguration> ask() {
    for (Path interpreter : interpreters()) {
      Optional<PipConfiguration> answer = ask(interpreter);
      if (answer.isPresent()) {
        return answer;
      }
    }
    return Optional.empty();
  }

  private Optional<PipConfiguration> ask(Path interpreter) {
    // Files are read in less time than it takes to load the digest that finds what is kept.
    Optional<PipConfiguration> read =
        PipFiles.read(environment, interpreter)
            .filter(found -> !needsIndex || found.indexUrl().isPresent());
    if (read.isPresent()) {
      return read;
    }
    String key = CacheDirectory.key(interpreter + " " + relevantEnvironment());
    Optional<PipAnswer> kept =
        cache.read(KIND, key).flatMap(PipAnswer::read).filter(PipAnswer::isCurrent);
    if (kept.isPresent()) {
      return kept.map(PipAnswer::configuration);
    }
    Optional<PipAnswer> fresh = answer(interpreter);
    fresh.ifPresent(answer -> cache.write(KIND, key, answer.write()));
    return fresh.map(PipAnswer::configuration);
  }

  /** What the pip of {@code interpreter} says now. */
  Optional<PipConfiguration> asked(Path interpreter) {
    return answer(interpreter).map(PipAnswer::configuration);
  }

  private Optional<PipAnswer> answer(Path interpreter) {
    return run(interpreter).flatMap(printed -> PipAnswer.parse(printed, interpreter));
  }

  private Map<String, String> relevantEnvironment() {
    Map<String, String> relevant = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith("PIP_") || name.startsWith("PYTHON") || VARIABLES.contains(name)) {
            relevant.put(name, value);
          }
        });
    return relevant;
  }

  /** Where a Python with pip may be: on the path, Debian's, the one that runs {@code pip}. */
  private Set<Path> interpreters() {
    Set<Path> found = new LinkedHashSet<>();
    onPath("python3").ifPresent(found::add);
    Path debian = Path.of("/usr/bin/python3");
    if (Files.isExecutable(debian)) {
      found.add(debian);
    }
    onPath("pip").flatMap(PipQuestion::shebang).filter(Files::isExecutable).ifPresent(found::add);
    return found;
  }

  private Optional<Path> onPath(String command) {
    return Stream.of(environment.getOrDefault("PATH", "").split(":"))
        .filter(directory -> directory.startsWith("/"))
        .map(directory -> Path.of(directory, command))
        .filter(Files::isExecutable)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static Optional<Path> shebang(Path script) {
    try (var reader = Files.newBufferedReader(script, UTF_8)) {
      String line = reader.readLine();
      return line != null && line.startsWith("#!/") && line.contains("python")
          ? Optional.of(Path.of(line.substring(2).strip().split("\\s", 2)[0]))
          : Optional.empty();
    } catch (IOException binary) {
      return Optional.empty();
    }
  }

  /** What the script prints; empty where this Python has no pip, or none that can be asked. */
  private Optional<byte[]> run(Path interpreter) {
    List<String> command = new ArrayList<>(List.of(interpreter.toString(), "-c", script()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      byte[] output = process.getInputStream().readAllBytes();
      boolean done = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return done && process.exitValue() == 0 ? Optional.of(output) : Optional.empty();
    } catch (IOException cannotRun) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static String script() {
    try (var in = PipQuestion.class.getResourceAsStream("pip-configuration.py")) {
      if (in == null) {
        throw new IllegalStateException("pip-configuration.py is missing from the jar");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
