package org.debwright.resolve;

import org.debwright.python.ProjectName;
import org.jspecify.annotations.Nullable;

/** What the solver chooses a version for. */
sealed interface Node {
  /** The project whose candidates these are. */
  ProjectName project();

  /** A project. */
  record Base(ProjectName project) implements Node {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Base base && project.equals(base.project);
    }

    @Override
    public int hashCode() {
      return project.hashCode();
    }

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
    public boolean equals(@Nullable Object other) {
      return other instanceof Extra that
          && project.equals(that.project)
          && extra.equals(that.extra);
    }

    @Override
    public int hashCode() {
      return 31 * project.hashCode() + extra.hashCode();
    }

    @Override
    public String toString() {
      return project + "[" + extra + "]";
    }
  }
}
