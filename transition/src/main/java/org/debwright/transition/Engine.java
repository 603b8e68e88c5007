package org.debwright.transition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/**
 * The engine run here: the very script that a device has, on this machine's root or on one below a
 * directory. Plan, journal and what they mean: {@code docs/transition-journal.md}.
 *
 * @param root of the system that leaves pip
 * @param scratch where the script is written for the run
 */
public record Engine(TransitionNames names, Path root, Path scratch) {
  private static final String WRONG = "wrong ";

  /** What a command of the engine said, and whether it did what was asked. */
  public record Answer(boolean done, List<String> lines, List<Diagnostic> diagnostics) {
    /** Copies. */
    public Answer {
      lines = List.copyOf(lines);
      diagnostics = List.copyOf(diagnostics);
    }

    /** What is wrong with what was looked at. */
    public List<String> wrong() {
      return lines.stream()
          .filter(line -> line.startsWith(WRONG))
          .map(line -> line.substring(WRONG.length()))
          .toList();
    }

    /**
     * The lines.
     *
     * @throws DebwrightException if it was refused
     */
    public List<String> orThrow() {
      if (!done) {
        List<Diagnostic> all = new ArrayList<>();
        wrong().forEach(line -> all.add(Diagnostic.error("transition-wrong", line)));
        all.addAll(diagnostics);
        throw new DebwrightException(all);
      }
      return lines;
    }
  }

  /**
   * Runs one command.
   *
   * @param command {@code plan}, {@code apply}, {@code resume}, {@code rollback}, {@code status},
   *     {@code verify} or {@code finish}
   * @param options as the engine takes them, but for the root
   */
  public Answer run(String command, List<String> options) {
    try {
      Path script = Files.createTempFile(scratch, "debwright-transition", ".sh");
      try {
        Files.writeString(script, names.engine());
        List<String> words = new ArrayList<>(List.of("sh", script.toString(), command));
        words.addAll(List.of("--root", root.toAbsolutePath().toString()));
        words.addAll(options);
        return answer(new ProcessBuilder(words).start());
      } finally {
        Files.deleteIfExists(script);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Answer answer(Process process) throws IOException {
    process.getOutputStream().close();
    CompletableFuture<List<String>> err =
        CompletableFuture.supplyAsync(() -> lines(process.errorReader(StandardCharsets.UTF_8)));
    List<String> out = lines(process.inputReader(StandardCharsets.UTF_8));
    try {
      boolean done = process.waitFor() == 0;
      return new Answer(done, out, EngineMessages.read(err.join(), done));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the engine runs; `resume` goes on", e);
    }
  }

  private static List<String> lines(java.io.BufferedReader reader) {
    return reader.lines().toList();
  }
}
