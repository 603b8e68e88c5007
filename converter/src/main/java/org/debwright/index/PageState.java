package org.debwright.index;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.debwright.diagnostic.Reporter;
import org.debwright.index.StoredPageFormat.Outline;

/**
 * What a page of an index said when an answer was drawn from it.
 *
 * @param key names the page in the cache; no secret
 * @param fingerprint alike for as long as the page says the same
 */
public record PageState(String key, String fingerprint) {
  /**
   * Whether all of the pages are cached, may be used without asking, and say the same still. So an
   * answer drawn from them is what it would be if it were drawn now.
   */
  public static boolean areCurrent(List<PageState> pages, Path cacheRoot, Instant now) {
    CacheDirectory cache = new CacheDirectory(cacheRoot.toAbsolutePath(), Reporter.SILENT);
    return pages.stream().allMatch(page -> page.isCurrent(cache, now));
  }

  private boolean isCurrent(CacheDirectory cache, Instant now) {
    Optional<Outline> outline =
        cache.read(CachedPages.KIND, key).flatMap(StoredPageFormat::outline);
    return outline.isPresent()
        && outline.get().head().isFresh(now)
        && outline.get().fingerprint().equals(fingerprint);
  }
}
