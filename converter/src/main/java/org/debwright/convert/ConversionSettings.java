package org.debwright.convert;

import java.util.Set;
import org.debwright.python.ProjectName;

/**
 * What the user decides about every package of a run.
 *
 * @param maintainer of the packages
 * @param revision counts our builds of the same thing, from 1: the {@code N} of {@code +dwN}
 * @param incomplete projects that may need libraries which nobody has
 */
public record ConversionSettings(Maintainer maintainer, int revision, Set<ProjectName> incomplete) {
  /** Nothing may be missing. */
  public ConversionSettings(Maintainer maintainer, int revision) {
    this(maintainer, revision, Set.of());
  }

  /** Checks. */
  public ConversionSettings {
    incomplete = Set.copyOf(incomplete);
    if (revision < 1) {
      throw new IllegalArgumentException("revisions count from 1: " + revision);
    }
  }
}
