package org.debwright.resolve;

import java.util.List;
import java.util.Optional;
import org.debwright.python.ProjectName;

/** The solver's door to the Debian side. Thread-safe; looks up, fetches nothing. */
public interface SuiteWorld {
  /** What the target's suite packages of a project, if it does. */
  Optional<Offer> offer(ProjectName project);

  /**
   * What the offered package says of other projects' packages. Alternatives of which one is no
   * project's package are left out: the suite itself has them.
   */
  List<Offer.Demand> demands(Offer offer);
}
