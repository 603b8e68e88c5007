package org.debwright.deb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs a real program that says whether we are right. */
public final class Tool {
  private Tool() {}

  /** What the program writes; the test is skipped where it is not installed, and fails with it. */
  public static String run(String... command) {
    return run(List.of(command));
  }

  /** What the program writes; the test is skipped where it is not installed, and fails with it. */
  public static String run(List<String> command) {
    assumeThat(Stream.of("/usr/bin", "/usr/sbin", "/bin"))
        .as("`%s` is installed", command.get(0))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, command.get(0))));
    try {
      Path errors = Files.createTempFile("tool", ".err");
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
      builder.environment().put("LC_ALL", "C.UTF-8");
      builder.environment().put("TZ", "UTC");
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      int status = process.waitFor();
      assertThat(status).as("%s: %s", command, Files.readString(errors)).isZero();
      Files.delete(errors);
      return output;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
