package org.debwright.lock;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.debwright.archive.ArchiveFacts;
import org.debwright.index.Distribution;
import org.debwright.lock.LockedPackage.Source;
import org.debwright.python.Hash;
import org.debwright.python.ProjectName;
import org.debwright.python.PythonTarget;
import org.debwright.python.SpecifierSet;
import org.debwright.resolve.Provenance;
import org.debwright.resolve.Provenance.Need;
import org.debwright.resolve.Resolution;

/**
 * The content of a {@code pylock.toml} (PEP 751).
 *
 * @param environments markers of the environments it was made for; empty where it does not say
 * @param requiresPython Python versions it is good for
 * @param choices extras and groups that its markers may ask for
 * @param createdBy the tool that wrote it
 * @param packages sorted by name
 * @param supplied projects that the target's suite supplies, sorted by name
 * @param target what debwright made it for; empty where another tool wrote it
 * @param builds what the sources were built with, sorted, where that was recorded
 * @param archive what the packages ask of the suite's archive, where that was recorded
 */
public record Lock(
    List<String> environments,
    SpecifierSet requiresPython,
    Choices choices,
    String createdBy,
    List<LockedPackage> packages,
    List<LockedSupply> supplied,
    Optional<LockedTarget> target,
    List<LockedBuild> builds,
    Optional<ArchiveFacts> archive) {

  /** Copies and sorts. */
  public Lock {
    environments = List.copyOf(environments);
    packages = packages.stream().sorted(Comparator.comparing(LockedPackage::name)).toList();
    supplied = supplied.stream().sorted(Comparator.comparing(LockedSupply::project)).toList();
    builds = builds.stream().sorted().toList();
  }

  /**
   * What one who installs from it may choose (PEP 751, "extras", "dependency-groups").
   *
   * @param defaultGroups those of the groups that are wanted where nobody chooses
   */
  public record Choices(
      SortedSet<ProjectName> extras,
      SortedSet<ProjectName> groups,
      SortedSet<ProjectName> defaultGroups) {
    /** None at all. */
    public static final Choices NONE =
        new Choices(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());

    /** Copies. */
    public Choices {
      extras = Collections.unmodifiableSortedSet(new TreeSet<>(extras));
      groups = Collections.unmodifiableSortedSet(new TreeSet<>(groups));
      defaultGroups = Collections.unmodifiableSortedSet(new TreeSet<>(defaultGroups));
    }
  }

  /**
   * Locks what was resolved.
   *
   * @param direct sources of what was asked for by URL or path
   * @param sdists source distributions to be locked beside wheels, by project
   * @param digest computes the SHA-256 of a file whose index does not tell it
   */
  public static Lock of(
      Resolution resolution,
      LockedTarget target,
      PythonTarget python,
      Map<ProjectName, Source> direct,
      Map<ProjectName, Distribution> sdists,
      Function<Distribution, Hash> digest) {
    List<LockedPackage> packages =
        resolution.pinned().stream()
            .map(
                pinned ->
                    LockedPackage.of(
                        pinned,
                        resolution.projects(),
                        Optional.ofNullable(direct.get(pinned.project()))
                            .orElseGet(
                                () ->
                                    LockedPackage.released(
                                        pinned,
                                        Optional.ofNullable(sdists.get(pinned.project())),
                                        digest))))
            .toList();
    return new Lock(
        List.of(environment(python)),
        SpecifierSet.parse("==" + python.version() + ".*"),
        Choices.NONE,
        "debwright",
        packages,
        resolution.supplied().stream()
            .map(one -> LockedSupply.of(one, needs(resolution, one.offer().project())))
            .toList(),
        Optional.of(target),
        List.of(),
        Optional.empty());
  }

  private static List<Need> needs(Resolution resolution, ProjectName project) {
    return Optional.ofNullable(resolution.reasons().get(project))
        .map(Provenance::needs)
        .orElse(List.of());
  }

  /** The same for other packages' settings: maintainer and options. */
  public Lock withTarget(Optional<LockedTarget> other) {
    return new Lock(
        environments,
        requiresPython,
        choices,
        createdBy,
        packages,
        supplied,
        other,
        builds,
        archive);
  }

  /**
   * The same with what the packages ask of the suite's archive.
   *
   * @param built what their sources were built with
   */
  public Lock withArchive(ArchiveFacts facts, List<LockedBuild> built) {
    return new Lock(
        environments,
        requiresPython,
        choices,
        createdBy,
        packages,
        supplied,
        target,
        built,
        Optional.of(facts));
  }

  /** PEP 751, "environments": what else than the declared target could take these wheels. */
  private static String environment(PythonTarget python) {
    String machine = python.markers().values().getOrDefault("platform_machine", "");
    String platform = python.markers().values().getOrDefault("sys_platform", "");
    return "python_version == \""
        + python.version()
        + "\" and implementation_name == \"cpython\" and sys_platform == \""
        + platform
        + "\" and platform_machine == \""
        + machine
        + "\"";
  }
}
