package org.debwright.index;

import java.util.List;
import org.debwright.python.ProjectName;

/** One place that offers files: an index, a page of links, a directory. Thread-safe. */
interface LinkSource {
  /** What the place has of a project; empty where it does not know it. */
  List<Release> releases(ProjectName project);
}
