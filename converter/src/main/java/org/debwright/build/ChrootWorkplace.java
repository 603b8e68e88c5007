package org.debwright.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.debwright.python.PythonVersion;

/**
 * A root of the target's suite, unpacked from the cached tarball for the time of one run. Each
 * command has mount and process namespaces of its own, so that nothing outlives it.
 */
final class ChrootWorkplace implements Workplace {
  // The desk is seen as /desk; the device nodes a compiler and Python need are the host's.
  private static final String SCRIPT =
      """
      set -eu
      root=$1 desk=$2
      shift 2
      mount --make-rprivate /
      mkdir -p "$root/desk"
      mount --bind "$desk" "$root/desk"
      mount -t proc proc "$root/proc"
      mount -t tmpfs -o mode=0755 tmpfs "$root/dev"
      for node in null zero full random urandom; do
        : > "$root/dev/$node"
        mount --bind "/dev/$node" "$root/dev/$node"
      done
      ln -s /proc/self/fd "$root/dev/fd"
      mkdir -m 1777 "$root/dev/shm"
      exec chroot --userspec=%s:%s "$root" "$@"
      """
          .formatted(Unprivileged.ID, Unprivileged.ID);

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
    List<String> words = new ArrayList<>(List.of("unshare", "-mpf", "--kill-child", "sh", "-c"));
    words.addAll(List.of(SCRIPT, "build", root.toString(), desk.toString(), "env", "-i"));
    environment.forEach((name, value) -> words.add(name + "=" + value.replace("DESK", "/desk")));
    words.add("/usr/bin/python" + version);
    arguments.forEach(argument -> words.add(argument.replace("DESK", "/desk")));
    return Command.logged(words, log);
  }

  @Override
  public void close() {
    Command.output("rm", "-rf", "--one-file-system", root.toString());
  }
}
