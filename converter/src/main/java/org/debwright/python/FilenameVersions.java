package org.debwright.python;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The versions that the names of a project's release files tell. A page has thousands of files of a
 * hundred versions: each spelling is read once, and gives the same object. Not thread-safe.
 */
public final class FilenameVersions {
  private final ProjectName project;
  private final Map<String, Optional<Pep440Version>> ofWheels = new HashMap<>();
  private final Map<String, Optional<Pep440Version>> ofSources = new HashMap<>();

  /** Of the files of {@code project}. */
  public FilenameVersions(ProjectName project) {
    this.project = project;
  }

  /**
   * The version of a file; empty where the file is not the project's, or of a kind no installer
   * takes. Tags are not looked at: that {@link DistributionFilename#parse} takes the name is not
   * said.
   */
  public Optional<Pep440Version> of(String filename) {
    int dash = DistributionFilename.endOfName(filename, project.normalized());
    if (dash < 0) {
      return Optional.empty();
    }
    return filename.endsWith(WheelFilename.SUFFIX)
        ? ofWheel(filename, dash + 1)
        : ofSource(filename, dash + 1);
  }

  private Optional<Pep440Version> ofWheel(String filename, int start) {
    int end = filename.indexOf('-', start);
    return end < 0
        ? Optional.empty()
        : ofWheels.computeIfAbsent(filename.substring(start, end), WheelFilename::version);
  }

  private Optional<Pep440Version> ofSource(String filename, int start) {
    int end = SdistFilename.endOfStem(filename);
    return end <= start
        ? Optional.empty()
        : ofSources.computeIfAbsent(filename.substring(start, end), Pep440Version::tryParse);
  }
}
