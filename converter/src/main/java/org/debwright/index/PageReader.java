package org.debwright.index;

import java.util.List;
import org.debwright.diagnostic.Reporter;

/** Chooses the parser of a page: by its media type (PEP 691), else by how it begins. */
final class PageReader {
  static final int LIMIT = 64 << 20;
  private static final String SIMPLE = "application/vnd.pypi.simple.v";

  private PageReader() {}

  /**
   * The links of a page.
   *
   * @param mediaType empty where unknown
   * @throws org.debwright.diagnostic.DebwrightException where it is no page of links
   */
  static List<LinkGroup> parse(
      byte[] content, String mediaType, Url page, LinkSorter sorter, Reporter reporter) {
    if (mediaType.startsWith(SIMPLE) && !mediaType.startsWith(SIMPLE + "1+")) {
      throw PageProblem.version(page, mediaType);
    }
    boolean json =
        mediaType.endsWith("json") || (!mediaType.endsWith("html") && begins(content, '{'));
    if (json) {
      return JsonPage.parse(content, page, sorter, reporter);
    }
    if (mediaType.endsWith("html") || begins(content, '<')) {
      return HtmlPage.parse(content, page, sorter, reporter);
    }
    throw PageProblem.garbage(page, "it is of type `" + PageProblem.clean(mediaType) + "`");
  }

  private static boolean begins(byte[] content, char first) {
    for (byte b : content) {
      if (b > ' ') {
        return b == first;
      }
    }
    return false;
  }
}
