package org.debwright.index;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.debwright.diagnostic.Reporter;

/**
 * Reads a page of links (PEP 503) in HTML: of a project, or of {@code --find-links}. Attributes of
 * PEP 592, 658 and 714 are read, all others ignored.
 */
final class HtmlPage {
  private final Url page;
  private final LinkSorter sorter;
  private final Reporter reporter;
  // Begin and end of the reference of the tag being read.
  private final int[] href = new int[2];
  private Url base;
  private boolean hasLinks;
  private boolean hasTags;
  private boolean asksForLogin;

  private HtmlPage(Url page, LinkSorter sorter, Reporter reporter) {
    this.page = page;
    this.base = page;
    this.sorter = sorter;
    this.reporter = reporter;
  }

  /**
   * The links of a page.
   *
   * @param page where it came from
   * @param sorter takes the links, must be new
   * @throws org.debwright.diagnostic.DebwrightException where it is no such page
   */
  static List<LinkGroup> parse(byte[] content, Url page, LinkSorter sorter, Reporter reporter) {
    new HtmlPage(page, sorter, reporter).read(new HtmlTags(content));
    return sorter.groups();
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
    tags.find("href", href, 0);
    if (href[0] < 0) {
      return;
    }
    String filename = filename(tags.text(), href[0], href[1]);
    if (!filename.isEmpty()) {
      hasLinks = hasLinks || filename.indexOf('-') > 0;
      sorter.take(filename, () -> Anchor.of(tags, base, page.isFile()));
    }
  }

  /** The last segment of the path of a reference, which nearly always is plain letters. */
  private static String filename(byte[] text, int start, int end) {
    int first = start;
    for (int at = start; at < end; at++) {
      byte c = text[at];
      if (c == '#' || c == '?') {
        return new String(text, first, at - first, ISO_8859_1);
      }
      if (c == '&' || c == '%' || c <= ' ') {
        return filename(HtmlEntities.resolve(new String(text, start, end - start, UTF_8)));
      }
      first = c == '/' ? at + 1 : first;
    }
    return new String(text, first, end - first, ISO_8859_1);
  }

  private static String filename(String href) {
    int end = href.length();
    for (char mark : new char[] {'#', '?'}) {
      int at = href.indexOf(mark);
      end = at >= 0 && at < end ? at : end;
    }
    String name = href.substring(href.lastIndexOf('/', end - 1) + 1, end);
    return Url.unescape(name).strip();
  }
}
