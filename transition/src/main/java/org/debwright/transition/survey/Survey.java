package org.debwright.transition.survey;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was found; every list is sorted.
 *
 * @param root where it lies
 * @param distributions of legacy places, and those among the packages' that no package owns
 * @param packaged distributions that packages own
 * @param environments virtual environments, with how many distributions are in each
 * @param loose files of legacy places and commands in {@code /usr/local/bin} that no distribution
 *     has
 * @param pathEntries lines of {@code .pth} files that name directories
 * @param calls calls of pip, those of tooling included
 * @param unread what could not be read or is no regular file
 */
public record Survey(
    Path root,
    List<Interpreter> interpreters,
    List<PlaceSummary> places,
    List<InstalledDistribution> distributions,
    List<InstalledDistribution> packaged,
    Map<Environment, Integer> environments,
    List<Shadow> shadows,
    List<LooseFile> loose,
    List<PathEntry> pathEntries,
    List<Importer> importers,
    List<PipCall> calls,
    List<String> unread,
    Dpkg dpkg) {

  /** Copies. */
  public Survey {
    interpreters = List.copyOf(interpreters);
    places = List.copyOf(places);
    distributions = List.copyOf(distributions);
    packaged = List.copyOf(packaged);
    environments = new TreeMap<>(environments);
    shadows = List.copyOf(shadows);
    loose = List.copyOf(loose);
    pathEntries = List.copyOf(pathEntries);
    importers = List.copyOf(importers);
    calls = List.copyOf(calls);
    unread = List.copyOf(unread);
  }

  /**
   * How much lies in a place.
   *
   * @param loose files that no distribution has
   */
  public record PlaceSummary(Place place, int distributions, int files, long bytes, int loose) {}

  /** A file that no distribution has. */
  public record LooseFile(String path, long bytes, String kind) implements Comparable<LooseFile> {
    @Override
    public int compareTo(LooseFile other) {
      return path.compareTo(other.path);
    }
  }

  /** A directory that a {@code .pth} file puts on {@code sys.path}. */
  public record PathEntry(String file, int line, String text, boolean runs) {}

  /** Calls that are not pip's own. */
  public List<PipCall> foreignCalls() {
    return calls.stream().filter(call -> !call.tooling()).toList();
  }
}
