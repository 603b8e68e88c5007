package org.debwright.index;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.debwright.python.Pep440Version;

/**
 * One version of a project with its files. A project may have thousands of files of hundreds of
 * versions, of which a resolution looks at few: files are read when first asked for. Thread-safe.
 */
public final class Release {
  private final Pep440Version version;
  private final Supplier<List<Distribution>> source;
  private Optional<List<Distribution>> files = Optional.empty();

  Release(Pep440Version version, Supplier<List<Distribution>> source) {
    this.version = version;
    this.source = source;
  }

  /** Files by their versions, in the order in which these first occur. */
  static List<Release> group(List<Distribution> files) {
    Map<Pep440Version, List<Distribution>> byVersion = new LinkedHashMap<>();
    for (Distribution file : files) {
      byVersion.computeIfAbsent(file.filename().version(), key -> new ArrayList<>()).add(file);
    }
    List<Release> releases = new ArrayList<>(byVersion.size());
    byVersion.forEach((version, own) -> releases.add(new Release(version, () -> own)));
    return List.copyOf(releases);
  }

  /** Releases of several places: those of one version become one. */
  static List<Release> unite(List<Release> all) {
    Map<Pep440Version, List<Release>> byVersion = new LinkedHashMap<>();
    for (Release release : all) {
      byVersion.computeIfAbsent(release.version, key -> new ArrayList<>(2)).add(release);
    }
    return byVersion.values().stream()
        .map(same -> same.size() == 1 ? same.get(0) : joined(same))
        .toList();
  }

  private static Release joined(List<Release> same) {
    return new Release(
        same.get(0).version,
        () -> {
          // The same file from several places is one; the first place's word counts.
          Map<String, Distribution> united = new LinkedHashMap<>();
          same.stream()
              .flatMap(release -> release.files().stream())
              .forEach(file -> united.putIfAbsent(file.url(), file));
          return List.copyOf(united.values());
        });
  }

  /** The version; spellings that PEP 440 calls equal are one release. */
  public Pep440Version version() {
    return version;
  }

  /** Its files, in no particular order, at least one. */
  public synchronized List<Distribution> files() {
    if (files.isEmpty()) {
      files = Optional.of(List.copyOf(source.get()));
    }
    return files.get();
  }

  /** For example {@code 1.0}. */
  @Override
  public String toString() {
    return version.toString();
  }
}
