package org.debwright.index;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;
import org.debwright.diagnostic.Reporter;
import org.debwright.python.Hash;
import org.jspecify.annotations.Nullable;

/**
 * Reads a page of links (PEP 503) in HTML: of a project, or of {@code --find-links}. Attributes of
 * PEP 592, 658 and 714 are read, all others ignored.
 */
final class HtmlPage {
  private final Url page;
  private final Function<Link, Optional<Link>> wanted;
  private final Reporter reporter;
  private final List<Link> links = new ArrayList<>();
  private Url base;
  private boolean hasLinks;
  private boolean hasTags;
  private boolean asksForLogin;

  private HtmlPage(Url page, Function<Link, Optional<Link>> wanted, Reporter reporter) {
    this.page = page;
    this.base = page;
    this.wanted = wanted;
    this.reporter = reporter;
  }

  /**
   * The links of a page.
   *
   * @param page where it came from
   * @param wanted which links to keep, and in which form
   * @throws org.debwright.diagnostic.DebwrightException where it is no such page
   */
  static List<Link> parse(
      byte[] content, Url page, Function<Link, Optional<Link>> wanted, Reporter reporter) {
    HtmlPage reader = new HtmlPage(page, wanted, reporter);
    reader.read(new HtmlTags(content));
    return List.copyOf(reader.links);
  }

  private void read(HtmlTags tags) {
    while (tags.next()) {
      hasTags = true;
      if (tags.isClosing()) {
        continue;
      }
      if (tags.is("a")) {
        anchor(tags);
      } else if (tags.is("base")) {
        String href = tags.attribute("href");
        base = href == null ? base : page.resolve(href);
      } else if (tags.is("meta")) {
        meta(tags);
      } else if (tags.is("input") || tags.is("form")) {
        asksForLogin = true;
      }
    }
    if (!hasTags) {
      throw PageProblem.garbage(page, "it is neither HTML nor JSON of the Simple API");
    }
    if (asksForLogin && !hasLinks) {
      throw PageProblem.garbage(page, "it is a form without links to files, as for a login");
    }
  }

  private void meta(HtmlTags tags) {
    if ("pypi:repository-version".equals(tags.attribute("name"))) {
      String version = tags.attribute("content");
      ApiVersion.check(version == null ? "" : version, page, reporter);
    }
  }

  private void anchor(HtmlTags tags) {
    String href = tags.attribute("href");
    if (href == null) {
      return;
    }
    Url target = base.resolve(href);
    String filename = target.filename();
    boolean mayBeFile = target.isHttp() || (target.isFile() && page.isFile());
    if (!mayBeFile || filename.isEmpty()) {
      return;
    }
    hasLinks = hasLinks || filename.indexOf('-') > 0;
    wanted.apply(link(tags, target, filename)).ifPresent(links::add);
  }

  private static Link link(HtmlTags tags, Url target, String filename) {
    String requiresPython = tags.attribute("data-requires-python");
    String metadata = tags.attribute("data-core-metadata");
    return new Link(
        filename,
        Optional.empty(),
        target.withoutFragment().toString(),
        Link.hashes(target.fragment()),
        requiresPython == null ? "" : requiresPython,
        Optional.ofNullable(tags.attribute("data-yanked")),
        metadataHashes(metadata == null ? tags.attribute("data-dist-info-metadata") : metadata),
        uploaded(tags.attribute("data-upload-time")),
        -1);
  }

  /** PEP 658: {@code sha256=…} or {@code true}. */
  private static Optional<SortedSet<Hash>> metadataHashes(@Nullable String value) {
    return value == null || value.equals("false")
        ? Optional.empty()
        : Optional.of(Link.hashes(value));
  }

  /** A time in ISO 8601, which some indexes write; empty where it is none. */
  static Optional<Instant> uploaded(@Nullable String time) {
    try {
      return time == null ? Optional.empty() : Optional.of(OffsetDateTime.parse(time).toInstant());
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
