package org.debwright.repository;

import java.nio.file.Path;
import java.util.List;

/**
 * A pocket of the distribution as files: below {@code root}, {@code dists/SUITE/InRelease} and
 * {@code dists/SUITE/COMPONENT/binary-ARCH/Packages.xz}.
 *
 * @param suite as the path has it, for example {@code bookworm-updates}
 * @param keyring the keys that vouch for it
 * @param trusted whether apt takes it unsigned
 */
public record LocalPocket(
    Path root, String suite, List<String> components, Path keyring, boolean trusted) {
  /** Copies. */
  public LocalPocket {
    components = List.copyOf(components);
  }

  /** The line for apt, sources.list(5). */
  String line() {
    return "deb [%s] %s %s %s%n"
        .formatted(
            trusted ? "trusted=yes" : "signed-by=" + keyring.toAbsolutePath(),
            RepositoryAddress.of(root).uri(),
            suite,
            String.join(" ", components));
  }
}
