package org.debwright.convert;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.debwright.debian.DebianVersion;
import org.debwright.python.Pep440Version;

/**
 * A place in the order of versions: a release in any spelling, then a suffix.
 *
 * @param version gives the epoch
 * @param release numbers without trailing zeros, at least one
 * @param suffix what follows the release, for example {@code ~rc1} or {@code ~~} (before all of the
 *     release)
 */
record Bound(Pep440Version version, List<String> release, String suffix) {
  /** The suffix of a place above a final release and all its post-releases and labels. */
  static final String ABOVE = ".0~~";

  /** Drops trailing zeros. */
  Bound {
    int length = release.size();
    while (length > 1 && release.get(length - 1).equals("0")) {
      length--;
    }
    release = List.copyOf(release.subList(0, length));
  }

  /** Where {@code version} itself stands. */
  static Bound of(Pep440Version version) {
    return new Bound(version, version.release(), VersionMapping.suffix(version));
  }

  /** This place with another suffix. */
  Bound withSuffix(String other) {
    return new Bound(version, release, other);
  }

  /**
   * The beginning of the next series: the first {@code length} numbers, the last of them one more,
   * for example {@code 1.5} of {@code 1.4.2} and 2.
   */
  static Bound nextSeries(Pep440Version version, int length) {
    List<String> up = new ArrayList<>(version.release().subList(0, length));
    up.set(length - 1, new BigInteger(up.get(length - 1)).add(BigInteger.ONE).toString());
    return new Bound(version, up, "~~");
  }

  /** Whether both have the same release and epoch. */
  boolean sameRelease(Bound other) {
    return version.epoch() == other.version.epoch() && release.equals(other.release);
  }

  /** The ways to spell the release, fewest numbers first. */
  List<Integer> spellings() {
    List<Integer> lengths = new ArrayList<>();
    for (int i = release.size(); i < VersionMapping.COMPONENTS; i++) {
      lengths.add(i);
    }
    lengths.add(Math.max(release.size(), VersionMapping.COMPONENTS));
    return lengths;
  }

  /** Spelled with at least so many numbers, without epoch. */
  String text(int components) {
    StringBuilder text = new StringBuilder(String.join(".", release));
    text.append(".0".repeat(Math.max(0, components - release.size())));
    return text.append(suffix).toString();
  }

  /** As a Debian version spelled with so many numbers. */
  DebianVersion spelled(int components, long distroEpoch) {
    return DebianVersion.of(VersionMapping.epoch(version, distroEpoch), text(components), "");
  }

  /** Before everything of this release when it is spelled with so many numbers. */
  DebianVersion before(int components, long distroEpoch) {
    return withSuffix("~~").spelled(components, distroEpoch);
  }
}
