package org.debwright.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.debwright.debian.PackageName;
import org.debwright.python.PythonVersion;

/**
 * A root of the target's suite, unpacked from the cached tarball for the time of one run. Each
 * command has mount and process namespaces of its own, so that nothing outlives it, and runs as
 * nobody without network, who can write nowhere but on the desk.
 */
final class ChrootWorkplace implements Workplace {
  // The device nodes a compiler and Python need are the host's.
  private static final String MOUNTS =
      """
      mount -t proc proc "$root/proc"
      mount -t tmpfs -o mode=0755 tmpfs "$root/dev"
      for node in null zero full random urandom; do
        : > "$root/dev/$node"
        mount --bind "/dev/$node" "$root/dev/$node"
      done
      ln -s /proc/self/fd "$root/dev/fd"
      mkdir -m 1777 "$root/dev/shm"
      umask 022
      """;

  // The desk comes to stand where every build finds it; temporary files end with it.
  private static final String SCRIPT =
      """
      set -eu
      root=$1 desk=$2
      shift 2
      mount --make-rprivate /
      mount --bind "$desk" "$root/mnt"
      mount --bind "$desk/tmp" "$root/tmp"
      mount --bind "$desk/tmp" "$root/var/tmp"
      """
          + MOUNTS
          + """
      exec chroot "$root" "$@"
      """;

  private static final String APT =
      """
      set -eu
      root=$1
      shift
      mount --make-rprivate /
      """
          + MOUNTS
          + """
      export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
      export PATH=/usr/sbin:/usr/bin:/sbin:/bin
      chroot "$root" apt-get update -q
      exec chroot "$root" apt-get install -q -y --no-install-recommends -- "$@"
      """;

  private final Path root;
  private final PythonVersion version;
  private final boolean cutOff;

  /**
   * Takes over an unpacked root and removes it in the end.
   *
   * @param root the directory
   * @param cutOff whether builds are kept off the network
   */
  ChrootWorkplace(Path root, PythonVersion version, boolean cutOff) {
    this.root = root;
    this.version = version;
    this.cutOff = cutOff;
  }

  /**
   * Installs packages of the suite, with network and as the root's root: apt verifies them.
   *
   * @throws org.debwright.diagnostic.DebwrightException if apt fails
   */
  void install(SortedSet<PackageName> packages, Path log) {
    if (packages.isEmpty()) {
      return;
    }
    carryOver("/etc/resolv.conf");
    carryOver("/etc/hosts");
    List<String> words = new ArrayList<>(Unprivileged.NAMESPACE);
    words.addAll(List.of("sh", "-c", APT, "install", root.toString()));
    packages.forEach(each -> words.add(each.toString()));
    if (Command.logged(words, log) != 0) {
      throw BuildLog.read(log)
          .explain("build-depends-failed", "`apt-get` cannot install what a build needs")
          .toException();
    }
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

  boolean isPython2() {
    return version.major() == 2;
  }

  @Override
  public String at(Path desk) {
    return Desk.PLACE;
  }

  @Override
  public int python(Path desk, List<String> arguments, Map<String, String> environment, Path log) {
    Unprivileged.give(desk);
    List<String> words = new ArrayList<>(Unprivileged.NAMESPACE);
    if (cutOff) {
      words.add("-n");
    }
    words.addAll(List.of("sh", "-c", SCRIPT, "build", root.toString(), desk.toString()));
    words.addAll(Unprivileged.DROP);
    words.add("/usr/bin/python" + version);
    words.addAll(arguments);
    return Command.logged(words, environment, log);
  }

  @Override
  public void close() {
    Command.output("rm", "-rf", "--one-file-system", root.toString());
  }
}
