package org.debwright.resolve;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.debwright.python.CoreMetadata;
import org.debwright.python.MarkerEnvironment;
import org.debwright.python.ProjectName;
import org.debwright.python.Requirement;

/** What reading a candidate's metadata gave. */
sealed interface Reading {
  /**
   * It can be used.
   *
   * @param requirements what the release requires whatever its extras
   * @param conditional requirements that may count with an extra
   */
  record Known(CoreMetadata metadata, List<Requirement> requirements, List<Requirement> conditional)
      implements Reading {
    /** What {@code metadata} say for an environment. */
    static Known of(CoreMetadata metadata, MarkerEnvironment environment) {
      Map<Boolean, List<Requirement>> byNeed =
          metadata.requiresDist().stream()
              .collect(Collectors.partitioningBy(one -> one.appliesTo(environment, Set.of())));
      return new Known(
          metadata, byNeed.getOrDefault(true, List.of()), byNeed.getOrDefault(false, List.of()));
    }

    /** What {@code extra} requires beyond that. As pip does, one extra is looked at at a time. */
    List<Requirement> requirements(MarkerEnvironment environment, ProjectName extra) {
      return conditional.stream()
          .filter(requirement -> requirement.appliesTo(environment, Set.of(extra)))
          .toList();
    }
  }

  /**
   * It is the suite's.
   *
   * @param demands what its package says of others
   * @param upstream what the index has of the same version, where it does
   */
  record Packaged(Offer offer, List<Offer.Demand> demands, Optional<Known> upstream)
      implements Reading {
    /** Copies. */
    public Packaged {
      demands = List.copyOf(demands);
    }
  }

  /** It cannot. */
  record Refused(Rejection rejection) implements Reading {}
}
