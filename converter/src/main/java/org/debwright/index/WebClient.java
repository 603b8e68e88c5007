package org.debwright.index;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.debwright.diagnostic.DebwrightException;

/**
 * Requests with all that goes around them: logins, redirects, repetition, limits of what is in
 * flight. Thread-safe.
 */
final class WebClient {
  private static final int REDIRECTS = 10;
  private static final Set<Integer> REDIRECTING = Set.of(301, 302, 303, 307, 308);
  // pip's list, and 504 and 429, which pass as well.
  private static final Set<Integer> PASSING = Set.of(429, 500, 502, 503, 504, 520, 524);
  private static final long LONGEST_PAUSE_MILLIS = 60_000;

  /** Takes an answer's body; what it throws as IOException is reason to ask again. */
  interface Receiver<T> {
    T receive(Answer answer) throws IOException;
  }

  /** Lets time pass. */
  interface Pause {
    void millis(long millis) throws InterruptedException;
  }

  private final Transport transport;
  private final Logins logins;
  private final String userAgent;
  private final int retries;
  private final Pause pause;
  private final RequestGate gate = new RequestGate();

  WebClient(Transport transport, Logins logins, String userAgent, int retries, Pause pause) {
    this.transport = transport;
    this.logins = logins;
    this.userAgent = userAgent;
    this.retries = Math.max(0, retries);
    this.pause = pause;
  }

  /**
   * Asks, and asks again where the answer may be better next time.
   *
   * @param request made anew for each attempt, so that one can go on where the last one broke
   * @param receiver gets the first answer that is neither a redirect nor a passing failure
   * @throws DebwrightException where no such answer can be had
   */
  <T> T ask(Supplier<Request> request, Receiver<T> receiver) {
    for (int attempt = 0; ; attempt++) {
      Request current = request.get();
      long wait;
      gate.enter();
      try (Answer answer = follow(current)) {
        if (!PASSING.contains(answer.status())) {
          return receiver.receive(answer);
        }
        if (attempt >= retries) {
          throw WebProblems.status(answer);
        }
        wait = Math.max(backoff(attempt), retryAfter(answer));
      } catch (Answer.TooLargeException
          | Answer.TooSlowException
          | SSLHandshakeException
          | SSLPeerUnverifiedException e) {
        throw WebProblems.unreachable(current.url(), e);
      } catch (IOException broken) {
        if (attempt >= retries || (broken instanceof InterruptedIOException && isInterrupted())) {
          throw WebProblems.unreachable(current.url(), broken);
        }
        wait = backoff(attempt);
      } finally {
        gate.leave();
      }
      rest(current.url(), wait);
    }
  }

  private Answer follow(Request request) throws IOException {
    Url url = request.url();
    for (int hop = 0; hop <= REDIRECTS; hop++) {
      Answer answer =
          transport.send(request.method(), url.withoutCredentials(), headers(request, url));
      String location = answer.headers().getOrDefault("location", "");
      if (!REDIRECTING.contains(answer.status()) || location.isEmpty()) {
        return answer;
      }
      answer.close();
      Url target = url.resolve(location);
      if (!target.isHttp() || (url.scheme().equals("https") && !target.scheme().equals("https"))) {
        throw WebProblems.redirect(url, target);
      }
      url = target;
    }
    throw WebProblems.redirects(request.url(), REDIRECTS);
  }

  /** Headers for this very server: its own login, nobody else's. */
  private Map<String, String> headers(Request request, Url url) {
    Map<String, String> headers = new HashMap<>(request.headers());
    headers.put("User-Agent", userAgent);
    logins.of(url).ifPresent(login -> headers.put("Authorization", login.basic()));
    return headers;
  }

  /** As urllib3 with pip's factor of a quarter second: 0, 0.5, 1, 2, 4 seconds. */
  private static long backoff(int attempt) {
    return attempt == 0 ? 0 : Math.min(250L << Math.min(attempt, 16), LONGEST_PAUSE_MILLIS);
  }

  /** RFC 9110, 10.2.3, in seconds; a date is not worth the trouble. */
  private static long retryAfter(Answer answer) {
    String text = answer.headers().getOrDefault("retry-after", "").strip();
    return text.matches("\\d{1,6}")
        ? Math.min(Long.parseLong(text) * 1000, LONGEST_PAUSE_MILLIS)
        : 0;
  }

  private void rest(Url url, long millis) {
    try {
      pause.millis(millis);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw WebProblems.unreachable(url, new InterruptedIOException("interrupted"));
    }
  }

  private static boolean isInterrupted() {
    return Thread.currentThread().isInterrupted();
  }
}
