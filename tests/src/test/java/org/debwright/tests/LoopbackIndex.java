package org.debwright.tests;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A Simple API on this machine (PEP 503, 592, 658, 691), as sound or as broken as a test wants it.
 */
final class LoopbackIndex implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final Map<String, List<Offer>> projects = new ConcurrentHashMap<>();
  private final Map<String, Fault> faults = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Map<String, String> headers = new ConcurrentHashMap<>();
  private volatile Format format = Format.HTML;
  private volatile long delayMillis;

  /** How pages are written. */
  enum Format {
    HTML("text/html; charset=utf-8"),
    JSON("application/vnd.pypi.simple.v1+json");

    private final String mediaType;

    Format(String mediaType) {
      this.mediaType = mediaType;
    }
  }

  /** What is wrong with an answer. */
  enum Fault {
    NOT_FOUND,
    SERVER_ERROR,
    GARBAGE,
    HALF_BODY
  }

  /**
   * A file and what the index says of it.
   *
   * @param sha256 the digest the page claims; empty where it claims none
   */
  record Offer(SampleFile file, String sha256, boolean yanked, boolean hasMetadata) {
    static Offer of(SampleFile file) {
      return new Offer(file, file.sha256(), false, false);
    }

    Offer asYanked() {
      return new Offer(file, sha256, true, hasMetadata);
    }

    Offer claiming(String otherSha256) {
      return new Offer(file, otherSha256, yanked, hasMetadata);
    }

    Offer unhashed() {
      return claiming("");
    }

    Offer withMetadata() {
      return new Offer(file, sha256, yanked, true);
    }
  }

  private LoopbackIndex(HttpServer server) {
    this.server = server;
  }

  /** Starts an index that knows nothing yet. */
  static LoopbackIndex start() {
    try {
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
      LoopbackIndex index = new LoopbackIndex(HttpServer.create(address, 0));
      index.server.createContext("/", index::answer);
      index.server.setExecutor(index.workers);
      index.server.start();
      return index;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The address for {@code --index-url}. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/simple/";
  }

  LoopbackIndex offer(SampleFile... files) {
    Arrays.stream(files).map(Offer::of).forEach(this::offer);
    return this;
  }

  LoopbackIndex offer(Offer offer) {
    String project =
        offer.file().name().replaceFirst("-\\d.*", "").replace('_', '-').toLowerCase(Locale.ROOT);
    projects.computeIfAbsent(project, p -> new CopyOnWriteArrayList<>()).add(offer);
    return this;
  }

  LoopbackIndex format(Format other) {
    format = other;
    return this;
  }

  /** Breaks the answers to a path: {@code /simple/alpha/} or {@code /files/alpha-1.0-….whl}. */
  LoopbackIndex breaking(String path, Fault fault) {
    faults.put(path, fault);
    return this;
  }

  /** Sends a header with every answer. */
  LoopbackIndex saying(String header, String value) {
    headers.put(header, value);
    return this;
  }

  /** Lets each answer wait. */
  LoopbackIndex delaying(long millis) {
    delayMillis = millis;
    return this;
  }

  /** Paths asked for until now. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(path);
    headers.forEach(exchange.getResponseHeaders()::set);
    try (exchange) {
      Thread.sleep(delayMillis);
      Fault fault = faults.get(path);
      if (fault == null) {
        Content content = content(path);
        send(exchange, content.status, content.type, content.bytes, content.bytes.length);
      } else {
        fail(exchange, fault, content(path));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void fail(HttpExchange exchange, Fault fault, Content content) throws IOException {
    byte[] bytes = content.bytes;
    switch (fault) {
      case NOT_FOUND -> send(exchange, 404, "text/plain", new byte[0], 0);
      case SERVER_ERROR -> send(exchange, 500, "text/plain", new byte[] {'?'}, 1);
      case GARBAGE ->
          send(exchange, 200, content.type, new byte[] {0, (byte) 0xff, '<', '{', 7}, 5);
      case HALF_BODY ->
          send(exchange, 200, content.type, Arrays.copyOf(bytes, bytes.length / 2), bytes.length);
    }
  }

  private static void send(
      HttpExchange exchange, int status, String type, byte[] body, int announced)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(announced));
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, announced == 0 ? -1 : announced);
    try {
      OutputStream out = exchange.getResponseBody();
      out.write(body);
      // Not closed: that of half a body would fail, and leave the connection open.
      out.flush();
    } catch (IOException whoeverAskedIsGone) {
      // A client that was killed ends like this.
    }
  }

  /** An answer as it should be. */
  private static final class Content {
    static final Content NONE = new Content(404, "text/plain", new byte[0]);

    private final int status;
    private final String type;
    private final byte[] bytes;

    Content(int status, String type, byte[] bytes) {
      this.status = status;
      this.type = type;
      this.bytes = bytes.clone();
    }
  }

  private Content content(String path) {
    if (path.startsWith("/simple/")) {
      List<Offer> offers = projects.get(path.substring("/simple/".length()).replace("/", ""));
      return offers == null ? Content.NONE : new Content(200, format.mediaType, page(path, offers));
    }
    for (Offer offer : projects.values().stream().flatMap(List::stream).toList()) {
      String file = "/files/" + offer.file().name();
      if (path.equals(file)) {
        return new Content(200, "application/octet-stream", offer.file().content());
      }
      if (path.equals(file + ".metadata") && offer.hasMetadata()) {
        return new Content(200, "text/plain", utf8(offer.file().metadata()));
      }
    }
    return Content.NONE;
  }

  private byte[] page(String path, List<Offer> offers) {
    List<String> links = new ArrayList<>();
    for (Offer offer : offers) {
      links.add(format == Format.HTML ? anchor(offer) : object(offer));
    }
    return utf8(
        format == Format.HTML
            ? "<!DOCTYPE html><html><body>\n" + String.join("\n", links) + "\n</body></html>\n"
            : "{\"meta\":{\"api-version\":\"1.0\"},\"name\":\""
                + path.replaceAll("^/simple/|/$", "")
                + "\",\"files\":["
                + String.join(",", links)
                + "]}");
  }

  private static String anchor(Offer offer) {
    Map<String, String> attributes = new TreeMap<>();
    attributes.put("href", "/files/" + offer.file().name() + fragment(offer));
    if (offer.yanked()) {
      attributes.put("data-yanked", "broken");
    }
    if (offer.hasMetadata()) {
      attributes.put(
          "data-core-metadata", "sha256=" + SampleFile.sha256(utf8(offer.file().metadata())));
    }
    StringBuilder text = new StringBuilder("<a");
    attributes.forEach(
        (name, value) -> text.append(' ').append(name).append("=\"").append(value).append('"'));
    return text.append('>').append(offer.file().name()).append("</a>").toString();
  }

  private static String fragment(Offer offer) {
    return offer.sha256().isEmpty() ? "" : "#sha256=" + offer.sha256();
  }

  private static String object(Offer offer) {
    String name = offer.file().name();
    return "{\"filename\":\""
        + name
        + "\",\"url\":\"/files/"
        + name
        + "\",\"hashes\":{"
        + (offer.sha256().isEmpty() ? "" : "\"sha256\":\"" + offer.sha256() + "\"")
        + "},\"yanked\":"
        + (offer.yanked() ? "\"broken\"" : "false")
        + ",\"core-metadata\":"
        + (offer.hasMetadata()
            ? "{\"sha256\":\"" + SampleFile.sha256(utf8(offer.file().metadata())) + "\"}"
            : "false")
        + "}";
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
