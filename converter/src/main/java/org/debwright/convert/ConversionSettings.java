package org.debwright.convert;

/**
 * What the user decides about every package of a run.
 *
 * @param maintainer of the packages
 * @param revision counts our builds of the same thing, from 1: the {@code N} of {@code +dwN}
 */
public record ConversionSettings(Maintainer maintainer, int revision) {
  /** Checks. */
  public ConversionSettings {
    if (revision < 1) {
      throw new IllegalArgumentException("revisions count from 1: " + revision);
    }
  }
}
