package org.debwright.resolve;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.debwright.diagnostic.Location;
import org.debwright.index.Distribution;
import org.debwright.python.Hash;
import org.debwright.python.Requirement;

/**
 * A requirement that was asked for at top level, or a constraint.
 *
 * @param requirement what is asked; its marker is evaluated for the target
 * @param direct the one release file to use, where it was asked for by URL or path
 * @param hashes if not empty, only files with one of these are candidates
 * @param where it was written
 */
public record Root(
    Requirement requirement,
    Optional<Distribution> direct,
    SortedSet<Hash> hashes,
    Location where) {
  /** Copies. */
  public Root {
    hashes = Collections.unmodifiableSortedSet(new TreeSet<>(hashes));
  }

  /** A plain requirement. */
  public static Root of(Requirement requirement) {
    return new Root(requirement, Optional.empty(), new TreeSet<>(), Location.NONE);
  }
}
