package org.debwright.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A place to work in with a home of its own: nothing of the user who runs the tests is seen or
 * changed.
 */
final class Scratch {
  private final Path root;
  private final Path cache;

  private Scratch(Path root, Path cache) {
    this.root = root;
    this.cache = cache;
  }

  /** Makes the directories below {@code root}. */
  static Scratch in(Path root) {
    Scratch scratch = new Scratch(root, root.resolve("cache"));
    for (String name : new String[] {"home", "cache", "data", "tmp", "work"}) {
      make(root.resolve(name));
    }
    open(root);
    Path keys = make(root.resolve("gnupg"));
    try {
      // gpg warns of a home that others can read.
      Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return scratch;
  }

  /** Lets others pass, as they may on the way to {@code /tmp}: builds run as another user. */
  private static void open(Path root) {
    try {
      Path system = Path.of(System.getProperty("java.io.tmpdir"));
      for (Path each = root;
          each.startsWith(system) && !each.equals(system);
          each = each.getParent()) {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(each);
        if (permissions.add(PosixFilePermission.OTHERS_EXECUTE)) {
          Files.setPosixFilePermissions(each, permissions);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path make(Path directory) {
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The working directory of runs, or a path in it. */
  Path work(String... names) {
    return Path.of(root.resolve("work").toString(), names);
  }

  /**
   * The same with the cache of another scratch, which saves time where the cache does not matter.
   */
  Scratch sharing(Scratch other) {
    return new Scratch(root, other.cache);
  }

  /** The cache's parent, {@code XDG_CACHE_HOME}. */
  Path cache() {
    return cache;
  }

  /** {@code XDG_DATA_HOME}. */
  Path data() {
    return root.resolve("data");
  }

  /** {@code TMPDIR}. */
  Path tmp() {
    return root.resolve("tmp");
  }

  /** Writes a file into the working directory. */
  Path write(String name, String text) {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a file into the working directory. */
  Path write(String name, byte[] content) {
    Path file = work(name);
    try {
      make(file.resolveSibling(""));
      return Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What runs left in {@code TMPDIR}. */
  List<Path> leftovers() {
    try (Stream<Path> files = Files.list(tmp())) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The whole environment of a run; pip is configured for nothing. */
  Map<String, String> environment() {
    Map<String, String> variables = new TreeMap<>();
    variables.put(
        "PATH", System.getProperty("java.home") + "/bin:" + "/usr/sbin:/usr/bin:/sbin:/bin");
    variables.put("LC_ALL", "C.UTF-8");
    variables.put("HOME", root.resolve("home").toString());
    variables.put("XDG_CACHE_HOME", cache().toString());
    variables.put("XDG_DATA_HOME", data().toString());
    variables.put("XDG_CONFIG_HOME", root.resolve("home/.config").toString());
    variables.put("GNUPGHOME", root.resolve("gnupg").toString());
    variables.put("TMPDIR", tmp().toString());
    variables.put("PIP_CONFIG_FILE", "/dev/null");
    variables.put("PIP_RETRIES", "1");
    variables.put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
    return variables;
  }
}
