package org.debwright.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.debwright.tests.HostileText.bytes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** An index that lies as the lines of a block say. */
final class HostileIndex implements AutoCloseable {
  private static final String JSON = "application/vnd.pypi.simple.v1+json";
  private static final byte[] PIECE = new byte[1 << 16];

  /** Writes an answer. */
  private interface Answer {
    void send(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private final HttpServer server;
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Map<String, List<String>> pages = new TreeMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> betrayed = new CopyOnWriteArrayList<>();

  HostileIndex() {
    try {
      InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      server = HttpServer.create(new InetSocketAddress(here, 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(workers);
    server.start();
  }

  /** Its address; with a login, which is nobody else's. */
  String url() {
    return "http://user:secret@127.0.0.1:" + port() + "/simple/";
  }

  private int port() {
    return server.getAddress().getPort();
  }

  /** Paths asked for. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** Requests that took the login to another host. */
  List<String> betrayed() {
    return List.copyOf(betrayed);
  }

  void apply(List<String> line, Map<String, byte[]> files) {
    String path = line.size() > 1 ? line.get(1) : "";
    Map<String, String> with = options(line);
    switch (line.get(0)) {
      case "offer" -> offer(path, files.get(path), with);
      case "link" -> pages.computeIfAbsent("alpha", p -> new ArrayList<>()).add(path);
      case "answer" -> answers.put(path, exchange -> send(exchange, with));
      case "redirect" -> answers.put(path, exchange -> redirect(exchange, here(line.get(2))));
      case "endless" -> answers.put(path, exchange -> endless(exchange, with, 0));
      case "drip" -> answers.put(path, exchange -> endless(exchange, with, 200));
      case "bomb" -> answers.put(path, exchange -> bomb(exchange, with));
      default -> throw new IllegalArgumentException("index: " + line);
    }
  }

  private static Map<String, String> options(List<String> line) {
    Map<String, String> options = new TreeMap<>();
    for (String word : line) {
      int equals = word.indexOf('=');
      if (equals > 0 && word.substring(0, equals).matches("[a-z0-9-]+")) {
        options.put(word.substring(0, equals), word.substring(equals + 1));
      }
    }
    return options;
  }

  private void offer(String name, byte[] content, Map<String, String> with) {
    String served = with.getOrDefault("as", name);
    String url = "/files/" + served;
    String hashes =
        with.containsKey("md5")
            ? "\"md5\":\"" + with.get("md5") + "\""
            : "\"sha256\":\"" + with.getOrDefault("sha256", SampleFile.sha256(content)) + "\"";
    String beside = "";
    if (with.containsKey("metadata")) {
      byte[] metadata = bytes(with.get("metadata"));
      String said = with.getOrDefault("metadata-sha256", SampleFile.sha256(metadata));
      beside = ",\"core-metadata\":{\"sha256\":\"" + said + "\"}";
      answers.put(url + ".metadata", x -> write(x, 200, "text/plain", metadata));
    }
    answers.putIfAbsent(url, x -> write(x, 200, "application/octet-stream", content));
    pages
        .computeIfAbsent(with.getOrDefault("project", "alpha"), p -> new ArrayList<>())
        .add(
            "{\"filename\":\"%s\",\"url\":\"%s\",\"hashes\":{%s},\"size\":%s%s}"
                .formatted(
                    served, url, hashes, with.getOrDefault("size", "" + content.length), beside));
  }

  private String here(String target) {
    return target.replace("@other", "http://localhost:" + port());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      requests.add(path);
      String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
      if (exchange.getRequestHeaders().containsKey("Authorization")
          && !host.startsWith("127.0.0.1")) {
        betrayed.add(host + path);
      }
      Answer answer = answers.get(path);
      String project = path.replaceFirst("^/simple/([^/]*)/$", "$1");
      if (answer != null) {
        answer.send(exchange);
      } else if (pages.containsKey(project)) {
        write(exchange, 200, JSON, page(project).getBytes(UTF_8));
      } else {
        write(exchange, 404, "text/plain", new byte[0]);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException whoeverAskedIsGone) {
      // As it should be.
    }
  }

  private String page(String project) {
    return "{\"meta\":{\"api-version\":\"1.0\"},\"name\":\""
        + project
        + "\",\"files\":["
        + here(String.join(",", pages.get(project)))
        + "]}";
  }

  private static void write(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  private static void send(HttpExchange exchange, Map<String, String> with) throws IOException {
    byte[] body = bytes(with.getOrDefault("body", ""));
    if (with.containsKey("announced")) {
      exchange.getResponseHeaders().set("Content-Type", with.getOrDefault("type", JSON));
      exchange.sendResponseHeaders(200, Long.parseLong(with.get("announced")));
      exchange.getResponseBody().write(body);
      exchange.getResponseBody().flush();
      return;
    }
    write(
        exchange,
        Integer.parseInt(with.getOrDefault("status", "200")),
        with.getOrDefault("type", JSON),
        body);
  }

  private static void redirect(HttpExchange exchange, String target) throws IOException {
    exchange.getResponseHeaders().set("Location", target);
    exchange.sendResponseHeaders(302, -1);
  }

  private static void endless(HttpExchange exchange, Map<String, String> with, long pauseMillis)
      throws IOException, InterruptedException {
    exchange.getResponseHeaders().set("Content-Type", with.getOrDefault("type", JSON));
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    out.write(bytes(with.getOrDefault("body", "")));
    while (true) {
      out.write(PIECE, 0, pauseMillis == 0 ? PIECE.length : 1);
      out.flush();
      Thread.sleep(pauseMillis);
    }
  }

  private static void bomb(HttpExchange exchange, Map<String, String> with) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes(with.getOrDefault("body", "")));
      for (int i = 0; i < Integer.parseInt(with.get("pieces")); i++) {
        gzip.write(PIECE);
      }
    }
    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    write(exchange, 200, with.getOrDefault("type", JSON), packed.toByteArray());
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
