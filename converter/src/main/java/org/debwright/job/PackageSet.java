package org.debwright.job;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.debwright.deb.DebFile;
import org.debwright.deb.DebReader;
import org.debwright.debian.PackageName;
import org.debwright.debian.Relation;
import org.debwright.debian.Relation.Operator;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.resolve.Resolution.Supplied;

/**
 * The packages of one run as a set that a metapackage pins.
 *
 * @param name of the metapackage
 * @param released when the newest release in the set was uploaded, if an index tells; the
 *     metapackage's version is that day's
 * @param supplied what it pins of the suite's packages
 * @param transition package with the engine that the metapackage starts
 */
public record PackageSet(
    PackageName name,
    Optional<Instant> released,
    List<Relation> supplied,
    Optional<DebFile> transition) {
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
                .toList(),
        Optional.empty());
  }

  /**
   * The same, whose metapackage starts a transition.
   *
   * @param deb the package with the engine, as {@code transition package} makes it
   * @throws org.debwright.diagnostic.DebwrightException if it is none
   */
  public PackageSet activating(Path deb) {
    DebFile file = DebReader.read(deb);
    if (!DebReader.files(deb).contains("/usr/lib/" + file.name() + "/transition")) {
      throw Diagnostic.error("transition-package-invalid", "`" + deb + "` moves no machine off pip")
          .because("it does not hold `/usr/lib/" + file.name() + "/transition`")
          .mend("make one: `debwright transition package`")
          .toException();
    }
    return new PackageSet(name, released, supplied, Optional.of(file));
  }
}
