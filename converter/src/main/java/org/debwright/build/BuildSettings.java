package org.debwright.build;

import java.nio.file.Path;
import java.util.Collections;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.debwright.debian.PackageName;
import org.debwright.diagnostic.Reporter;
import org.debwright.python.ProjectName;

/**
 * What building from source needs to know beside the target.
 *
 * @param cache the cache's root; {@code built}, {@code chroots} and {@code logs} below it are ours
 * @param scratch where temporary directories go; others must be able to pass through it
 * @param requirements where the wheels come from that a build needs
 * @param state names what else decides over them, such as constraints: what was built under another
 *     state is built again
 * @param depends packages of the suite that a project's build needs
 * @param finder knows which package of the suite has a file that a build did not find
 * @param network whether builds may have it where they cannot be cut off from it
 * @param sourceDateEpoch seconds since 1970, empty to take the newest time inside the source
 */
public record BuildSettings(
    Path cache,
    Path scratch,
    BuildRequirements requirements,
    String state,
    SortedMap<ProjectName, SortedSet<PackageName>> depends,
    PackageFinder finder,
    Network network,
    OptionalLong sourceDateEpoch,
    Reporter reporter) {
  /** What becomes of a build that cannot be cut off from the network. */
  public enum Network {
    /** It is refused. */
    CUT_OFF,
    /** It has the network; a warning says so. */
    ALLOWED
  }

  /** Copies. */
  public BuildSettings {
    depends = Collections.unmodifiableSortedMap(new TreeMap<>(depends));
  }
}
