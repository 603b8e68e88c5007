package org.debwright.job;

import java.time.Instant;
import java.util.Optional;
import org.debwright.debian.PackageName;

/**
 * The packages of one run as a set that a metapackage pins.
 *
 * @param name of the metapackage
 * @param released when the newest release in the set was uploaded, if an index tells; the
 *     metapackage's version is that day's
 */
public record PackageSet(PackageName name, Optional<Instant> released) {
  /** The set of a selection. */
  public static PackageSet of(PackageName name, Selection selection) {
    return new PackageSet(
        name,
        selection.resolution().pinned().stream()
            .flatMap(pinned -> pinned.distribution().uploaded().stream())
            .max(Instant::compareTo));
  }
}
