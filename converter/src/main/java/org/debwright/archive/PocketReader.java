package org.debwright.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.debwright.archive.PocketIndex.ContentsIndex;
import org.debwright.archive.Release.IndexFile;
import org.debwright.debian.Architecture;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter;

/**
 * Makes the index of a pocket out of its index files, each file by itself: its digest is kept under
 * its SHA-256, so a new Release file costs only what really changed.
 */
final class PocketReader {
  private final ArchiveCache cache;
  private final IndexStore store;
  private final Architecture architecture;
  private final Reporter reporter;

  PocketReader(ArchiveCache cache, IndexStore store, Architecture architecture, Reporter reporter) {
    this.cache = cache;
    this.store = store;
    this.architecture = architecture;
    this.reporter = reporter;
  }

  /**
   * A piece of the work that can run beside the others.
   *
   * @param sizeBytes what is fetched for it
   */
  record Task(long sizeBytes, Work work) {}

  /** Fetches and digests what is not there. */
  @FunctionalInterface
  interface Work {
    /**
     * Does it.
     *
     * @throws IndexStore.IndexMismatch if the archive's file differs from its Release file
     */
    void run(LongConsumer progress) throws IOException;
  }

  /** What must be done before {@link #open} succeeds, longest first; empty when all is there. */
  List<Task> tasks(Pocket pocket, Release release) {
    List<Task> tasks = new ArrayList<>();
    for (IndexFile file : contentsFiles(pocket, release)) {
      if (!Files.isReadable(table(file)) || !Files.isReadable(paths(file))) {
        tasks.add(new Task(file.sizeBytes(), p -> digestContents(pocket, release, file, p)));
      }
    }
    for (IndexFile file : packagesFiles(pocket, release)) {
      if (!Files.isReadable(cache.digest(file, "packages"))
          || !Files.isReadable(cache.digest(file, "relations"))) {
        tasks.add(new Task(file.sizeBytes(), p -> digestPackages(pocket, release, file, p)));
      }
    }
    return tasks;
  }

  /**
   * Maps what the tasks left.
   *
   * @throws IOException if it is not there or not whole; {@link #forget} and run the tasks again
   */
  PocketIndex open(Pocket pocket, SignedRelease signed) throws IOException {
    List<Table> packages = new ArrayList<>();
    for (IndexFile file : packagesFiles(pocket, signed.release())) {
      packages.add(Table.open(cache.digest(file, "packages")));
    }
    List<ContentsIndex> contents = new ArrayList<>();
    for (IndexFile file : contentsFiles(pocket, signed.release())) {
      if (isAbsent(pocket, file)) {
        continue;
      }
      contents.add(new ContentsIndex(Table.open(table(file)), PathTable.open(paths(file))));
    }
    List<Path> relations =
        packagesFiles(pocket, signed.release()).stream()
            .map(file -> cache.digest(file, "relations"))
            .toList();
    return new PocketIndex(pocket, signed, packages, contents, new RelationTables(relations));
  }

  /** Whether the archive lists a Contents file of a pocket that it does not have: no great loss. */
  private boolean isAbsent(Pocket pocket, IndexFile file) {
    return pocket.necessity() == Pocket.Necessity.OPTIONAL && !Files.isReadable(table(file));
  }

  /** Deletes the digests of a pocket, for one of them is damaged. */
  void forget(Pocket pocket, Release release) throws IOException {
    for (IndexFile file : packagesFiles(pocket, release)) {
      Files.deleteIfExists(cache.digest(file, "packages"));
      Files.deleteIfExists(cache.digest(file, "relations"));
    }
    for (IndexFile file : contentsFiles(pocket, release)) {
      Files.deleteIfExists(table(file));
      Files.deleteIfExists(paths(file));
    }
  }

  private Path table(IndexFile file) {
    return cache.digest(file, architecture + ".contents");
  }

  private Path paths(IndexFile file) {
    return cache.digest(file, architecture + ".paths");
  }

  private void digestPackages(Pocket pocket, Release release, IndexFile file, LongConsumer progress)
      throws IOException {
    Path kept = store.keep(pocket, release, file, progress);
    try (InputStream in = IndexStore.unpacked(kept, file)) {
      ArchiveCache.publish(Table.encode(PackagesDigest.read(in)), cache.digest(file, "packages"));
    }
    try (InputStream in = IndexStore.unpacked(kept, file)) {
      ArchiveCache.publish(Table.encode(RelationsDigest.read(in)), cache.digest(file, "relations"));
    }
  }

  /** Contents files are large and of no further use, so only their digest is kept. */
  private void digestContents(Pocket pocket, Release release, IndexFile file, LongConsumer progress)
      throws IOException {
    Path fetched;
    try {
      fetched = store.fetch(pocket, release, file, cache.index(file), progress);
    } catch (IndexStore.IndexMismatch e) {
      if (pocket.necessity() == Pocket.Necessity.REQUIRED) {
        throw e;
      }
      warnWithoutContents(pocket, String.valueOf(e.getMessage()));
      return;
    }
    Path written = ArchiveCache.beside(paths(file));
    try (InputStream in = IndexStore.unpacked(fetched, file);
        OutputStream out = Files.newOutputStream(written)) {
      ContentsDigest digest = ContentsDigest.read(in, architecture);
      digest.paths().write(out, digest.names());
      ArchiveCache.publish(Table.encode(digest.entries()), table(file));
      ArchiveCache.publish(written, paths(file));
    } finally {
      Files.deleteIfExists(fetched);
      Files.deleteIfExists(written);
    }
  }

  /** Packages files of the wanted components. */
  List<IndexFile> packagesFiles(Pocket pocket, Release release) {
    List<IndexFile> files = new ArrayList<>();
    for (String component : components(pocket, release)) {
      release.find(component + "/binary-" + architecture + "/Packages").ifPresent(files::add);
    }
    if (files.isEmpty()) {
      throw Diagnostic.error(
              "archive-architecture-missing",
              "`" + pocket.suite() + "` of `" + pocket.shown() + "` has no `" + architecture + "`")
          .because("its Release file lists no Packages file of that architecture")
          .toException();
    }
    return files;
  }

  /** Ubuntu has one Contents file for all components, Debian one for each and one for "all". */
  private List<IndexFile> contentsFiles(Pocket pocket, Release release) {
    List<IndexFile> files = new ArrayList<>();
    for (String component : components(pocket, release)) {
      for (String name : List.of("all", architecture.name())) {
        release.find(component + "/Contents-" + name).ifPresent(files::add);
      }
    }
    if (files.isEmpty()) {
      Optional<IndexFile> joint = release.find("Contents-" + architecture);
      joint.ifPresent(files::add);
    }
    return files;
  }

  /** The wanted components that the release has; those apt would complain of are left out. */
  List<String> components(Pocket pocket, Release release) {
    if (!pocket.components().isEmpty()) {
      List<String> both =
          pocket.components().stream()
              .map(c -> c.substring(c.lastIndexOf('/') + 1))
              .filter(c -> release.components().isEmpty() || release.components().contains(c))
              .toList();
      return both.isEmpty() ? release.components() : both;
    }
    List<String> usual =
        release.components().stream().filter(List.of("main", "universe")::contains).toList();
    return usual.isEmpty() ? release.components() : usual;
  }

  /** Says that nothing is known of files, where the archive has no list of them. */
  void checkContents(Pocket pocket, Release release) {
    if (contentsFiles(pocket, release).isEmpty()) {
      warnWithoutContents(pocket, "its Release file lists no Contents file");
    }
  }

  private void warnWithoutContents(Pocket pocket, String reason) {
    Diagnostic warning =
        Diagnostic.warning(
                "archive-contents-missing",
                "which files `" + pocket.suite() + "` has in its packages is not wholly known")
            .because(reason);
    reporter.report(warning);
  }
}
