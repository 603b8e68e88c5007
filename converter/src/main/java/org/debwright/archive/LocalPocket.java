package org.debwright.archive;

import java.nio.file.Path;
import java.util.List;

/**
 * A pocket as a local tree that apt reads: {@code deb [signed-by=KEYRING] file:ROOT SUITE
 * COMPONENTS…}.
 *
 * @param root directory that holds {@code dists}
 * @param suite directory below {@code dists}
 * @param keyring that verifies it, in the form gpgv reads
 * @param trusted whether apt must be told {@code trusted=yes}, as on this machine
 * @param expires whether apt must be told {@code check-valid-until=no}: the dates were checked
 */
public record LocalPocket(
    Path root,
    String suite,
    List<String> components,
    Path keyring,
    boolean trusted,
    boolean expires) {
  /** Copies. */
  public LocalPocket {
    components = List.copyOf(components);
  }

  /** The line for {@code sources.list}. */
  public String sourceLine(String architecture) {
    return "deb [arch="
        + architecture
        // Packages alone: other index files that the host may ask for are not here.
        + " target=Packages"
        + (trusted ? " trusted=yes" : " signed-by=" + keyring)
        + (expires ? " check-valid-until=no check-date=no" : "")
        + "] file:"
        + root
        + " "
        + suite
        + " "
        + String.join(" ", components);
  }
}
