package org.debwright.resolve;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.debwright.index.Distribution;
import org.debwright.index.Release;
import org.debwright.python.CoreMetadata;
import org.debwright.python.ProjectName;

/**
 * The solver's door to the Python side. Thread-safe. The suite's packages come in by {@link
 * SuiteWorld}.
 */
public interface World {
  /** Every release file of a project; empty where it is unknown. */
  List<Distribution> files(ProjectName project);

  /**
   * The same files by version, where that can be told without reading each of them. Versions that
   * PEP 440 calls equal are one release.
   */
  default Optional<List<Release>> releases(ProjectName project) {
    return Optional.empty();
  }

  /**
   * Metadata of a release file, if need be by building it. Throws DebwrightException where that
   * fails: with a code that begins {@code build-}, {@code metadata-}, {@code sdist-} or {@code
   * wheel-} the file is at fault and its release is passed over; any other ends the search.
   */
  CoreMetadata metadata(Distribution distribution);

  /** Names a wheel can be imported by, at top level; empty where nobody can tell. */
  default Set<String> modules(Distribution wheel) {
    return Set.of();
  }
}
