package org.debwright.job;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.debwright.deb.DebFile;
import org.debwright.deb.DebReader;
import org.debwright.debian.PackageName;
import org.debwright.diagnostic.Diagnostic;

/**
 * The packages of one run as a set that a metapackage pins.
 *
 * @param name of the metapackage
 * @param released when the newest release in the set was uploaded, if an index tells; the
 *     metapackage's version is that day's
 * @param transition package with the engine that the metapackage starts
 */
public record PackageSet(
    PackageName name, Optional<Instant> released, Optional<DebFile> transition) {
  /** The set of a selection. */
  public static PackageSet of(PackageName name, Selection selection) {
    return new PackageSet(
        name,
        selection.resolution().pinned().stream()
            .flatMap(pinned -> pinned.distribution().uploaded().stream())
            .max(Instant::compareTo),
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
    return new PackageSet(name, released, Optional.of(file));
  }
}
