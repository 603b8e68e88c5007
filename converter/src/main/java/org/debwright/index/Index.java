package org.debwright.index;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.debwright.python.CoreMetadata;
import org.debwright.python.Hash;
import org.debwright.python.ProjectName;

/**
 * What exists on the Python side. Thread-safe: callers ask ahead from several threads. Throws
 * DebwrightException where the index cannot answer.
 */
public interface Index {
  /**
   * Every release file of a project, in no particular order; empty where no index knows it. Only
   * files whose name an installer could take.
   */
  List<Distribution> files(ProjectName project);

  /**
   * The same files by version: the cheaper question where not every version is looked at. In no
   * particular order.
   */
  default List<Release> releases(ProjectName project) {
    return Release.group(files(project));
  }

  /**
   * The core metadata of a wheel without fetching it whole where that can be helped, or of a source
   * distribution where its PKG-INFO is reliable (PEP 643); empty where it must be built to know.
   */
  Optional<CoreMetadata> metadata(Distribution distribution);

  /**
   * Names a wheel can be imported by, at top level; empty where it is none, or has none.
   *
   * @throws org.debwright.diagnostic.DebwrightException where the index cannot answer
   */
  default Set<String> modules(Distribution distribution) {
    return Set.of();
  }

  /**
   * The file itself, in the cache, verified.
   *
   * @param required if not empty, one of these must match, beside what the index itself says
   * @return a path named by the distribution's own file name; do not change it
   */
  Path fetch(Distribution distribution, Set<Hash> required);

  /**
   * The wheel or source distribution that an address or a local path names, with the hashes of its
   * fragment; nothing is fetched yet. Throws DebwrightException where the name says nothing.
   *
   * @param project where it is known, as in {@code name @ url}
   */
  default Distribution direct(String urlOrPath, Optional<ProjectName> project) {
    return DirectLinks.resolve(urlOrPath, project);
  }
}
