package org.debwright.build;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.Hash;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.WheelFilename;

/**
 * The wheels built so far, by what they were built from and for: {@code KEY/NAME.whl}, {@code
 * KEY/sha256} and {@code KEY/inputs}. Several runs may share them, and anybody may delete any of it
 * at any time.
 */
final class BuiltWheels {
  private static final String DIGEST = "sha256";
  private static final String INPUTS = "inputs";

  private final Path directory;

  BuiltWheels(Path directory) {
    this.directory = directory;
  }

  /** The wheel of a key, if it is there and is still what was put there. */
  Optional<Path> find(String key) throws IOException {
    Path kept = directory.resolve(key);
    Optional<Path> wheel = only(kept);
    if (wheel.isEmpty() || matches(wheel.get(), kept.resolve(DIGEST))) {
      return wheel;
    }
    remove(kept);
    return Optional.empty();
  }

  private static boolean matches(Path wheel, Path digest) throws IOException {
    return Files.isRegularFile(digest)
        && Files.readString(digest).strip().equals(SourceDigest.of(wheel, ""));
  }

  /**
   * Keeps a wheel: written beside, then renamed, so that a kill leaves no half one. Where another
   * run was first, its wheel is as good.
   */
  Path keep(String key, Path wheel, List<BuildInput> inputs) throws IOException {
    Files.createDirectories(directory);
    Path fresh = Files.createTempDirectory(directory, "new");
    try {
      Path copy = fresh.resolve(wheel.getFileName());
      Files.copy(wheel, copy);
      Files.writeString(fresh.resolve(DIGEST), SourceDigest.of(copy, "") + "\n");
      Files.writeString(
          fresh.resolve(INPUTS),
          inputs.stream().map(BuiltWheels::row).collect(Collectors.joining()));
      move(fresh, directory.resolve(key));
    } finally {
      remove(fresh);
    }
    return find(key)
        .orElseThrow(
            () ->
                Diagnostic.error("cache-damaged", "`" + directory + "` keeps nothing")
                    .because("a wheel that was just put there is gone or another")
                    .mend("run again")
                    .toException());
  }

  private static String row(BuildInput input) {
    return Stream.of(
            input.project().toString(),
            input.version().toString(),
            input.filename(),
            input.url(),
            input.sha256().hex())
        // An index's address may hold anything.
        .map(text -> text.replaceAll("\\p{Cntrl}", ""))
        .collect(Collectors.joining("\t", "", "\n"));
  }

  /** What the environment held that the wheel of a key was built in; empty where nobody knows. */
  List<BuildInput> inputs(String key) throws IOException {
    Path file = directory.resolve(key).resolve(INPUTS);
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    return Files.readString(file)
        .lines()
        .map(line -> line.split("\t", -1))
        .filter(cells -> cells.length == 5)
        .map(
            cells ->
                new BuildInput(
                    new ProjectName(cells[0]),
                    Pep440Version.parse(cells[1]),
                    cells[2],
                    cells[3],
                    Hash.sha256(cells[4])))
        .toList();
  }

  private static void move(Path fresh, Path kept) throws IOException {
    try {
      Files.move(fresh, kept, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(kept)) {
        throw e;
      }
    }
  }

  private static void remove(Path entry) {
    Command.output("rm", "-rf", entry.toString());
  }

  /** The wheel in a directory that holds one and no more. */
  static Optional<Path> only(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> wheels =
          files
              .filter(f -> WheelFilename.tryParse(f.getFileName().toString()).isPresent())
              .filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS))
              .toList();
      return wheels.size() == 1 ? Optional.of(wheels.get(0)) : Optional.empty();
    }
  }
}
