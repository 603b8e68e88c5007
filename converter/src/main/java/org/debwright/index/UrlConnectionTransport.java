package org.debwright.index;

import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URL;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import org.debwright.diagnostic.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 by the JDK's {@link HttpURLConnection}: of the JDK's two clients the one that costs a
 * short process least (a quarter of the CPU time of the other), with connections kept alive.
 */
final class UrlConnectionTransport implements Transport {
  static {
    // Read once by the JDK when the first connection is made; a user's own -D wins.
    setDefault("http.maxConnections", "24");
    // Basic is what proxies ask for, and the JDK refuses it for tunnels unless told otherwise.
    setDefault("jdk.http.auth.tunneling.disabledSchemes", "");
  }

  private final Tls tls;
  private final Hosts hosts;
  private final Proxies proxies;
  private final int timeoutMillis;
  private final Map<Url, Authenticator> proxyLogins = new HashMap<>();

  UrlConnectionTransport(Tls tls, Hosts hosts, Proxies proxies, double timeoutSeconds) {
    this.tls = tls;
    this.hosts = hosts;
    this.proxies = proxies;
    this.timeoutMillis = (int) Math.min(Integer.MAX_VALUE, Math.max(1, timeoutSeconds * 1000));
  }

  @Override
  public Answer send(String method, Url url, Map<String, String> headers) throws IOException {
    HttpURLConnection connection = open(url);
    connection.setRequestMethod(method);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setConnectTimeout(timeoutMillis);
    connection.setReadTimeout(timeoutMillis);
    headers.forEach(connection::setRequestProperty);
    int status = connection.getResponseCode();
    if (status < 0) {
      throw new IOException("the answer is not HTTP");
    }
    boolean isEmpty = method.equals("HEAD") || status == 304 || status == 204;
    InputStream body = isEmpty ? InputStream.nullInputStream() : body(connection, status);
    Map<String, String> received = headers(connection);
    return isEmpty
        ? new Answer(url, status, received, body)
        : Answer.counted(url, status, received, new PacedStream(body, timeoutMillis));
  }

  private static InputStream body(HttpURLConnection connection, int status) throws IOException {
    @Nullable InputStream body =
        status >= 400 ? connection.getErrorStream() : connection.getInputStream();
    return body == null ? InputStream.nullInputStream() : body;
  }

  private HttpURLConnection open(Url url) throws IOException {
    Optional<Url> proxy = proxies.of(url);
    URL address = new URL(url.withoutFragment().toString());
    HttpURLConnection connection =
        (HttpURLConnection)
            address.openConnection(proxy.map(this::javaProxy).orElse(Proxy.NO_PROXY));
    proxy.flatMap(this::login).ifPresent(connection::setAuthenticator);
    if (connection instanceof HttpsURLConnection secure) {
      boolean trusted = hosts.isTrusted(url);
      secure.setSSLSocketFactory(trusted ? tls.trusting() : tls.verifying());
      if (trusted) {
        secure.setHostnameVerifier((name, session) -> true);
      }
    }
    return connection;
  }

  private Proxy javaProxy(Url proxy) {
    Proxy.Type type =
        switch (proxy.scheme()) {
          case "http" -> Proxy.Type.HTTP;
          case "socks5", "socks5h", "socks" -> Proxy.Type.SOCKS;
          default ->
              throw Diagnostic.error(
                      "proxy-unsupported", "proxy `" + proxy.display() + "` cannot be used")
                  .because("only `http` and `socks5` proxies are spoken")
                  .toException();
        };
    return new Proxy(type, InetSocketAddress.createUnresolved(proxy.host(), proxy.port()));
  }

  /** One object a proxy, as the JDK reuses only connections of the same authenticator. */
  private Optional<Authenticator> login(Url proxy) {
    synchronized (proxyLogins) {
      return proxy
          .credentials()
          .map(login -> proxyLogins.computeIfAbsent(proxy, key -> new ProxyLogin(login)));
    }
  }

  private static Map<String, String> headers(HttpURLConnection connection) {
    Map<String, String> headers = new HashMap<>();
    for (Map.Entry<@Nullable String, List<String>> header :
        connection.getHeaderFields().entrySet()) {
      String name = header.getKey();
      if (name != null && !header.getValue().isEmpty()) {
        headers.put(name.toLowerCase(Locale.ROOT), header.getValue().get(0));
      }
    }
    return headers;
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** Answers proxies only; servers are answered before they ask. */
  private static final class ProxyLogin extends Authenticator {
    private final Credentials login;

    ProxyLogin(Credentials login) {
      this.login = login;
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
      return getRequestorType() == RequestorType.PROXY
          ? new PasswordAuthentication(login.user(), login.password().toCharArray())
          : null;
    }
  }
}
