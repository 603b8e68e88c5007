package org.debwright.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The command, many times in one process: a JVM for each of a hundred runs costs more than the runs
 * themselves. Reads a line of JSON for each run and writes one.
 */
public final class Batch {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Batch() {}

  /** Runs until the input ends. */
  public static void main(String[] arguments) throws IOException {
    PrintStream answers = System.out;
    System.setOut(System.err);
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        answers.write(
            (JSON.writeValueAsString(answer(JSON.readTree(line))) + "\n").getBytes(UTF_8));
        answers.flush();
      }
    }
    System.exit(0);
  }

  private static Map<String, Object> answer(JsonNode request) {
    List<String> words = new ArrayList<>();
    request.path("arguments").valueStream().forEach(word -> words.add(word.asString()));
    Map<String, String> environment = new TreeMap<>();
    request
        .path("environment")
        .properties()
        .forEach(entry -> environment.put(entry.getKey(), entry.getValue().asString()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    long before = cpuNanos();
    int exit;
    try (PrintStream stdout = new PrintStream(out, false, UTF_8);
        PrintStream stderr = new PrintStream(err, true, UTF_8)) {
      exit = exit(new Console(stdout, stderr, environment, false, 80), words);
    }
    return Map.of(
        "exit",
        exit,
        "stdout",
        out.toString(UTF_8),
        "stderr",
        err.toString(UTF_8),
        "millis",
        (cpuNanos() - before) / 1_000_000);
  }

  private static int exit(Console console, List<String> words) {
    try {
      return CommandTree.run(console, words.toArray(String[]::new));
    } catch (OutOfMemoryError | StackOverflowError | RuntimeException e) {
      // What Main would die of.
      e.printStackTrace(console.err());
      return -1;
    }
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
