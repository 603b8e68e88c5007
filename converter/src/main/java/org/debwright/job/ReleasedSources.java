package org.debwright.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.debwright.deb.SourcePackage;
import org.debwright.diagnostic.Reporter.Progress;
import org.debwright.diagnostic.Reporter.Unit;
import org.debwright.index.Distribution;
import org.debwright.index.Index;
import org.debwright.job.MadePackage.Upstream;
import org.debwright.python.ProjectName;
import org.debwright.python.SdistFilename;
import org.debwright.resolve.Resolution.Pinned;

/** The source distributions of releases, and the source packages that are made of them. */
final class ReleasedSources {
  // A server's queue of connections is small; see the facts on indexes.
  private static final int DOWNLOADS = 8;

  // PEP 625 allows the first alone; the others are of older releases.
  private static final List<String> PREFERRED = List.of(".tar.gz", ".tgz", ".tar.xz", ".tar.bz2");

  private ReleasedSources() {}

  /** The source distribution of each release that has one; of the file itself where it is one. */
  static SortedMap<ProjectName, Distribution> of(List<Pinned> pinned, Index index) {
    SortedMap<ProjectName, Distribution> found = new TreeMap<>();
    List<Optional<Distribution>> sdists = InParallel.map(pinned, DOWNLOADS, one -> of(one, index));
    for (int i = 0; i < pinned.size(); i++) {
      ProjectName project = pinned.get(i).project();
      sdists.get(i).ifPresent(sdist -> found.put(project, sdist));
    }
    return found;
  }

  private static Optional<Distribution> of(Pinned pinned, Index index) {
    if (pinned.direct()) {
      return Optional.empty();
    }
    if (isSource(pinned.distribution())) {
      return Optional.of(pinned.distribution());
    }
    return pinned.alternatives().stream()
        .filter(ReleasedSources::isSource)
        .findFirst()
        .or(
            () ->
                index.files(pinned.project()).stream()
                    .filter(ReleasedSources::isSource)
                    .filter(file -> file.filename().version().equals(pinned.version()))
                    .min(
                        Comparator.comparingInt(ReleasedSources::rank)
                            .thenComparing(file -> file.filename().filename())))
        .filter(file -> isAllowed(pinned, file));
  }

  // Who asks for hashes asks for no other file.
  private static boolean isAllowed(Pinned pinned, Distribution file) {
    return pinned.requiredHashes().isEmpty()
        || file.hashes().stream().anyMatch(hash -> pinned.requiredHashes().contains(hash));
  }

  private static boolean isSource(Distribution file) {
    return file.filename() instanceof SdistFilename;
  }

  private static int rank(Distribution file) {
    for (int i = 0; i < PREFERRED.size(); i++) {
      if (file.filename().filename().endsWith(PREFERRED.get(i))) {
        return i;
      }
    }
    return PREFERRED.size();
  }

  /**
   * Source packages of all packages that were made of a release.
   *
   * @param source fetches what was released; empty where there is none
   * @param lacking is told the projects without
   */
  static List<SourcePackage> pack(
      List<MadePackage> made,
      Function<ProjectName, Optional<Path>> source,
      SourceShelf shelf,
      Surroundings surroundings,
      Consumer<SortedSet<ProjectName>> lacking) {
    List<MadePackage> released = made.stream().filter(each -> each.upstream().isPresent()).toList();
    SortedSet<ProjectName> without = new TreeSet<>();
    List<SourcePackage> packed = new ArrayList<>();
    try (Progress progress =
        surroundings.reporter().begin("packing sources", released.size(), Unit.ITEMS)) {
      List<Optional<Path>> files =
          InParallel.map(
              released, DOWNLOADS, each -> source.apply(each.upstream().orElseThrow().project()));
      for (int i = 0; i < released.size(); i++) {
        Upstream upstream = released.get(i).upstream().orElseThrow();
        progress.item(upstream.project() + " " + upstream.version());
        if (files.get(i).isPresent()) {
          packed.add(shelf.get(released.get(i).file(), upstream, files.get(i).get()));
        } else {
          without.add(upstream.project());
        }
        progress.advance(1);
      }
    }
    lacking.accept(without);
    return packed;
  }

  /** Fetches the source distribution of a project, verified. */
  static Optional<Path> fetch(
      ProjectName project, Map<ProjectName, Distribution> sdists, Index index) {
    return Optional.ofNullable(sdists.get(project)).map(file -> index.fetch(file, Set.of()));
  }
}
