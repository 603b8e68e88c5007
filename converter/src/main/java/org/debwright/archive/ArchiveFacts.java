package org.debwright.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.debwright.archive.Archive.ArchivePackage;
import org.debwright.archive.Archive.PackagedProject;
import org.debwright.debian.Architecture;
import org.debwright.debian.PackageName;
import org.debwright.debian.Suite;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;

/**
 * What was asked of a suite's archive and what it answered, for one major version of Python. Made
 * by {@link RecordingArchive}, asked again through {@link RecordedArchive}.
 *
 * @param python the suite's own full version of that major version, where it was asked for
 * @param packages by name; empty where the suite has none
 * @param projects what the suite packages, best first; an empty list where it does not
 * @param distributions how many a package holds
 * @param owners of paths that have some
 * @param paths how many paths were asked about, and the SHA-256 of them all: most belong to nobody,
 *     and are not listed
 * @param pockets the state that was read
 */
public record ArchiveFacts(
    Suite suite,
    Architecture architecture,
    String releaseLabel,
    int glibcMinor,
    int pythonMajor,
    Optional<Pep440Version> python,
    SortedMap<PackageName, Optional<ArchivePackage>> packages,
    SortedMap<PackageName, List<PackageName>> providers,
    SortedMap<ProjectName, List<PackagedProject>> projects,
    SortedMap<PackageName, Integer> distributions,
    SortedMap<String, List<PackageName>> owners,
    SortedMap<String, List<PackageName>> sonames,
    Paths paths,
    List<PocketState> pockets) {
  /** Copies. */
  public ArchiveFacts {
    packages = copy(packages);
    providers = copy(providers);
    projects = copy(projects);
    distributions = copy(distributions);
    owners = copy(owners);
    sonames = copy(sonames);
    pockets = List.copyOf(pockets);
  }

  /**
   * A set of paths, named by its digest.
   *
   * @param sha256 of the sorted paths, each ended by a line feed
   */
  public record Paths(int count, String sha256) {
    static Paths of(Iterable<String> sorted) {
      StringBuilder text = new StringBuilder();
      int count = 0;
      for (String path : sorted) {
        text.append(path).append('\n');
        count++;
      }
      return new Paths(count, ArchiveCache.sha256(text.toString().getBytes(UTF_8)));
    }
  }

  private static <K extends Comparable<? super K>, V> SortedMap<K, V> copy(SortedMap<K, V> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }

  /** Names these facts. */
  String state() {
    return "facts " + ArchiveCache.sha256(toString().getBytes(UTF_8));
  }
}
