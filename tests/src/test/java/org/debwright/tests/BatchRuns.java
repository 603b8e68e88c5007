package org.debwright.tests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.debwright.tests.Debwright.Run;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs of the command in one JVM, which is replaced where a run does not end. */
final class BatchRuns implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long LONGEST_SECONDS = Long.getLong("debwright.hostile.seconds", 120);

  private final Scratch scratch;
  private final Path log;
  private final int heapMebibytes;
  private final String classpath;
  private final ExecutorService reader = Executors.newCachedThreadPool();
  private Process process;
  private BufferedReader answers;
  private Writer requests;

  /** A run and the CPU time that it took. */
  record Timed(Run run, long cpuMillis) {}

  BatchRuns(Scratch scratch, Path log, int heapMebibytes) {
    this(scratch, log, heapMebibytes, builtClasses());
  }

  BatchRuns(Scratch scratch, Path log, int heapMebibytes, String classpath) {
    this.scratch = scratch;
    this.log = log;
    this.heapMebibytes = heapMebibytes;
    this.classpath = classpath;
    start();
  }

  /** The class path of this JVM. */
  static String builtClasses() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private void start() {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx" + heapMebibytes + "m",
              "-Xss1m",
              "-XX:TieredStopAtLevel=1",
              "-XX:+UseSerialGC",
              "-Djava.io.tmpdir=" + scratch.tmp(),
              "-Duser.home=" + scratch.environment().get("HOME"),
              "-cp",
              classpath,
              "org.debwright.cli.Batch");
      builder.directory(scratch.work().toFile());
      builder.environment().clear();
      builder.environment().putAll(scratch.environment());
      process = builder.redirectError(log.toFile()).start();
      answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
      requests = process.outputWriter(UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Timed run(List<String> arguments, Map<String, String> environment) {
    try {
      requests.write(
          JSON.writeValueAsString(Map.of("arguments", arguments, "environment", environment)));
      requests.write('\n');
      requests.flush();
      Future<String> line = reader.submit(answers::readLine);
      String text = line.get(LONGEST_SECONDS, TimeUnit.SECONDS);
      if (text == null) {
        start();
        throw new AssertionError("the JVM ended: " + arguments);
      }
      JsonNode answer = JSON.readTree(text);
      Run run =
          new Run(
              answer.path("exit").asInt(),
              answer.path("stdout").asString(),
              answer.path("stderr").asString());
      return new Timed(run, answer.path("millis").asLong());
    } catch (TimeoutException e) {
      process.destroyForcibly();
      start();
      throw new AssertionError("no end after " + LONGEST_SECONDS + " s: " + arguments, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    reader.shutdownNow();
  }
}
