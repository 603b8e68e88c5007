package org.debwright.resolve;

import java.util.List;
import org.debwright.index.Distribution;
import org.debwright.python.CoreMetadata;
import org.debwright.python.ProjectName;

/**
 * The solver's door to the Python side. Thread-safe. The distribution's packages will come in by a
 * door of their own beside it.
 */
public interface World {
  /** Every release file of a project; empty where it is unknown. */
  List<Distribution> files(ProjectName project);

  /**
   * Metadata of a release file, if need be by building it. Throws DebwrightException where that
   * fails.
   */
  CoreMetadata metadata(Distribution distribution);
}
