package org.debwright.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A check of debwright's taken out: a patch {@code hostile/MECHANISM/without*.patch}, applied with
 * {@code patch -p1} to the root of the project. Its head are lines of text, of which {@code cases:
 * NAME NAME} tells which of the mechanism's cases it is for; without it, all.
 *
 * @param name {@code MECHANISM/without…}
 * @param files what it changes, relative to the root of the project
 */
record HostileMutant(String name, Path patch, List<HostileCase> cases, List<Path> files) {
  private static final String CASES = "cases:";

  /** All, by name. Throws IllegalArgumentException for one that names a case there is not. */
  static List<HostileMutant> all(Path root) {
    List<HostileCase> cases = HostileCase.all(root);
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".patch"))
          .sorted()
          .map(file -> read(file, cases))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HostileMutant read(Path patch, List<HostileCase> all) {
    String mechanism = String.valueOf(patch.getParent().getFileName());
    String name = mechanism + "/" + patch.getFileName().toString().replace(".patch", "");
    List<String> lines = lines(patch);
    List<String> named =
        lines.stream()
            .takeWhile(line -> !line.startsWith("--- "))
            .filter(line -> line.startsWith(CASES))
            .flatMap(line -> Arrays.stream(line.substring(CASES.length()).strip().split(" +")))
            .toList();
    List<HostileCase> own = all.stream().filter(c -> c.mechanism().equals(mechanism)).toList();
    List<HostileCase> covered =
        named.isEmpty() ? own : own.stream().filter(c -> named.contains(c.name())).toList();
    if (covered.isEmpty() || (!named.isEmpty() && covered.size() != named.size())) {
      throw new IllegalArgumentException(patch + ": no such cases: " + named);
    }
    List<Path> files =
        lines.stream()
            .filter(line -> line.startsWith("+++ b/"))
            .map(line -> Path.of(line.substring("+++ b/".length())))
            .toList();
    return new HostileMutant(name, patch, covered, files);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The sources without the check, below a new directory. Throws AssertionError where the patch
   * does not fit them any longer.
   *
   * @param project the root of the project, which stays as it is
   */
  List<Path> applied(Path project, Path copy) throws IOException {
    for (Path file : files) {
      Files.createDirectories(copy.resolve(file).getParent());
      Files.copy(project.resolve(file), copy.resolve(file));
    }
    Tool.run(
        "patch",
        "--quiet",
        "--batch",
        "--forward",
        "--no-backup-if-mismatch",
        "-p1",
        "-d",
        copy.toString(),
        "-i",
        patch.toAbsolutePath().toString());
    return files.stream().map(copy::resolve).toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
