package org.debwright.resolve;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;

/**
 * Which of the two worlds a project is taken from.
 *
 * @param preference for all projects
 * @param overrides for single ones; each outranks the preference
 */
public record Policy(Preference preference, SortedMap<ProjectName, Choice> overrides) {
  /** Everything from the index, as pip does. */
  public static final Policy EXACT = new Policy(Preference.EXACT, new TreeMap<>());

  /** Copies. */
  public Policy {
    overrides = Collections.unmodifiableSortedMap(new TreeMap<>(overrides));
  }

  /** What is taken where both worlds have something that fits. */
  public enum Preference {
    /**
     * The index's. The suite's only of projects that no index knows and that a package of the suite
     * needs.
     */
    EXACT,
    /** The newer; where both are of one version, the suite's. */
    PIP_NEWER,
    /** The suite's wherever it fits. */
    DISTRO_FIRST
  }

  /** What is decided for one project. */
  public sealed interface Choice {
    /** What the suite packages. */
    record FromSuite() implements Choice {}

    /** A release of the index. */
    record Built() implements Choice {}

    /** This release of the index. */
    record Version(Pep440Version version) implements Choice {}
  }

  /** What is decided for {@code project} by itself. */
  public Optional<Choice> override(ProjectName project) {
    return Optional.ofNullable(overrides.get(project));
  }

  /** Whether it can only be followed by knowing what the suite packages. */
  public boolean needsSuite() {
    return preference != Preference.EXACT
        || overrides.values().stream().anyMatch(Choice.FromSuite.class::isInstance);
  }
}
