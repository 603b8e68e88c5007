package org.debwright.job;

import java.util.Collections;
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
 */
public record ProjectMap(
    SortedMap<ProjectName, PackageName> packages, SortedSet<ProjectName> unpackaged) {
  /** Says nothing. */
  public static final ProjectMap NONE = new ProjectMap(new TreeMap<>(), new TreeSet<>());

  /** Copies. */
  public ProjectMap {
    packages = Collections.unmodifiableSortedMap(new TreeMap<>(packages));
    unpackaged = Collections.unmodifiableSortedSet(new TreeSet<>(unpackaged));
  }
}
