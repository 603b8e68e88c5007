package org.debwright.python;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.debwright.diagnostic.Location;

/** A requirement that the user wrote, with the options of its line. */
public sealed interface AskedRequirement {
  /** The project, empty where only its files will tell. */
  Optional<ProjectName> project();

  /** The extras asked for. */
  SortedSet<ProjectName> extras();

  /** The condition, for the declared target. */
  Optional<Marker> marker();

  /** {@code --hash}: one of these must match if there are any; all are strong. */
  SortedSet<Hash> hashes();

  /** {@code --config-settings}: for the build, {@code key=value} each, in order. */
  List<String> configSettings();

  /** Where it is written. */
  Location where();

  /** Whether it applies to the declared target. */
  default boolean appliesTo(MarkerEnvironment environment) {
    return marker().map(condition -> condition.evaluate(environment, Set.of())).orElse(true);
  }

  /**
   * A project that the index knows by name.
   *
   * @param requirement without URL
   */
  record ByName(
      Requirement requirement, SortedSet<Hash> hashes, List<String> configSettings, Location where)
      implements AskedRequirement {
    /** Copies. */
    public ByName {
      hashes = Collections.unmodifiableSortedSet(new TreeSet<>(hashes));
      configSettings = List.copyOf(configSettings);
    }

    @Override
    public Optional<ProjectName> project() {
      return Optional.of(requirement.name());
    }

    @Override
    public SortedSet<ProjectName> extras() {
      return requirement.extras();
    }

    @Override
    public Optional<Marker> marker() {
      return requirement.marker();
    }
  }

  /** How a project directory is installed. */
  enum Mode {
    /** Built, then installed. */
    REGULAR,
    /** Asked for with {@code -e}, so that its source stays in use. */
    EDITABLE
  }

  /**
   * A release file or project directory at a place.
   *
   * @param location URL without fragment, or a path relative to the working directory (pip's rule,
   *     also inside a file elsewhere); may hold credentials: print {@link #displayLocation()}
   * @param subdirectory the project's directory in an archive, relative, empty for its root
   * @param mode regular but for {@code -e}
   * @param vcs the same place, where it is under version control
   */
  record ByLocation(
      String location,
      Optional<ProjectName> project,
      SortedSet<ProjectName> extras,
      Optional<Marker> marker,
      String subdirectory,
      Mode mode,
      SortedSet<Hash> hashes,
      List<String> configSettings,
      Optional<VcsLocation> vcs,
      Location where)
      implements AskedRequirement {
    /** Copies. */
    public ByLocation {
      extras = Collections.unmodifiableSortedSet(new TreeSet<>(extras));
      hashes = Collections.unmodifiableSortedSet(new TreeSet<>(hashes));
      configSettings = List.copyOf(configSettings);
    }

    /** The location with asterisks for credentials. */
    public String displayLocation() {
      return Credentials.masked(location);
    }

    /** Whether it is a URL with a network scheme, not a path or {@code file:} URL. */
    public boolean isRemote() {
      return location.matches("(?i)(https?|ftp):.*");
    }
  }
}
