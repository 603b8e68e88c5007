package org.debwright.archive;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which state of a pocket was read: its Release file names all else by hash.
 *
 * @param origin of the archive, as its Release file says it; empty where it does not
 * @param suite directory below {@code dists}
 * @param date of its Release file, where that says one
 * @param sha256 of the Release or InRelease file, hexadecimal
 */
public record PocketState(
    String origin, String suite, List<String> components, Optional<Instant> date, String sha256) {
  /** Copies. */
  public PocketState {
    components = List.copyOf(components);
  }
}
