package org.debwright.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.debwright.deb.Compression;
import org.debwright.deb.DebFile;
import org.debwright.deb.DebReader;
import org.debwright.deb.DebWriter;
import org.debwright.deb.Sha256;
import org.debwright.debian.BinaryPackage;
import org.debwright.diagnostic.DebwrightException;

/**
 * Written packages in the cache, so that an interrupted or repeated run does not compress again
 * what it has: {@code debs/KEY/NAME.deb} with its SHA-256 beside. The key is all that goes into the
 * file, the digests of its contents included, and which debwright wrote it.
 */
final class DebShelf {
  private final Path root;
  private final Compression compression;
  private final Optional<String> edition;

  /**
   * A shelf.
   *
   * @param edition of this program; empty where it is not known, then all is written anew
   */
  DebShelf(Path cache, Compression compression, Optional<String> edition) {
    this.root = cache.resolve("debs");
    this.compression = compression;
    this.edition = edition;
  }

  /** The package as a file, written now or before. */
  DebFile get(BinaryPackage contents, DebWriter writer) {
    Path directory = root.resolve(key(contents));
    Path file = directory.resolve(contents.filename());
    try {
      return find(file).orElseGet(() -> write(contents, writer, file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<DebFile> find(Path file) throws IOException {
    if (edition.isEmpty() || !Files.exists(file) || !Files.exists(digest(file))) {
      return Optional.empty();
    }
    try {
      DebFile found = DebReader.read(file);
      String kept = Files.readString(digest(file)).strip();
      return Optional.of(found).filter(deb -> deb.sha256().hex().equals(kept));
    } catch (DebwrightException damaged) {
      return Optional.empty();
    }
  }

  private static DebFile write(BinaryPackage contents, DebWriter writer, Path file) {
    try {
      Files.createDirectories(file.resolveSibling(""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    DebFile written = writer.write(contents, file);
    AtomicFile.write(digest(file), written.sha256() + "\n");
    return written;
  }

  /** Whether a file that was written is still there as it was. */
  static boolean holds(Path file, Sha256 expected) {
    try {
      return Files.exists(file) && Sha256.of(file).equals(expected);
    } catch (IOException gone) {
      return false;
    }
  }

  private static Path digest(Path file) {
    return file.resolveSibling("sha256");
  }

  private String key(BinaryPackage contents) {
    return new Fingerprint()
        .with(edition)
        .with(compression)
        .with(contents.modifiedEpochSeconds())
        .with(contents.control())
        .with(contents.conffiles())
        .with(contents.scripts())
        .withEntries(contents.entries())
        .hex();
  }
}
