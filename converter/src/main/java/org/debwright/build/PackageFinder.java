package org.debwright.build;

import java.util.List;
import org.debwright.debian.PackageName;

/** Which packages of the target's suite have a file. */
@FunctionalInterface
public interface PackageFinder {
  /** Knows none. */
  PackageFinder NONE = path -> List.of();

  /**
   * Packages that own a path.
   *
   * @param path absolute
   */
  List<PackageName> owners(String path);
}
