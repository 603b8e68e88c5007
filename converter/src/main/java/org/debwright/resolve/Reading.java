package org.debwright.resolve;

import java.util.List;
import java.util.Set;
import org.debwright.python.CoreMetadata;
import org.debwright.python.MarkerEnvironment;
import org.debwright.python.ProjectName;
import org.debwright.python.Requirement;

/** What reading a candidate's metadata gave. */
sealed interface Reading {
  /** It can be used. */
  record Known(CoreMetadata metadata) implements Reading {
    /** What the release requires whatever its extras. */
    List<Requirement> requirements(MarkerEnvironment environment) {
      return metadata.requiresDist().stream()
          .filter(requirement -> requirement.appliesTo(environment, Set.of()))
          .toList();
    }

    /** What {@code extra} requires beyond that. As pip does, one extra is looked at at a time. */
    List<Requirement> requirements(MarkerEnvironment environment, ProjectName extra) {
      return metadata.requiresDist().stream()
          .filter(requirement -> !requirement.appliesTo(environment, Set.of()))
          .filter(requirement -> requirement.appliesTo(environment, Set.of(extra)))
          .toList();
    }
  }

  /** It cannot. */
  record Refused(Rejection rejection) implements Reading {}
}
