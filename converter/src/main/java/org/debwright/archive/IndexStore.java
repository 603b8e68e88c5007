package org.debwright.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import org.debwright.archive.Release.IndexFile;
import org.debwright.archive.Transport.Answer;
import org.debwright.archive.Transport.Validators;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.tukaani.xz.XZInputStream;

/** Gets index files whose SHA-256 a Release file says, and opens them unpacked. */
final class IndexStore {
  private static final int BUFFER = 1 << 16;

  private final ArchiveCache cache;
  private final Transport transport;
  private final Clock clock;
  private final boolean offline;

  IndexStore(ArchiveCache cache, Transport transport, Clock clock, boolean offline) {
    this.cache = cache;
    this.transport = transport;
    this.clock = clock;
    this.offline = offline;
  }

  /** The archive does not have an index file, or not as its Release file says. */
  static final class IndexMismatch extends IOException {
    private static final long serialVersionUID = 1L;
    private final boolean remembered;

    IndexMismatch(IndexFile file, boolean remembered) {
      super("`" + file.path() + "` is missing or differs from what the Release file says");
      this.remembered = remembered;
    }

    /** Whether it was found out a short while ago, and the archive was not asked again. */
    boolean isRemembered() {
      return remembered;
    }
  }

  /**
   * The cached file, fetched if it is not there or not whole.
   *
   * @throws IndexMismatch if the archive's own differs from its Release file
   */
  Path keep(Pocket pocket, Release release, IndexFile file, LongConsumer progress)
      throws IOException {
    Path kept = cache.index(file);
    if (Files.isReadable(kept) && ArchiveCache.sha256(kept).equals(file.sha256())) {
      progress.accept(file.sizeBytes());
      return kept;
    }
    Path fetched = fetch(pocket, release, file, kept, progress);
    ArchiveCache.publish(fetched, kept);
    return kept;
  }

  /**
   * A file of the caller's own, who deletes it.
   *
   * @throws IndexMismatch if the archive's own differs from its Release file
   */
  Path fetch(Pocket pocket, Release release, IndexFile file, Path beside, LongConsumer progress)
      throws IOException {
    if (offline) {
      throw Diagnostic.error(
              "archive-offline", "`" + file.path() + "` of the archive is not in the cache")
          .because("nothing is fetched with `--offline`")
          .toException();
    }
    boolean isOptional = pocket.necessity() == Pocket.Necessity.OPTIONAL;
    if (isOptional && cache.isKnownMissing(file, clock.instant())) {
      throw new IndexMismatch(file, true);
    }
    Path into = ArchiveCache.beside(beside);
    try {
      for (URI address : addresses(pocket, release, file)) {
        Answer answer = transport.fetch(address, Validators.NONE, into, file.sizeBytes(), progress);
        if (answer instanceof Answer.Fetched fetched && fetched.sha256().equals(file.sha256())) {
          return into;
        }
      }
    } catch (IOException e) {
      Files.deleteIfExists(into);
      throw unreachable(pocket, file, e);
    }
    Files.deleteIfExists(into);
    if (isOptional) {
      cache.rememberMissing(file, clock.instant());
    }
    throw new IndexMismatch(file, false);
  }

  /** Debian's repository format, "Indices acquisition via hashsums (by-hash)". */
  private static List<URI> addresses(Pocket pocket, Release release, IndexFile file) {
    List<URI> addresses = new ArrayList<>();
    if (release.byHash()) {
      String directory = file.path().substring(0, file.path().lastIndexOf('/') + 1);
      addresses.add(pocket.resolve(directory + "by-hash/SHA256/" + file.sha256()));
    }
    addresses.add(pocket.resolve(file.path()));
    return addresses;
  }

  private static DebwrightException unreachable(Pocket pocket, IndexFile file, IOException cause) {
    return new DebwrightException(
        Diagnostic.error(
                "archive-unreachable",
                "`" + file.path() + "` cannot be fetched from `" + pocket.shown() + "`")
            .because(cause.getClass().getSimpleName() + ": " + cause.getMessage()),
        cause);
  }

  /** The unpacked bytes of a file, by the ending of the path in the archive. */
  static InputStream unpacked(Path file, IndexFile index) throws IOException {
    InputStream raw = Files.newInputStream(file);
    try {
      if (index.path().endsWith(".gz")) {
        return new GZIPInputStream(raw, BUFFER);
      }
      if (index.path().endsWith(".xz")) {
        return new XZInputStream(new BufferedInputStream(raw, BUFFER));
      }
      return raw;
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }
}
