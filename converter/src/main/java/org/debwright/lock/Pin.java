package org.debwright.lock;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.debwright.diagnostic.Location;
import org.debwright.python.AskedRequirement;
import org.debwright.python.Hash;
import org.debwright.python.Marker;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.Requirement;
import org.debwright.python.SpecifierSet;

/**
 * A release that another tool's lock has chosen.
 *
 * @param hashes of its files, all strong; empty where the lock has none
 * @param asked whether it is wanted for itself, not only if something needs it
 */
record Pin(
    ProjectName project,
    Pep440Version version,
    SortedSet<ProjectName> extras,
    SortedSet<Hash> hashes,
    Optional<Marker> marker,
    boolean asked) {
  /** Copies. */
  Pin {
    extras = Collections.unmodifiableSortedSet(new TreeSet<>(extras));
    hashes = Collections.unmodifiableSortedSet(new TreeSet<>(hashes));
  }

  /** As a line of a requirements file says it. */
  AskedRequirement.ByName requirement(Location where) {
    return new AskedRequirement.ByName(
        new Requirement(
            project, extras, SpecifierSet.parse("==" + version), Optional.empty(), marker),
        hashes,
        List.of(),
        where);
  }
}
