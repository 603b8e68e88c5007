package org.debwright.index;

import java.io.IOException;
import java.util.Map;

/**
 * One HTTP request, one answer: no redirects, no retries. Thread-safe. Both are for {@link
 * WebClient} to care about.
 */
interface Transport {
  /**
   * Sends a request without body.
   *
   * @param method {@code GET} or {@code HEAD}
   * @param url http or https, without credentials
   * @param headers by name
   * @throws IOException where no answer came
   */
  Answer send(String method, Url url, Map<String, String> headers) throws IOException;
}
