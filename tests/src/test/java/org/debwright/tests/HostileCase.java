package org.debwright.tests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One case of the table, a file {@code hostile/MECHANISM/NAME.case}: how the command is run, what
 * it must say, and what it is given. {@code docs/hostile-input.md} describes the form.
 *
 * @param refused the code of the refusal; empty where what is hostile is made harmless instead
 * @param says what a person must be told, each in the text on standard error
 * @param unasked paths that no request to the index may have
 * @param without what no control file and no maintainer script of a package may hold
 */
record HostileCase(
    String mechanism,
    String name,
    List<String> run,
    Optional<String> refused,
    List<String> says,
    List<String> without,
    List<String> unasked,
    int exit,
    Map<String, String> environment,
    List<Block> blocks) {

  /** Something the command is given: {@code --- KIND NAME} and the lines below. */
  record Block(String kind, String name, List<List<String>> lines) {}

  /** All cases, by mechanism and name. */
  static List<HostileCase> all(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".case"))
          .sorted()
          .map(HostileCase::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HostileCase read(Path file) {
    List<String> run = new ArrayList<>();
    List<String> says = new ArrayList<>();
    List<String> without = new ArrayList<>();
    List<String> unasked = new ArrayList<>();
    Map<String, String> environment = new TreeMap<>();
    List<Block> blocks = new ArrayList<>();
    Optional<String> refused = Optional.empty();
    int exit = 1;
    for (String line : lines(file)) {
      if (line.startsWith("--- ")) {
        String[] words = line.split(" ", 3);
        blocks.add(new Block(words[1], words.length > 2 ? words[2] : "", new ArrayList<>()));
      } else if (!blocks.isEmpty()) {
        blocks.get(blocks.size() - 1).lines().add(HostileText.words(line));
      } else {
        String value = line.substring(line.indexOf(": ") + 2);
        switch (line.substring(0, line.indexOf(": "))) {
          case "run" -> run.addAll(HostileText.words(value));
          case "refused" -> refused = Optional.of(value);
          case "says" -> says.add(value);
          case "without" -> without.add(value);
          case "unasked" -> unasked.add(value);
          case "exit" -> exit = Integer.parseInt(value);
          case "set" ->
              environment.put(
                  value.substring(0, value.indexOf('=')), value.substring(value.indexOf('=') + 1));
          default -> throw new IllegalArgumentException(file + ": " + line);
        }
      }
    }
    return new HostileCase(
        String.valueOf(file.getParent().getFileName()),
        file.getFileName().toString().replace(".case", ""),
        List.copyOf(run),
        refused,
        List.copyOf(says),
        List.copyOf(without),
        List.copyOf(unasked),
        refused.isPresent() ? exit : 0,
        environment,
        List.copyOf(blocks));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, UTF_8).stream()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return mechanism + "/" + name;
  }
}
