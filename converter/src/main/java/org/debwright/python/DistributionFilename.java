package org.debwright.python;

import java.util.Optional;

/**
 * The name of a release file, which says project and version: a wheel's or a source distribution's.
 */
public sealed interface DistributionFilename permits WheelFilename, SdistFilename {
  /** The project. */
  ProjectName project();

  /** The version. */
  Pep440Version version();

  /** The whole file name. */
  String filename();

  /**
   * Reads the name of a file offered for {@code project}; empty where it is none of that project's
   * or of a kind no installer takes (eggs, installers for Windows, signatures).
   */
  static Optional<DistributionFilename> parse(String filename, ProjectName project) {
    throw new UnsupportedOperationException();
  }
}
