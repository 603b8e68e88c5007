package org.debwright.index;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A page as it was read, with what is needed to ask for it again (RFC 9111).
 *
 * @param exists whether the index knows the project at all
 * @param fetched when it was read or last found unchanged
 * @param freshFor how long it may be used from then on without asking
 * @param etag entity tag, empty where none was given
 * @param lastModified as the server wrote it, empty where it did not
 */
record StoredPage(
    boolean exists,
    Instant fetched,
    Duration freshFor,
    String etag,
    String lastModified,
    List<LinkGroup> groups) {

  /** Freshness where the index says nothing. */
  static final Duration DEFAULT_FRESHNESS = Duration.ofMinutes(10);

  /** What an answer says about a page. */
  static StoredPage of(Answer answer, boolean exists, List<LinkGroup> groups, Instant now) {
    return new StoredPage(
        exists,
        now,
        freshness(answer),
        answer.headers().getOrDefault("etag", ""),
        answer.headers().getOrDefault("last-modified", ""),
        groups);
  }

  /** This page after the server said that it is unchanged. */
  StoredPage revalidated(Answer answer, Instant now) {
    return new StoredPage(exists, now, freshness(answer), etag, lastModified, groups);
  }

  /** This page with links. */
  StoredPage withGroups(List<LinkGroup> read) {
    return new StoredPage(exists, fetched, freshFor, etag, lastModified, read);
  }

  /** Whether it may be used without asking; a clock set back makes nothing fresh. */
  boolean isFresh(Instant now) {
    return !now.isBefore(fetched) && now.isBefore(fetched.plus(freshFor));
  }

  /** Whether an answer may be kept at all. */
  static boolean mayStore(Answer answer) {
    return !directives(answer).contains("no-store");
  }

  private static Duration freshness(Answer answer) {
    for (String directive : directives(answer)) {
      if (directive.equals("no-cache")) {
        return Duration.ZERO;
      }
      if (directive.matches("max-age=\"?\\d{1,9}\"?")) {
        long seconds = Long.parseLong(directive.replaceAll("\\D", ""));
        return Duration.ofSeconds(Math.max(0, seconds - age(answer)));
      }
    }
    return DEFAULT_FRESHNESS;
  }

  private static long age(Answer answer) {
    String age = answer.headers().getOrDefault("age", "").strip();
    return age.matches("\\d{1,9}") ? Long.parseLong(age) : 0;
  }

  private static List<String> directives(Answer answer) {
    String control = answer.headers().getOrDefault("cache-control", "");
    return control.isEmpty()
        ? List.of()
        : List.of(control.toLowerCase(java.util.Locale.ROOT).strip().split("\\s*,\\s*"));
  }
}
