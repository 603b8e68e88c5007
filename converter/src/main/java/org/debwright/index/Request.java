package org.debwright.index;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is asked of a server.
 *
 * @param url may hold credentials
 * @param headers by name
 */
record Request(String method, Url url, Map<String, String> headers) {
  /** What is said to accept for a page: JSON first, then HTML (PEP 691, "Content types"). */
  private static final String PAGE_TYPES =
      "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2,"
          + " text/html;q=0.1, */*;q=0.01";

  /** A page of the Simple API. */
  static Request page(Url url) {
    return new Request("GET", url, Map.of("Accept", PAGE_TYPES, "Accept-Encoding", "gzip"));
  }

  /** The bytes of a file as they are. */
  static Request file(Url url) {
    return new Request("GET", url, Map.of("Accept", "*/*", "Accept-Encoding", "identity"));
  }

  /** Only what is said about a file. */
  static Request head(Url url) {
    return new Request("HEAD", url, file(url).headers);
  }

  /** This request with another header. */
  Request with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Request(method, url, more);
  }
}
