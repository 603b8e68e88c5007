package org.debwright.build;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.debwright.python.Hash;
import org.debwright.python.Requirement;

/** Finds the wheels a build needs. Nothing else enters a build from outside. */
@FunctionalInterface
public interface BuildRequirements {
  /**
   * Solves for the target's interpreter, fetches and verifies.
   *
   * @param source what is built; empty where a root is given tools, which are named by content
   * @param builder makes wheels of what has none; it refuses a source that it is building already
   * @return wheels that fit together, each project once, sorted by project
   * @throws org.debwright.diagnostic.DebwrightException where there are none
   */
  List<Supply> supply(Optional<Source> source, Collection<Wanted> wanted, WheelBuilder builder);

  /**
   * One requirement.
   *
   * @param hashes if not empty, only a file with one of these will do
   */
  record Wanted(Requirement requirement, SortedSet<Hash> hashes) {
    /** Copies. */
    public Wanted {
      hashes = Collections.unmodifiableSortedSet(new TreeSet<>(hashes));
    }

    /** Any file will do. */
    static Wanted of(Requirement requirement) {
      return new Wanted(requirement, new TreeSet<>());
    }
  }

  /** A wheel and what it was. */
  record Supply(BuildInput input, Path wheel) {}
}
