package org.debwright.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/** A process that is run to its end, its output in a file or in hand. */
final class Command {
  // Nothing that is packaged takes longer; a source that never ends must not hold up a farm.
  private static final long MOST_HOURS = 6;
  // A log is for reading; a source that prints for ever must not fill the disk.
  private static final long MOST_LOG_BYTES = 64L << 20;

  private static final long LAST_WORDS_MILLIS = 5000;

  private Command() {}

  /**
   * Runs in this program's environment with all output appended to a file.
   *
   * @return the exit status
   */
  static int logged(List<String> words, Path log) {
    return logged(new ProcessBuilder(words), log);
  }

  /** As above, in no environment but the given one; what is in it shows in no list of processes. */
  static int logged(List<String> words, Map<String, String> environment, Path log) {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return logged(builder, log);
  }

  private static int logged(ProcessBuilder builder, Path log) {
    builder.redirectErrorStream(true);
    Process process = start(builder);
    Thread pump = new Thread(() -> pump(process.getInputStream(), log), "build log");
    pump.setDaemon(true);
    pump.start();
    try {
      if (!process.waitFor(MOST_HOURS, TimeUnit.HOURS)) {
        throw Diagnostic.error("build-endless", "a build ran for " + MOST_HOURS + " hours")
            .mend("read its log: `" + log + "`")
            .toException();
      }
      // Something left running may hold the pipe open; what it says does not count any more.
      pump.join(LAST_WORDS_MILLIS);
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DebwrightException(Diagnostic.error("interrupted", "the build was interrupted"), e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  // Reads to the end even where nothing is written any more, lest the process wait for us.
  private static void pump(InputStream output, Path log) {
    byte[] buffer = new byte[1 << 14];
    long written = 0;
    try (OutputStream file =
        Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (int n = output.read(buffer); n >= 0; n = output.read(buffer)) {
        if (written < MOST_LOG_BYTES) {
          file.write(buffer, 0, n);
          written += n;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
      return process.waitFor() == 0 ? Optional.of(text.strip()) : Optional.empty();
    } catch (IOException missing) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DebwrightException(Diagnostic.error("interrupted", "the build was interrupted"), e);
    }
  }

  private static Process start(ProcessBuilder builder) {
    String program = builder.command().get(0);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw new DebwrightException(
          Diagnostic.error("command-missing", "`" + program + "` cannot be started")
              .because(String.valueOf(e.getMessage()))
              .mend("as root: `apt-get install util-linux mmdebstrap`"),
          e);
    }
  }
}
