package org.debwright.transition.survey;

import java.util.Comparator;
import java.util.List;
import org.debwright.python.ProjectName;

/**
 * Two copies of the same modules on one {@code sys.path}: the first is imported.
 *
 * @param project whose copy is imported
 * @param version of that copy
 * @param place where it lies
 * @param hidden what is not imported: a package, or a place
 * @param hiddenVersion its version, as Python's metadata there have it, else as dpkg has it
 * @param modules which both have
 */
public record Shadow(
    ProjectName project,
    String version,
    String place,
    String hidden,
    String hiddenVersion,
    List<String> modules)
    implements Comparable<Shadow> {
  private static final Comparator<Shadow> ORDER =
      Comparator.comparing(Shadow::place)
          .thenComparing(Shadow::project)
          .thenComparing(Shadow::hidden);

  /** Copies. */
  public Shadow {
    modules = List.copyOf(modules);
  }

  @Override
  public int compareTo(Shadow other) {
    return ORDER.compare(this, other);
  }
}
