package org.debwright.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/** One run of a program of the system, in an environment that is given whole. */
final class Program {
  private Program() {}

  /** How a run ended. */
  static final class Result {
    private final int status;
    private final byte[] output;
    private final String errors;

    Result(int status, byte[] output, String errors) {
      this.status = status;
      this.output = output;
      this.errors = errors;
    }

    boolean succeeded() {
      return status == 0;
    }

    byte[] bytes() {
      return output.clone();
    }

    String text() {
      return new String(output, UTF_8);
    }

    String errors() {
      return errors;
    }
  }

  /**
   * Runs a command to its end.
   *
   * @param aptPackage where the program comes from, told when it is missing
   * @throws DebwrightException if it cannot be started or we are interrupted
   */
  static Result run(
      String aptPackage, List<String> command, Map<String, String> environment, byte[] input) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    // Messages are looked at, so they must be in the one language we know.
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().remove("LANGUAGE");
    try {
      return finish(builder.start(), input);
    } catch (IOException e) {
      throw new DebwrightException(
          Diagnostic.error("program-missing", "`" + command.get(0) + "` cannot be run")
              .because(String.valueOf(e.getMessage()))
              .mend("install Debian's package `" + aptPackage + "`"),
          e);
    }
  }

  private static Result finish(Process process, byte[] input) throws IOException {
    CompletableFuture<byte[]> errors =
        CompletableFuture.supplyAsync(() -> all(process.getErrorStream()));
    CompletableFuture<byte[]> output =
        CompletableFuture.supplyAsync(() -> all(process.getInputStream()));
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input);
    } catch (IOException gone) {
      // It ended without reading; its status says why.
    }
    try {
      int status = process.waitFor();
      return new Result(status, output.join(), new String(errors.join(), UTF_8));
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new DebwrightException(Diagnostic.error("interrupted", "the run was interrupted"), e);
    }
  }

  private static byte[] all(InputStream stream) {
    try (stream) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
