package org.debwright.repository;

import java.nio.file.Path;
import java.util.List;

/**
 * A pocket of the distribution as files: below {@code root}, {@code dists/SUITE/InRelease} and
 * {@code dists/SUITE/COMPONENT/binary-ARCH/Packages.xz}.
 *
 * @param suite as the path has it, for example {@code bookworm-updates}
 * @param keyring the keys that vouch for it
 */
public record LocalPocket(Path root, String suite, List<String> components, Path keyring) {
  /** Copies. */
  public LocalPocket {
    components = List.copyOf(components);
  }

  /** The line for apt, sources.list(5). */
  String line() {
    return "deb [signed-by=%s] %s %s %s%n"
        .formatted(
            keyring.toAbsolutePath(),
            RepositoryAddress.of(root).uri(),
            suite,
            String.join(" ", components));
  }
}
