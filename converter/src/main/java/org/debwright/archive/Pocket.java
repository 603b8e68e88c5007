package org.debwright.archive;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.debwright.diagnostic.Diagnostic;

/**
 * One suite directory of an archive, for example {@code bookworm-security}.
 *
 * @param base of the archive, ending in {@code /}; may hold credentials
 * @param suite directory below {@code dists}
 * @param components that are wanted, empty for the archive's usual ones
 * @param trust whether its signature must be good
 * @param necessity whether it can be left out
 * @param checkValidUntil whether an expired Release file is refused, where its source says so
 */
record Pocket(
    String base,
    String suite,
    List<String> components,
    Keyring keyring,
    Trust trust,
    Necessity necessity,
    Optional<Boolean> checkValidUntil) {
  /** What of a signature is needed. */
  enum Trust {
    /** A good one. */
    SIGNED,
    /** None: apt is told {@code Trusted: yes}. */
    ASSUMED
  }

  /** What happens when the archive does not have the suite. */
  enum Necessity {
    /** The target cannot be read without it. */
    REQUIRED,
    /** It is left out with a note. */
    OPTIONAL
  }

  /** The address of a file below the suite's directory. */
  URI resolve(String path) {
    try {
      return new URI(base + "dists/" + suite + "/" + path);
    } catch (URISyntaxException e) {
      throw Diagnostic.error("archive-uri-invalid", "`" + shown() + "` is not an address")
          .because(String.valueOf(e.getReason()))
          .toException();
    }
  }

  /** The archive's address without credentials. */
  String shown() {
    return base.replaceFirst("//[^/@]*@", "//");
  }
}
