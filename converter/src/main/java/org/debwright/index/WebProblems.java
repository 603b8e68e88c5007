package org.debwright.index;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/** What can go wrong between us and a server, said so that one can do something about it. */
final class WebProblems {
  private WebProblems() {}

  /** No whole answer came. */
  static DebwrightException unreachable(Url url, IOException cause) {
    String place = "`" + url.display() + "`";
    Diagnostic diagnostic =
        cause instanceof EOFException
            ? Diagnostic.error("index-truncated", place + " sends only part of its answer")
                .because(cause.getMessage() == null ? "the body ends early" : cause.getMessage())
                .mend("try again; if it stays so, the server or a proxy before it is broken")
            : cause instanceof Answer.TooLargeException
                ? Diagnostic.error("index-too-large", place + " sends too much")
                    .because(String.valueOf(cause.getMessage()))
                : cause instanceof Answer.TooSlowException
                    ? Diagnostic.error("index-too-slow", place + " answers too slowly")
                        .because(String.valueOf(cause.getMessage()))
                        .mend("try again; a longer time-out, `PIP_TIMEOUT`, has more patience")
                    : Diagnostic.error("index-unreachable", place + " cannot be reached")
                        .because(reason(url, cause))
                        .mend(remedy(cause));
    return new DebwrightException(diagnostic, cause);
  }

  private static String reason(Url url, IOException cause) {
    if (cause instanceof UnknownHostException) {
      return "host `" + url.host() + "` is unknown";
    }
    if (cause instanceof SocketTimeoutException) {
      return "no answer within the time-out";
    }
    if (cause instanceof ConnectException) {
      return "`" + url.host() + ":" + url.port() + "` accepts no connection";
    }
    String message = String.valueOf(cause.getMessage()).replaceAll("\\p{Cntrl}+", " ");
    String bare = message.replaceAll("://[^/\\s@]*@", "://");
    return cause instanceof SSLException ? "TLS fails: " + bare : bare;
  }

  private static String remedy(IOException cause) {
    return cause instanceof SSLException
        ? "give the authority's certificates by `--cert`, or `--trusted-host`"
        : "check the network, `--index-url` and `--proxy`; `--offline` uses what is cached";
  }

  /** An answer other than was hoped for. */
  static DebwrightException status(Answer answer) {
    String place = "`" + answer.url().display() + "`";
    int status = answer.status();
    return switch (status) {
      case 401, 407 ->
          Diagnostic.error("index-forbidden", place + " wants a login")
              .because("it answers " + status + "; keyrings are not asked")
              .mend("put user and password into `~/.netrc` or into the index's address")
              .toException();
      case 403 ->
          Diagnostic.error("index-forbidden", place + " may not be read")
              .because("it answers 403")
              .mend("check the login in `~/.netrc` or in the index's address")
              .toException();
      case 404, 410 ->
          Diagnostic.error("index-file-missing", place + " does not exist")
              .because("the server answers " + status)
              .toException();
      default ->
          Diagnostic.error("index-failed", place + " fails")
              .because("it answers " + status)
              .mend(
                  status >= 500 ? "try again later, or another index" : "check the index's address")
              .toException();
    };
  }

  /** A redirect that must not be followed. */
  static DebwrightException redirect(Url from, Url to) {
    return Diagnostic.error(
            "index-redirect", "`" + from.display() + "` redirects where it must not")
        .because("`" + to.display() + "` is not https, or no address of the web")
        .mend("name the right address by `--index-url`")
        .toException();
  }

  /** Redirects without end. */
  static DebwrightException redirects(Url from, int limit) {
    return Diagnostic.error("index-redirect", "`" + from.display() + "` redirects without end")
        .because("at most " + limit + " redirects are followed")
        .toException();
  }
}
