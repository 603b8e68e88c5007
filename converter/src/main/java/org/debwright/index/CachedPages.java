package org.debwright.index;

import java.io.EOFException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter;

/** Pages of links over HTTP, asked for only where the cache has none that is still fresh. */
final class CachedPages {
  private static final String KIND = "pages";

  private final WebClient web;
  private final Hosts hosts;
  private final CacheDirectory cache;
  private final boolean offline;
  private final Clock clock;
  private final Reporter reporter;
  private final Staleness staleness;

  CachedPages(
      WebClient web,
      Hosts hosts,
      CacheDirectory cache,
      boolean offline,
      Clock clock,
      Reporter reporter) {
    this.web = web;
    this.hosts = hosts;
    this.cache = cache;
    this.offline = offline;
    this.clock = clock;
    this.reporter = reporter;
    this.staleness = new Staleness(reporter);
  }

  /**
   * The links of a page by version, empty where the server knows no such page.
   *
   * @param wanted keeps the links that are; alike for every question after the same page
   */
  Optional<List<LinkGroup>> links(Url page, Supplier<LinkSorter> wanted) {
    String key = CacheDirectory.readable(page.withoutCredentials().toString());
    Optional<StoredPage> stored = cache.read(KIND, key).flatMap(StoredPageFormat::read);
    Instant now = clock.instant();
    boolean usable = stored.filter(found -> offline || found.isFresh(now)).isPresent();
    if (stored.isPresent() && usable) {
      staleness.note(page, stored.get(), now);
      return existing(stored.get());
    }
    if (offline) {
      throw Offline.missing("page `" + page.display() + "`");
    }
    hosts.requireSecure(page);
    return existing(fetch(page, key, stored, wanted));
  }

  private static Optional<List<LinkGroup>> existing(StoredPage page) {
    return page.exists() ? Optional.of(page.groups()) : Optional.empty();
  }

  private StoredPage fetch(
      Url page, String key, Optional<StoredPage> stored, Supplier<LinkSorter> wanted) {
    Request request = stored.map(old -> conditional(page, old)).orElse(Request.page(page));
    return web.ask(
        () -> request,
        answer -> {
          StoredPage read = read(answer, stored, wanted);
          if (StoredPage.mayStore(answer)) {
            cache.write(KIND, key, StoredPageFormat.write(read));
          }
          return read;
        });
  }

  private static Request conditional(Url page, StoredPage old) {
    Request request = Request.page(page);
    request = old.etag().isEmpty() ? request : request.with("If-None-Match", old.etag());
    return old.lastModified().isEmpty()
        ? request
        : request.with("If-Modified-Since", old.lastModified());
  }

  private StoredPage read(Answer answer, Optional<StoredPage> stored, Supplier<LinkSorter> wanted)
      throws IOException {
    Instant now = clock.instant();
    return switch (answer.status()) {
      case 200 -> StoredPage.of(answer, true, parse(answer, wanted), now);
      case 304 -> stored.orElseThrow(() -> WebProblems.status(answer)).revalidated(answer, now);
      case 404, 410 -> StoredPage.of(answer, false, List.of(), now);
      default -> throw WebProblems.status(answer);
    };
  }

  private List<LinkGroup> parse(Answer answer, Supplier<LinkSorter> wanted) throws IOException {
    byte[] content = answer.readAll(PageReader.LIMIT);
    if (content.length == 0) {
      throw new EOFException("the page is empty");
    }
    if (!answer.isDelimited() && HtmlTags.isCutOff(content)) {
      throw new EOFException("the page ends before its `</html>`");
    }
    return PageReader.parse(
        content, answer.mediaType(), answer.url().withoutCredentials(), wanted.get(), reporter);
  }

  /** Says once that stale pages are used, and how old the first is. */
  private static final class Staleness {
    private final Reporter reporter;
    private boolean said;

    Staleness(Reporter reporter) {
      this.reporter = reporter;
    }

    synchronized void note(Url page, StoredPage stored, Instant now) {
      if (said || stored.isFresh(now)) {
        return;
      }
      said = true;
      reporter.report(
          Diagnostic.warning("index-stale", "the index is not asked, what it said before is used")
              .because("`" + page.display() + "` is " + Offline.age(stored.fetched(), now) + " old")
              .mend("run without `--offline` to ask it again"));
    }
  }
}
