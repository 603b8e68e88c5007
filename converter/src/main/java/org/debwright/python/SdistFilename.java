package org.debwright.python;

import java.util.List;
import java.util.Optional;

/**
 * {@code name-version.tar.gz} (PEP 625) and the older forms pip takes: {@code .zip}, {@code
 * .tar.bz2}, {@code .tar.xz}, {@code .tgz}, {@code .tar}, any spelling of the name.
 */
public record SdistFilename(String filename, ProjectName project, Pep440Version version)
    implements DistributionFilename {
  private static final List<String> SUFFIXES =
      List.of(".tar.gz", ".zip", ".tar.bz2", ".tar.xz", ".tgz", ".tbz", ".txz", ".tar");

  /** Whether {@code filename} ends as source distributions do. */
  public static boolean hasSuffix(String filename) {
    return stem(filename).isPresent();
  }

  /** Reads a name whose project is known to end at {@code dash}. */
  static Optional<SdistFilename> afterName(String filename, ProjectName project, int dash) {
    return stem(filename)
        .filter(stem -> stem.length() > dash)
        .flatMap(stem -> Pep440Version.tryParse(stem.substring(dash + 1)))
        .map(version -> new SdistFilename(filename, project, version));
  }

  /**
   * The project and version of a file that nothing else is known of; where several readings are
   * possible, the name is the longest that leaves a version: {@code python-slugify-1.2.4.tar.gz}.
   */
  public static Optional<SdistFilename> tryParse(String filename) {
    Optional<String> stem = stem(filename);
    if (stem.isEmpty()) {
      return Optional.empty();
    }
    for (int dash = stem.get().lastIndexOf('-');
        dash > 0;
        dash = stem.get().lastIndexOf('-', dash - 1)) {
      String name = filename.substring(0, dash);
      if (ProjectName.isValid(name)) {
        Optional<SdistFilename> read = afterName(filename, new ProjectName(name), dash);
        if (read.isPresent()) {
          return read;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> stem(String filename) {
    int end = endOfStem(filename);
    return end < 0 ? Optional.empty() : Optional.of(filename.substring(0, end));
  }

  /** Where the suffix of a source distribution begins, -1 where there is none. */
  static int endOfStem(String filename) {
    for (String suffix : SUFFIXES) {
      if (filename.endsWith(suffix)) {
        return filename.length() - suffix.length();
      }
    }
    return -1;
  }
}
