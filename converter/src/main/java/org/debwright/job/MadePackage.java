package org.debwright.job;

import java.util.Optional;
import org.debwright.convert.Identity;
import org.debwright.deb.DebFile;

/**
 * A package that is written.
 *
 * @param ingredient name of the release file it was made of, empty for a metapackage
 * @param identity what it is of, empty for a metapackage
 * @param asked whether its project was asked for at top level
 */
public record MadePackage(
    DebFile file, Optional<Identity> identity, String ingredient, Origin origin, boolean asked) {
  /** What the package was made of. */
  public enum Origin {
    /** A wheel of the index. */
    WHEEL,
    /** A source distribution, built here. */
    SOURCE,
    /** Nothing: it only depends. */
    METAPACKAGE,
    /** The repository's public key. */
    KEYRING
  }
}
