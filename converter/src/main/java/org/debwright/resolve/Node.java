package org.debwright.resolve;

import org.debwright.python.ProjectName;

/** What the solver chooses a version for. */
sealed interface Node {
  /** The project whose candidates these are. */
  ProjectName project();

  /** A project. */
  record Base(ProjectName project) implements Node {
    @Override
    public String toString() {
      return project.normalized();
    }
  }

  /**
   * An extra of a project (PEP 508, "Extras"): has the project's candidates, is always chosen at
   * the project's own version, and brings what only the extra requires.
   */
  record Extra(ProjectName project, ProjectName extra) implements Node {
    @Override
    public String toString() {
      return project + "[" + extra + "]";
    }
  }
}
