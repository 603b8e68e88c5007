package org.debwright.lock;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.debwright.index.Distribution;
import org.debwright.python.Hash;
import org.debwright.python.Marker;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.Requirement;
import org.debwright.python.SpecifierSet;
import org.debwright.python.VcsLocation;
import org.debwright.python.WheelFilename;
import org.debwright.resolve.Resolution;

/**
 * One entry of {@code [[packages]]} (PEP 751).
 *
 * @param version empty only for a directory
 * @param marker when it is wanted; empty for always
 * @param dependencies other entries it directly depends on, sorted
 * @param source where it comes from
 * @param asked whether it was asked for at top level
 * @param extras of the project that anyone asked for
 * @param askedExtras of the project that were asked for at top level
 */
public record LockedPackage(
    ProjectName name,
    Optional<Pep440Version> version,
    Optional<Marker> marker,
    SpecifierSet requiresPython,
    List<ProjectName> dependencies,
    Source source,
    boolean asked,
    SortedSet<ProjectName> extras,
    SortedSet<ProjectName> askedExtras) {
  /** Copies. */
  public LockedPackage {
    dependencies = dependencies.stream().distinct().sorted().toList();
    extras = new TreeSet<>(extras);
    askedExtras = new TreeSet<>(askedExtras);
  }

  /** Where a package comes from; PEP 751 allows exactly one. */
  public sealed interface Source {
    /** Release files of an index; at least one. */
    record Files(List<LockedFile> wheels, Optional<LockedFile> sdist) implements Source {
      /** Copies and sorts. */
      public Files {
        wheels = wheels.stream().sorted(Comparator.comparing(LockedFile::name)).toList();
      }
    }

    /** A file that was asked for by URL or path. */
    record Archive(LockedFile file, Optional<String> subdirectory) implements Source {}

    /**
     * A commit.
     *
     * @param url without credentials
     * @param revision what was asked for; its commit is in {@code commitId}
     * @param commitId in full; of Subversion, the revision's number
     */
    record Vcs(
        VcsLocation.Client client,
        String url,
        Optional<String> revision,
        String commitId,
        Optional<String> subdirectory)
        implements Source {}

    /** A project directory, which has no hash. */
    record Directory(String path, boolean editable) implements Source {}
  }

  /** Of a release; what the suite supplies is no entry, so nothing depends on it here. */
  static LockedPackage of(Resolution.Pinned pinned, Set<ProjectName> entries, Source source) {
    return new LockedPackage(
        pinned.project(),
        Optional.of(pinned.version()),
        Optional.empty(),
        pinned.metadata().requiresPython(),
        pinned.dependencies().stream().map(Requirement::name).filter(entries::contains).toList(),
        source,
        pinned.asked(),
        pinned.extras(),
        pinned.askedExtras());
  }

  /**
   * The release file of an index.
   *
   * @param source to be locked beside a wheel
   */
  static Source released(
      Resolution.Pinned pinned,
      Optional<Distribution> source,
      Function<Distribution, Hash> digest) {
    Distribution file = pinned.distribution();
    LockedFile locked = LockedFile.of(file, digest);
    return file.filename() instanceof WheelFilename
        ? new Source.Files(List.of(locked), source.map(sdist -> LockedFile.of(sdist, digest)))
        : new Source.Files(List.of(), Optional.of(locked));
  }
}
