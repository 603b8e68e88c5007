package org.debwright.transition.survey;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;

/**
 * A root file system, seen as a process in it would: paths are absolute there, links lead where
 * they lead there, and none leads out. Reads regular files only, up to a limit.
 */
public final class Root {
  // Linux, path_resolution(7).
  private static final int MOST_LINKS = 40;

  private static final Set<OpenOption> READING =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private final Path directory;

  private Root(Path directory) {
    this.directory = directory;
  }

  /**
   * Looks at a directory.
   *
   * @throws DebwrightException if it is none
   */
  public static Root at(Path directory) {
    try {
      Path real = directory.toRealPath();
      if (Files.isDirectory(real)) {
        return new Root(real);
      }
    } catch (IOException missing) {
      // Told below.
    }
    throw Diagnostic.error("root-missing", "`" + directory + "` is no directory")
        .because("the root file system of the system to look at is expected there")
        .mend("name its directory by `--root`")
        .at(Location.of(directory.toString()))
        .toException();
  }

  /** Where it lies. */
  public Path directory() {
    return directory;
  }

  /** The file that a path of the root names, links not followed. */
  public Path lexical(String absolute) {
    return RawName.resolve(directory, absolute);
  }

  /** What a path leads to, without any link in it; empty where it leads to nothing. */
  public Optional<String> real(String absolute) {
    Deque<String> rest = new ArrayDeque<>(names(absolute));
    List<String> found = new ArrayList<>();
    int links = 0;
    while (!rest.isEmpty()) {
      String name = rest.pop();
      if (name.equals("..")) {
        if (!found.isEmpty()) {
          found.remove(found.size() - 1);
        }
        continue;
      }
      String here = "/" + String.join("/", found) + (found.isEmpty() ? "" : "/") + name;
      Optional<BasicFileAttributes> attributes = attributes(lexical(here));
      if (attributes.isEmpty()) {
        return Optional.empty();
      }
      if (!attributes.get().isSymbolicLink()) {
        found.add(name);
        continue;
      }
      Optional<String> target = target(here);
      if (++links > MOST_LINKS || target.isEmpty()) {
        return Optional.empty();
      }
      if (target.get().startsWith("/")) {
        found.clear();
      }
      List<String> further = names(target.get());
      Collections.reverse(further);
      further.forEach(rest::push);
    }
    return Optional.of("/" + String.join("/", found));
  }

  /** What a link holds; empty where it is none. */
  public Optional<String> target(String absolute) {
    try {
      return Optional.of(RawName.text(Files.readSymbolicLink(lexical(absolute))));
    } catch (IOException | UnsupportedOperationException none) {
      return Optional.empty();
    }
  }

  private static List<String> names(String path) {
    List<String> names = new ArrayList<>();
    for (String name : path.split("/", -1)) {
      if (!name.isEmpty() && !name.equals(".")) {
        names.add(name);
      }
    }
    return names;
  }

  /** Whether a path leads to a directory. */
  public boolean isDirectory(String absolute) {
    return attributesOf(absolute).filter(BasicFileAttributes::isDirectory).isPresent();
  }

  /** Whether a path leads to a regular file. */
  public boolean isFile(String absolute) {
    return attributesOf(absolute).filter(BasicFileAttributes::isRegularFile).isPresent();
  }

  private Optional<BasicFileAttributes> attributesOf(String absolute) {
    return real(absolute).flatMap(path -> attributes(lexical(path)));
  }

  static Optional<BasicFileAttributes> attributes(Path path) {
    try {
      return Optional.of(
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** Names in the directory that a path leads to, sorted; none where it leads to none. */
  public List<String> list(String absolute) {
    List<String> names = new ArrayList<>();
    Optional<String> real = real(absolute);
    if (real.isEmpty()) {
      return names;
    }
    try (DirectoryStream<Path> children = Files.newDirectoryStream(lexical(real.get()))) {
      children.forEach(child -> names.add(RawName.of(child)));
    } catch (IOException | java.nio.file.DirectoryIteratorException unreadable) {
      return names;
    }
    Collections.sort(names);
    return names;
  }

  /**
   * The content of the regular file that a path leads to.
   *
   * @param limit most bytes that are read; what is longer counts as unreadable
   */
  public Optional<byte[]> read(String absolute, int limit) {
    return real(absolute).flatMap(path -> read(lexical(path), limit));
  }

  static Optional<byte[]> read(Path file, int limit) {
    Optional<BasicFileAttributes> attributes = attributes(file);
    if (attributes.filter(a -> a.isRegularFile() && a.size() <= limit).isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(content(file, (int) attributes.get().size()));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * The content of a file that has a size, in as few steps as can be; less if it became shorter.
   */
  static byte[] content(Path file, int size) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(size);
    try (SeekableByteChannel channel = Files.newByteChannel(file, READING)) {
      int got = 0;
      while (buffer.hasRemaining() && got >= 0) {
        got = channel.read(buffer);
      }
    }
    return buffer.hasRemaining()
        ? Arrays.copyOf(buffer.array(), buffer.position())
        : buffer.array();
  }

  /** A text, byte by byte where it is not UTF-8; empty where there is none to read. */
  public Optional<String> text(String absolute, int limit) {
    return read(absolute, limit).map(RawName::decode);
  }
}
