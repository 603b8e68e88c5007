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
   *
   * <p>The project is needed because {@code a-b-1.tar.gz} may be version {@code b-1} of {@code a}
   * or version 1 of {@code a-b}. Called for each link of an index's page, so it makes no garbage
   * for the files of others.
   */
  static Optional<DistributionFilename> parse(String filename, ProjectName project) {
    int dash = endOfName(filename, project.normalized());
    if (dash < 0) {
      return Optional.empty();
    }
    return filename.endsWith(WheelFilename.SUFFIX)
        ? WheelFilename.afterName(filename, project, dash).map(name -> name)
        : SdistFilename.afterName(filename, project, dash).map(name -> name);
  }

  // Where the dash behind the name stands, or -1; compares as PEP 503 normalises.
  static int endOfName(String filename, String normalized) {
    int at = 0;
    for (int i = 0; i < normalized.length(); i++, at++) {
      if (at == filename.length()) {
        return -1;
      }
      char c = filename.charAt(at);
      if (normalized.charAt(i) == '-') {
        if (!isSeparator(c)) {
          return -1;
        }
        while (at + 1 < filename.length() && isSeparator(filename.charAt(at + 1))) {
          at++;
        }
      } else if (normalized.charAt(i) != (c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c)) {
        return -1;
      }
    }
    return at < filename.length() && filename.charAt(at) == '-' ? at : -1;
  }

  private static boolean isSeparator(char c) {
    return c == '-' || c == '_' || c == '.';
  }
}
