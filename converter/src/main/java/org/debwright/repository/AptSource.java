package org.debwright.repository;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A repository on this machine that apt may read: a suite of the distribution as it was verified
 * and kept, or ours before it is published.
 *
 * @param root directory that {@code dists} is in
 * @param suite name of the directory in {@code dists}
 * @param keyring what its InRelease is signed with, empty to trust it as it is
 */
public record AptSource(Path root, String suite, List<String> components, Optional<Path> keyring) {
  /** Copies. */
  public AptSource {
    components = List.copyOf(components);
  }

  /** As a line of sources.list(5). */
  String line() {
    String trust = keyring.map(file -> "signed-by=" + file).orElse("trusted=yes");
    return "deb ["
        + trust
        + "] file:"
        + root.toAbsolutePath()
        + " "
        + suite
        + " "
        + String.join(" ", components)
        + "\n";
  }
}
