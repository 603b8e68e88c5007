package org.debwright.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A program of Debian's, the outside oracle. */
final class Tool {
  private Tool() {}

  /**
   * What a program prints on both streams.
   *
   * @throws AssertionError if it fails
   */
  static String run(String... words) {
    return run(Map.of(), words);
  }

  /** The same with further variables. */
  static String run(Map<String, String> variables, String... words) {
    try {
      ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
      builder.environment().put("LC_ALL", "C.UTF-8");
      builder.environment().putAll(variables);
      Process process = builder.start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(
            List.of(words) + " ends with " + process.exitValue() + ": " + text);
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
