package org.debwright.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.debwright.python.PythonVersion;

/**
 * A root of the target's suite, unpacked from the cached tarball for the time of one run. Each
 * command has mount and process namespaces of its own, so that nothing outlives it, and runs as
 * nobody, who can write nowhere in the root but in its directories for temporary files.
 */
final class ChrootWorkplace implements Workplace {
  // The desk is seen as /desk, local directories of wheels as /links/N; the device nodes a compiler
  // and Python need are the host's.
  private static final String SCRIPT =
      """
      set -eu
      root=$1 desk=$2
      shift 2
      mount --make-rprivate /
      mkdir -p "$root/desk" "$root/links"
      mount --bind "$desk" "$root/desk"
      number=0
      while [ "$1" != -- ]; do
        mkdir -p "$root/links/$number"
        mount --bind "$1" "$root/links/$number"
        mount -o remount,ro,bind "$root/links/$number"
        number=$((number + 1))
        shift
      done
      shift
      mount -t proc proc "$root/proc"
      mount -t tmpfs -o mode=0755 tmpfs "$root/dev"
      for node in null zero full random urandom; do
        : > "$root/dev/$node"
        mount --bind "/dev/$node" "$root/dev/$node"
      done
      ln -s /proc/self/fd "$root/dev/fd"
      mkdir -m 1777 "$root/dev/shm"
      umask 022
      cd /
      exec chroot "$root" "$@"
      """;

  private final Path root;
  private final PythonVersion version;

  /**
   * Takes over an unpacked root and removes it in the end.
   *
   * @param root the directory
   */
  ChrootWorkplace(Path root, PythonVersion version) {
    this.root = root;
    this.version = version;
    carryOver("/etc/resolv.conf");
    carryOver("/etc/hosts");
  }

  private void carryOver(String file) {
    try {
      if (Files.exists(Path.of(file))) {
        Path copy = root.resolve(file.substring(1));
        Files.deleteIfExists(copy);
        Files.write(copy, Files.readAllBytes(Path.of(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int python(Path desk, List<String> arguments, Map<String, String> environment, Path log) {
    Unprivileged.give(desk);
    Map<String, String> there = new TreeMap<>(environment);
    there.replaceAll((name, value) -> inside(value));
    List<String> links = carryLinks(there);
    List<String> words = new ArrayList<>(Unprivileged.NAMESPACE);
    words.addAll(List.of("sh", "-c", SCRIPT, "build", root.toString(), desk.toString()));
    words.addAll(links);
    words.add("--");
    words.addAll(Unprivileged.DROP);
    words.add("/usr/bin/python" + version);
    arguments.forEach(argument -> words.add(inside(argument)));
    return Command.logged(words, there, log);
  }

  private static String inside(String word) {
    return word.replace("DESK", "/desk");
  }

  // Rewrites `--find-links` for the root; the directories to be mounted there, in order.
  private static List<String> carryLinks(Map<String, String> environment) {
    List<String> mounted = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (String word : environment.getOrDefault("PIP_FIND_LINKS", "").split("\\s+", -1)) {
      if (word.startsWith("/") && Files.isDirectory(Path.of(word))) {
        words.add("/links/" + mounted.size());
        mounted.add(word);
      } else if (!word.isEmpty()) {
        words.add(word);
      }
    }
    environment.computeIfPresent("PIP_FIND_LINKS", (name, value) -> String.join(" ", words));
    return mounted;
  }

  @Override
  public void close() {
    Command.output("rm", "-rf", "--one-file-system", root.toString());
  }
}
