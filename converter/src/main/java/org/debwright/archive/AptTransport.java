package org.debwright.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Fetches over {@code http:}, {@code https:} and {@code file:} as apt would: by its proxies and
 * time-outs.
 */
final class AptTransport implements Transport {
  private static final int TIMEOUT_MILLIS = 30_000;
  private static final int MOST_REDIRECTIONS = 5;
  private static final int ATTEMPTS = 3;
  private static final List<Integer> REDIRECTIONS = List.of(301, 302, 303, 307, 308);

  private final AptConfiguration apt;
  private final Map<String, String> environment;

  AptTransport(AptConfiguration apt, Map<String, String> environment) {
    this.apt = apt;
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Answer fetch(URI address, Validators ifNot, Path into, long largest, LongConsumer progress)
      throws IOException {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "file", "copy" -> copy(Path.of(address.getPath()), into, largest, progress);
      case "http", "https" -> retry(address, ifNot, into, largest, progress);
      default -> throw new IOException("addresses with `" + scheme + ":` are not supported");
    };
  }

  private static Answer copy(Path from, Path into, long largest, LongConsumer progress)
      throws IOException {
    try (InputStream in = Files.newInputStream(from)) {
      return new Answer.Fetched(write(in, into, largest, progress), Validators.NONE);
    } catch (NoSuchFileException e) {
      return new Answer.Missing();
    }
  }

  private Answer retry(
      URI address, Validators ifNot, Path into, long largest, LongConsumer progress)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return request(address, ifNot, into, largest, progress);
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Answer request(
      URI address, Validators ifNot, Path into, long largest, LongConsumer progress)
      throws IOException {
    URI next = address;
    for (int i = 0; i <= MOST_REDIRECTIONS; i++) {
      HttpURLConnection connection = open(next, ifNot);
      int status = connection.getResponseCode();
      if (!REDIRECTIONS.contains(status)) {
        return answer(connection, status, into, largest, progress);
      }
      String location = connection.getHeaderField("Location");
      next = next.resolve(location == null ? "" : location);
      if (!List.of("http", "https").contains(String.valueOf(next.getScheme()))) {
        throw new IOException("the server sends us to an address that is not http");
      }
    }
    throw new IOException("more than " + MOST_REDIRECTIONS + " redirections");
  }

  private HttpURLConnection open(URI address, Validators ifNot) throws IOException {
    URL url = address.toURL();
    HttpURLConnection connection =
        (HttpURLConnection) url.openConnection(proxy(address).orElse(Proxy.NO_PROXY));
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    connection.setRequestProperty("User-Agent", "debwright");
    connection.setRequestProperty("Accept-Encoding", "identity");
    if (address.getUserInfo() != null) {
      byte[] credentials = address.getUserInfo().getBytes(StandardCharsets.UTF_8);
      connection.setRequestProperty(
          "Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
    }
    if (!ifNot.etag().isEmpty()) {
      connection.setRequestProperty("If-None-Match", ifNot.etag());
    }
    if (!ifNot.lastModified().isEmpty()) {
      connection.setRequestProperty("If-Modified-Since", ifNot.lastModified());
    }
    return connection;
  }

  private static Answer answer(
      HttpURLConnection connection, int status, Path into, long largest, LongConsumer progress)
      throws IOException {
    if (status == HttpURLConnection.HTTP_NOT_MODIFIED) {
      return new Answer.Unchanged();
    }
    if (status == HttpURLConnection.HTTP_NOT_FOUND || status == HttpURLConnection.HTTP_GONE) {
      return new Answer.Missing();
    }
    if (status != HttpURLConnection.HTTP_OK) {
      throw new IOException("the server answers " + status);
    }
    long announced = connection.getContentLengthLong();
    try (InputStream in = connection.getInputStream()) {
      String sha256 = write(in, into, largest, progress);
      if (announced >= 0 && Files.size(into) != announced) {
        throw new IOException("the answer ended early");
      }
      return new Answer.Fetched(sha256, validators(connection));
    }
  }

  private static Validators validators(HttpURLConnection connection) {
    return new Validators(
        Optional.ofNullable(connection.getHeaderField("ETag")).orElse(""),
        Optional.ofNullable(connection.getHeaderField("Last-Modified")).orElse(""));
  }

  /** Writes all of a stream and gives its digest. */
  private static String write(InputStream in, Path into, long largest, LongConsumer progress)
      throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[1 << 16];
    long size = 0;
    try (OutputStream out = Files.newOutputStream(into)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        size += read;
        if (size > largest) {
          throw new IOException("the answer is larger than " + largest + " bytes");
        }
        digest.update(buffer, 0, read);
        out.write(buffer, 0, read);
        progress.accept(read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** apt.conf(5): {@code Acquire::http::Proxy}, by host first; then the environment's. */
  private Optional<Proxy> proxy(URI address) throws IOException {
    String scheme = address.getScheme();
    String host = String.valueOf(address.getHost());
    String option = "Acquire::" + scheme + "::Proxy";
    String configured =
        apt.option(option + "::" + host)
            .or(() -> apt.option(option))
            .or(() -> apt.option("Acquire::http::Proxy"))
            .orElseGet(() -> isExempt(host) ? "" : fromEnvironment(scheme));
    if (configured.isEmpty() || configured.equals("DIRECT")) {
      return Optional.empty();
    }
    try {
      URI proxy = URI.create(configured);
      int port = proxy.getPort() < 0 ? 80 : proxy.getPort();
      String proxyHost = String.valueOf(proxy.getHost());
      return Optional.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxyHost, port)));
    } catch (IllegalArgumentException e) {
      throw new IOException("apt's proxy is not an address", e);
    }
  }

  private String fromEnvironment(String scheme) {
    return Optional.ofNullable(environment.get(scheme + "_proxy"))
        .or(() -> Optional.ofNullable(environment.get("all_proxy")))
        .orElse("");
  }

  private boolean isExempt(String host) {
    return Arrays.stream(environment.getOrDefault("no_proxy", "").split(",", -1))
        .map(String::strip)
        .filter(s -> !s.isEmpty())
        .anyMatch(
            s -> s.equals("*") || host.equals(s) || host.endsWith(s.startsWith(".") ? s : "." + s));
  }
}
