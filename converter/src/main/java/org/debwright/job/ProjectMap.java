package org.debwright.job;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.debwright.debian.PackageName;
import org.debwright.python.ProjectName;

/**
 * What the user says of which package of the suite a project is; outranks what the archive tells.
 *
 * @param packages by project
 * @param unpackaged projects that the suite does not package, whatever it seems
 * @param file that some of it was read from
 */
public record ProjectMap(
    SortedMap<ProjectName, PackageName> packages,
    SortedSet<ProjectName> unpackaged,
    Optional<Path> file) {
  /** Says nothing. */
  public static final ProjectMap NONE =
      new ProjectMap(new TreeMap<>(), new TreeSet<>(), Optional.empty());

  /** Copies. */
  public ProjectMap {
    packages = Collections.unmodifiableSortedMap(new TreeMap<>(packages));
    unpackaged = Collections.unmodifiableSortedSet(new TreeSet<>(unpackaged));
  }
}
