package org.debwright.index;

import java.io.EOFException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter;
import org.debwright.index.StoredPageFormat.Outline;

/** Pages of links over HTTP, asked for only where the cache has none that is still fresh. */
final class CachedPages {
  static final String KIND = "pages";

  private final WebClient web;
  private final Hosts hosts;
  private final CacheDirectory cache;
  private final boolean offline;
  private final Clock clock;
  private final Reporter reporter;
  private final Staleness staleness;
  private final Map<String, Optional<String>> used = new ConcurrentHashMap<>();

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
    Optional<byte[]> content = cache.read(KIND, key);
    Optional<StoredPage> stored = content.flatMap(StoredPageFormat::read);
    Instant now = clock.instant();
    boolean usable = stored.filter(found -> offline || found.isFresh(now)).isPresent();
    if (stored.isPresent() && usable) {
      staleness.note(page, stored.get(), now);
      note(key, content);
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
          Optional<byte[]> content =
              StoredPage.mayStore(answer)
                  ? Optional.of(StoredPageFormat.write(read))
                  : Optional.empty();
          content.ifPresent(bytes -> cache.write(KIND, key, bytes));
          note(key, content);
          return read;
        });
  }

  private void note(String key, Optional<byte[]> content) {
    used.put(key, content.flatMap(StoredPageFormat::outline).map(Outline::fingerprint));
  }

  /** The pages that answers were drawn from so far; empty if one of them may not be kept. */
  Optional<List<PageState>> used() {
    List<PageState> states = new ArrayList<>();
    for (Map.Entry<String, Optional<String>> page : new TreeMap<>(used).entrySet()) {
      if (page.getValue().isEmpty()) {
        return Optional.empty();
      }
      states.add(new PageState(page.getKey(), page.getValue().get()));
    }
    return Optional.of(states);
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
