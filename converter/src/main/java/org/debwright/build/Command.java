package org.debwright.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.debwright.diagnostic.Diagnostic;

/** A process that is run to its end, its output in a file or in hand. */
final class Command {
  private Command() {}

  /**
   * Runs with all output appended to a file.
   *
   * @return the exit status
   */
  static int logged(List<String> words, Path log) {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return finish(start(builder));
  }

  /**
   * Standard output, stripped, of a command that succeeds; empty where it fails or does not exist.
   */
  static Optional<String> output(String... words) {
    try {
      Process process =
          new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return finish(process) == 0 ? Optional.of(text.strip()) : Optional.empty();
    } catch (IOException missing) {
      return Optional.empty();
    }
  }

  private static Process start(ProcessBuilder builder) {
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      String program = builder.command().get(0);
      throw new UncheckedIOException("`" + program + "` cannot be started", e);
    }
  }

  private static int finish(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw Diagnostic.error("interrupted", "the build was interrupted").toException();
    }
  }
}
