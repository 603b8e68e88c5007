package org.debwright.index;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter;
import org.debwright.python.Hash;

/** Brings whole distributions into the {@link FileStore}, proved by their hashes. */
final class FileFetcher {
  private static final String KIND = "addresses";

  private final WebClient web;
  private final Hosts hosts;
  private final CacheDirectory cache;
  private final FileStore store;
  private final boolean offline;
  private final Reporter reporter;
  private final Set<String> weak = ConcurrentHashMap.newKeySet();

  FileFetcher(
      WebClient web, Hosts hosts, CacheDirectory cache, boolean offline, Reporter reporter) {
    this.web = web;
    this.hosts = hosts;
    this.cache = cache;
    this.store = new FileStore(cache);
    this.offline = offline;
    this.reporter = reporter;
  }

  /**
   * A file that has every hash its index gives and, where some are required, one of those.
   *
   * @throws org.debwright.diagnostic.DebwrightException where it cannot be had so
   */
  Path fetch(Distribution distribution, Set<Hash> required) {
    HashDemand demand = new HashDemand(distribution, required);
    Url url = Url.parse(distribution.url());
    if (url.isFile()) {
      return local(url.toPath(), demand);
    }
    FileStore.Stored stored =
        cached(distribution, demand).orElseGet(() -> download(distribution, url, demand));
    demand.check(stored.digests());
    return stored.path();
  }

  /** The file if it is in the cache already, right by the index's word. */
  Optional<Path> cached(Distribution distribution) {
    return cached(distribution, new HashDemand(distribution, Set.of())).map(FileStore.Stored::path);
  }

  private Optional<FileStore.Stored> cached(Distribution distribution, HashDemand demand) {
    return demand
        .sha256()
        .or(() -> cache.read(KIND, key(distribution)).flatMap(FileFetcher::pointer))
        .flatMap(sha256 -> store.find(sha256, distribution.filename().filename(), demand.all()));
  }

  private static Optional<Hash> pointer(byte[] content) {
    String hex = new String(content, java.nio.charset.StandardCharsets.US_ASCII);
    return hex.matches("[0-9a-f]{64}") ? Optional.of(Hash.sha256(hex)) : Optional.empty();
  }

  /** Files without a SHA-256 are found again by their address. */
  private static String key(Distribution distribution) {
    Url url = Url.parse(distribution.url()).withoutCredentials();
    return CacheDirectory.key(url + " " + distribution.hashes());
  }

  private static Path local(Path file, HashDemand demand) {
    try {
      demand.check(demand.all().isEmpty() ? Map.of() : Digests.of(file, demand.all()).finish());
      return file;
    } catch (IOException unreadable) {
      throw Diagnostic.error("file-unreadable", "`" + file + "` cannot be read")
          .because(unreadable.getClass().getSimpleName())
          .toException();
    }
  }

  private FileStore.Stored download(Distribution distribution, Url url, HashDemand demand) {
    if (offline) {
      throw Offline.missing("file `" + distribution.filename().filename() + "`");
    }
    if (!demand.isStrong()) {
      hosts.requireSecure(url);
      warnOfWeakHashes(distribution, url);
    }
    try {
      Path part = store.temporary();
      try {
        return receive(distribution, url, demand, part);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException full) {
      throw Diagnostic.error(
              "cache-unwritable", "the cache `" + cache.root() + "` cannot be written")
          .because(full.getClass().getSimpleName() + ": " + full.getMessage())
          .mend("free space there, or choose another by `--cache-dir`")
          .toException();
    }
  }

  /** Once an index: what it says proves little. */
  private void warnOfWeakHashes(Distribution distribution, Url url) {
    if (!distribution.hashes().isEmpty() && weak.add(url.origin())) {
      reporter.report(
          Diagnostic.warning(
                  "hash-weak",
                  "`" + distribution.filename().filename() + "` is proved by a weak hash only")
              .because(
                  "`"
                      + url.host()
                      + "` gives only `"
                      + distribution.hashes().first().algorithm()
                      + "`")
              .mend("require hashes of your own, as `--hash=sha256:…`"));
    }
  }

  private FileStore.Stored receive(Distribution distribution, Url url, HashDemand demand, Path part)
      throws IOException {
    String filename = distribution.filename().filename();
    Download download = new Download(url, part, demand.all(), distribution.sizeBytes());
    try (Reporter.Progress progress =
        reporter.begin(
            "fetching " + filename, Math.max(0, distribution.sizeBytes()), Reporter.Unit.BYTES)) {
      web.ask(download::request, answer -> download.receive(answer, progress));
    }
    Map<String, Hash> digests = download.digests();
    demand.check(digests);
    FileStore.Stored stored = store.adopt(part, filename, digests);
    if (demand.sha256().isEmpty()) {
      String hex = FileStore.sha256(digests).hex();
      cache.write(
          KIND, key(distribution), hex.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
    return stored;
  }

  /** One file on its way; a repeated request goes on where the last one broke. */
  private static final class Download {
    private final Url url;
    private final Path part;
    private final List<Hash> hashes;
    private final long announced;
    private Digests digests;
    private long done;
    private Optional<String> validator = Optional.empty();

    Download(Url url, Path part, List<Hash> hashes, long announced) {
      this.url = url;
      this.part = part;
      this.hashes = new ArrayList<>(hashes);
      this.announced = announced;
      this.digests = new Digests(hashes);
    }

    /** Goes on only by a strong entity tag (RFC 9110, 13.1.5); otherwise from the start. */
    Request request() {
      Request whole = Request.file(url);
      return done > 0 && validator.isPresent()
          ? whole.with("Range", "bytes=" + done + "-").with("If-Range", validator.get())
          : whole;
    }

    Path receive(Answer answer, Reporter.Progress progress) throws IOException {
      String begins = "bytes " + done + "-";
      boolean goesOn =
          answer.status() == 206
              && done > 0
              && answer
                  .header("content-range")
                  .filter(range -> range.startsWith(begins))
                  .isPresent();
      if (!goesOn && answer.status() != 200) {
        throw WebProblems.status(answer);
      }
      if (!goesOn) {
        progress.advance(-done);
        done = 0;
        digests = new Digests(hashes);
        validator = answer.header("etag").filter(tag -> tag.startsWith("\""));
      }
      try (OutputStream out =
          Files.newOutputStream(
              part,
              StandardOpenOption.WRITE,
              goesOn ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING)) {
        copy(answer.body(), out, progress);
      }
      return part;
    }

    Map<String, Hash> digests() {
      return digests.finish();
    }

    private void copy(InputStream in, OutputStream out, Reporter.Progress progress)
        throws IOException {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (announced >= 0 && done + n > announced) {
          throw new Answer.TooLargeException(announced);
        }
        out.write(buffer, 0, n);
        digests.update(buffer, n);
        done += n;
        progress.advance(n);
      }
    }
  }
}
