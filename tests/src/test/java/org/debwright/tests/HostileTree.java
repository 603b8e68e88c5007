package org.debwright.tests;

import static org.debwright.tests.HostileText.bytes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A directory that somebody else wrote into. */
final class HostileTree {
  private final Path root;
  private final Path outside;

  HostileTree(Path root, Path outside) {
    this.root = root;
    this.outside = outside;
  }

  /** A copy of a tree of files. */
  void copyOf(Path original) {
    for (Path file : below(original)) {
      Path copy = root.resolve(original.relativize(file).toString());
      attempt(
          () -> Files.isDirectory(file) ? Files.createDirectories(copy) : Files.copy(file, copy));
    }
  }

  void apply(List<String> line) {
    String operation = line.get(0);
    Path path = root.resolve(line.get(1));
    attempt(
        () -> {
          switch (operation) {
            case "file" -> {
              Files.createDirectories(path.getParent());
              Files.write(path, bytes(line.get(2)));
            }
            case "symlink" -> {
              Files.createDirectories(path.getParent());
              Files.createSymbolicLink(
                  path, Path.of(line.get(2).replace("@outside", outside.toString())));
            }
            // The directory itself moves out of the tree, and a link takes its place.
            case "moved" -> {
              Files.move(path, outside.resolve("moved"));
              Files.createSymbolicLink(path, outside.resolve("moved"));
            }
            case "replace", "edit", "bytes" -> {
              for (Path file : matching(line.get(1))) {
                HostileFile changed = new HostileFile(Files.readAllBytes(file));
                if (operation.equals("replace")) {
                  Files.write(file, bytes(line.get(2)));
                } else if (operation.equals("edit")) {
                  String text = Files.readString(file);
                  Files.writeString(file, text.replace(line.get(2), line.get(3)));
                } else {
                  changed.apply(line.subList(2, line.size()));
                  Files.write(file, changed.content());
                }
              }
            }
            case "swap" -> {
              Path other = root.resolve(line.get(2));
              Path between = root.resolve("between");
              Files.move(path, between);
              Files.move(other, path);
              Files.move(between, other);
            }
            case "remove" -> {
              for (Path file : matching(line.get(1))) {
                Files.delete(file);
              }
            }
            default -> throw new IllegalArgumentException("tree: " + line);
          }
          return path;
        });
  }

  private List<Path> matching(String glob) {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + root + "/" + glob);
    List<Path> found =
        below(root).stream().filter(f -> Files.isRegularFile(f) && matcher.matches(f)).toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException("nothing like " + glob);
    }
    return found;
  }

  /** Everything below a directory, links as such: path to digest or target. */
  static SortedMap<String, String> snapshot(Path root) {
    SortedMap<String, String> found = new TreeMap<>();
    for (Path file : below(root)) {
      found.put(root.relativize(file).toString(), attempt(() -> describe(file)));
    }
    return found;
  }

  private static String describe(Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      return "-> " + Files.readSymbolicLink(file);
    }
    return Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
        ? "directory"
        : SampleFile.sha256(Files.readAllBytes(file));
  }

  static void delete(Path root) {
    below(root).stream()
        .sorted(Comparator.reverseOrder())
        .forEach(file -> attempt(() -> Files.deleteIfExists(file)));
  }

  private static List<Path> below(Path root) {
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(root)) {
      return all.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Attempt<T> {
    T get() throws IOException;
  }

  private static <T> T attempt(Attempt<T> attempt) {
    try {
      return attempt.get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
