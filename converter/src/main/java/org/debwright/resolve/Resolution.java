package org.debwright.resolve;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.debwright.index.Distribution;
import org.debwright.python.CoreMetadata;
import org.debwright.python.Hash;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.Requirement;

/**
 * What was chosen for one target, sorted by project.
 *
 * @param pinned releases of the index, to be made packages of
 * @param supplied what the suite packages already
 * @param reasons why each of these comes from where it comes; empty where there was no choice
 */
public record Resolution(
    List<Pinned> pinned, List<Supplied> supplied, SortedMap<ProjectName, Provenance> reasons) {
  /** Copies. */
  public Resolution {
    pinned = List.copyOf(pinned);
    supplied = List.copyOf(supplied);
    reasons = Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
  }

  /** Of the index alone. */
  public Resolution(List<Pinned> pinned) {
    this(pinned, List.of(), new TreeMap<>());
  }

  /** The projects of the index. */
  public Set<ProjectName> projects() {
    return pinned.stream().map(Pinned::project).collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * One project that the suite supplies.
   *
   * @param extras of the project that were asked for by anyone
   * @param upstream metadata of the same version as the index has them, where it does
   * @param dependencies what its extras require
   * @param demands what its package says of other projects' packages
   * @param asked whether it was asked for at top level
   */
  public record Supplied(
      Offer offer,
      SortedSet<ProjectName> extras,
      Optional<CoreMetadata> upstream,
      List<Requirement> dependencies,
      List<Offer.Demand> demands,
      boolean asked) {}

  /**
   * One chosen release.
   *
   * @param extras of the project that were asked for by anyone
   * @param askedExtras of the project that were asked for at top level
   * @param distribution the release file to use: the best wheel, else the source distribution
   * @param alternatives further files of the same release that fit the target, best first
   * @param metadata as it was read while solving
   * @param dependencies requirements that apply for this target and the extras
   * @param asked whether it was asked for at top level
   * @param direct whether it came from a URL or a path, not from an index
   * @param requiredHashes if not empty, the file must have one of these
   */
  public record Pinned(
      ProjectName project,
      Pep440Version version,
      SortedSet<ProjectName> extras,
      SortedSet<ProjectName> askedExtras,
      Distribution distribution,
      List<Distribution> alternatives,
      CoreMetadata metadata,
      List<Requirement> dependencies,
      boolean asked,
      boolean direct,
      SortedSet<Hash> requiredHashes) {}
}
