package org.debwright.repository;

import java.util.Map;
import java.util.SortedMap;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;

/** What apt would do. */
public sealed interface AptVerdict {
  /**
   * Everything can be installed.
   *
   * @param lost packages of ours of which apt would take another version, and which
   */
  record Installable(SortedMap<PackageName, DebianVersion> lost) implements AptVerdict {}

  /**
   * Something cannot.
   *
   * @param explanations by package, in apt's own words
   */
  record Refused(Map<PackageName, String> explanations) implements AptVerdict {}
}
