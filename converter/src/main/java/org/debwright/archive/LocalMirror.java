package org.debwright.archive;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.debwright.archive.Release.IndexFile;
import org.debwright.diagnostic.Diagnostic;

/** Lays verified files out as apt expects them in an archive. */
final class LocalMirror {
  private final ArchiveCache cache;
  private final PocketReader reader;
  private final IndexStore store;

  LocalMirror(ArchiveCache cache, PocketReader reader, IndexStore store) {
    this.cache = cache;
    this.reader = reader;
    this.store = store;
  }

  /** The tree of a pocket, named by what is in it, so that it never changes. */
  LocalPocket layOut(PocketIndex index) {
    Pocket pocket = index.pocket();
    Release release = index.signed().release();
    List<IndexFile> files = reader.packagesFiles(pocket, release);
    String keys = pocket.keyring().stamp();
    Path root = cache.mirror(index.signed().sha256() + keys + files + pocket.suite());
    try {
      if (!Files.isDirectory(root) || !isWhole(root, pocket, files)) {
        write(root, pocket, index.signed(), files);
      }
    } catch (IndexStore.IndexMismatch e) {
      throw Diagnostic.error("archive-index-mismatch", "`" + pocket.suite() + "` is not consistent")
          .because(String.valueOf(e.getMessage()))
          .toException();
    } catch (IOException e) {
      throw ArchiveCache.unusable(e);
    }
    return new LocalPocket(
        root,
        pocket.suite(),
        reader.components(pocket, release),
        root.resolve("keyring.gpg"),
        pocket.trust() == Pocket.Trust.ASSUMED,
        release.validUntil().isPresent());
  }

  private static boolean isWhole(Path root, Pocket pocket, List<IndexFile> files)
      throws IOException {
    for (IndexFile file : files) {
      Path laid = root.resolve("dists").resolve(pocket.suite()).resolve(file.path());
      if (!Files.isReadable(laid) || !ArchiveCache.sha256(laid).equals(file.sha256())) {
        return false;
      }
    }
    return Files.isReadable(root.resolve("keyring.gpg"));
  }

  private void write(Path root, Pocket pocket, SignedRelease signed, List<IndexFile> files)
      throws IOException {
    Files.createDirectories(parent(root));
    Path beside = Files.createTempDirectory(parent(root), ".new-");
    try {
      Files.write(beside.resolve("keyring.gpg"), pocket.keyring().content());
      Path suite = Files.createDirectories(beside.resolve("dists").resolve(pocket.suite()));
      for (Map.Entry<String, byte[]> file : signed.files().entrySet()) {
        Files.write(suite.resolve(file.getKey()), file.getValue());
      }
      for (IndexFile file : files) {
        Path kept = store.keep(pocket, signed.release(), file, n -> {});
        Path laid = suite.resolve(file.path());
        Files.createDirectories(parent(laid));
        link(laid, kept);
      }
      replace(beside, root);
    } finally {
      deleteTree(beside);
    }
  }

  private static void link(Path laid, Path kept) throws IOException {
    try {
      Files.createLink(laid, kept);
    } catch (IOException | UnsupportedOperationException e) {
      Files.copy(kept, laid);
    }
  }

  /** Another run may have made the same tree meanwhile; then its is taken. */
  private static void replace(Path beside, Path root) throws IOException {
    // What apt's own user must be able to read.
    Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("rwxr-xr-x"));
    try {
      Files.move(beside, root, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(root)) {
        throw e;
      }
      Path old = Files.createTempDirectory(parent(root), ".old-");
      Files.move(root, old.resolve("tree"));
      Files.move(beside, root);
      deleteTree(old);
    }
  }

  private static Path parent(Path path) throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IOException("no directory for " + path);
    }
    return parent;
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
