package org.debwright.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A web server on loopback that says what a test wants and remembers what it was asked. */
final class TestServer implements AutoCloseable {
  /** Makes one answer. */
  interface Route {
    void answer(HttpExchange exchange) throws IOException;
  }

  /** One request as it came. */
  record Asked(String method, String path, Map<String, String> headers) {}

  private final HttpServer server;
  private final Map<String, Route> routes = new ConcurrentHashMap<>();
  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

  TestServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.createContext("/", this::handle);
    server.setExecutor(java.util.concurrent.Executors.newCachedThreadPool());
    server.start();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** Another name of the same server, so another origin. */
  String otherUrl(String path) {
    return "http://localhost:" + server.getAddress().getPort() + path;
  }

  void on(String path, Route route) {
    routes.put(path, route);
  }

  void page(String path, String html) {
    on(path, exchange -> send(exchange, 200, html.getBytes(UTF_8), "Content-Type", "text/html"));
  }

  void status(String path, int status) {
    on(path, exchange -> send(exchange, status, new byte[] {'x'}));
  }

  /** A file whose ranges can be had. */
  void file(String path, byte[] content) {
    on(path, exchange -> ranged(exchange, content));
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  List<String> paths() {
    return asked().stream().map(Asked::path).toList();
  }

  static void send(HttpExchange exchange, int status, byte[] body, String... headers)
      throws IOException {
    for (int i = 0; i < headers.length; i += 2) {
      exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static void ranged(HttpExchange exchange, byte[] content) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    if (range == null) {
      send(exchange, 200, content);
      return;
    }
    String[] ends = range.substring("bytes=".length()).split("-", -1);
    int first =
        ends[0].isEmpty()
            ? Math.max(0, content.length - Integer.parseInt(ends[1]))
            : Integer.parseInt(ends[0]);
    int last =
        ends[0].isEmpty() || ends[1].isEmpty()
            ? content.length - 1
            : Math.min(content.length - 1, Integer.parseInt(ends[1]));
    byte[] part = java.util.Arrays.copyOfRange(content, first, last + 1);
    String said = "bytes " + first + "-" + last + "/" + content.length;
    send(exchange, 206, part, "Content-Range", said);
  }

  private void handle(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    String path = exchange.getRequestURI().getPath();
    asked.add(new Asked(exchange.getRequestMethod(), path, headers));
    Route route = routes.getOrDefault(path, unknown -> send(unknown, 404, new byte[] {'?'}));
    try (exchange) {
      route.answer(exchange);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
