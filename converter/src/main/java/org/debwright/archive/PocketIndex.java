package org.debwright.archive;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.debwright.archive.Archive.ArchivePackage;
import org.debwright.debian.PackageName;

/**
 * What is known of one pocket, ready for look-ups.
 *
 * @param packages one for each component
 * @param contents one for each Contents file
 * @param relations of the same packages
 */
record PocketIndex(
    Pocket pocket,
    SignedRelease signed,
    List<Table> packages,
    List<ContentsIndex> contents,
    RelationTables relations) {

  /**
   * What is known of one Contents file.
   *
   * @param table of distributions, modules and libraries
   * @param paths of every path, looked at only when asked
   */
  record ContentsIndex(Table table, PathTable paths) {}

  /** The newest package of a name. */
  Optional<ArchivePackage> find(PackageName name) {
    return packages.stream()
        .flatMap(t -> PackagesDigest.find(t, name).stream())
        .reduce((a, b) -> a.version().compareTo(b.version()) >= 0 ? a : b);
  }

  /** Names of packages that provide a name. */
  Stream<String> providers(String name) {
    return packages.stream().flatMap(t -> PackagesDigest.providers(t, name).stream());
  }

  /** Values of a key in all Contents tables, cut at {@code separator}. */
  List<String> contents(String key, String separator) {
    return contents.stream()
        .flatMap(c -> c.table().get(key).stream())
        .flatMap(v -> Stream.of(v.split(separator, -1)))
        .distinct()
        .toList();
  }
}
