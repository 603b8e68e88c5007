package org.debwright.lock;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.debwright.debian.Architecture;
import org.debwright.debian.Suite;
import org.debwright.python.PythonVersion;

/**
 * What {@code [tool.debwright]} says of the whole lock.
 *
 * @param policy for example {@code exact}
 * @param maintainer of the packages to build, for example {@code Jo Doe <jo@example.org>}
 * @param options others that the build depends on, by name without dashes in front
 */
public record LockedTarget(
    Suite suite,
    Architecture architecture,
    PythonVersion python,
    String policy,
    Optional<String> maintainer,
    SortedMap<String, String> options) {
  /** Copies. */
  public LockedTarget {
    options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
  }
}
