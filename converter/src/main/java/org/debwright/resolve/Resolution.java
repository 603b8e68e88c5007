package org.debwright.resolve;

import java.util.List;
import java.util.SortedSet;
import org.debwright.index.Distribution;
import org.debwright.python.CoreMetadata;
import org.debwright.python.Hash;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.Requirement;

/** What was chosen for one target, sorted by project. */
public record Resolution(List<Pinned> pinned) {
  /** Copies. */
  public Resolution {
    pinned = List.copyOf(pinned);
  }

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
