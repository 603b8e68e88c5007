package org.debwright.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.debwright.debian.PackageName;
import org.debwright.debian.Relation;
import org.debwright.debian.Relation.Operator;
import org.debwright.resolve.Resolution.Supplied;

/**
 * The packages of one run as a set that a metapackage pins.
 *
 * @param name of the metapackage
 * @param released when the newest release in the set was uploaded, if an index tells; the
 *     metapackage's version is that day's
 * @param supplied what it pins of the suite's packages
 */
public record PackageSet(PackageName name, Optional<Instant> released, List<Relation> supplied) {
  /** Copies. */
  public PackageSet {
    supplied = List.copyOf(supplied);
  }

  /** Whether a set pins what the suite supplies. */
  public enum Reach {
    /** Only our own packages. */
    OWN,
    /** The suite's, too. */
    ALL
  }

  /** The set of a selection. */
  public static PackageSet of(PackageName name, Selection selection, Reach reach) {
    return new PackageSet(
        name,
        selection.resolution().pinned().stream()
            .flatMap(pinned -> pinned.distribution().uploaded().stream())
            .max(Instant::compareTo),
        reach == Reach.OWN
            ? List.of()
            : selection.resolution().supplied().stream()
                .map(Supplied::offer)
                .map(
                    offer ->
                        Relation.to(offer.packageName(), Operator.EXACTLY, offer.packageVersion()))
                .toList());
  }
}
