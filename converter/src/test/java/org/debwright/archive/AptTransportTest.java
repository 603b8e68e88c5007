package org.debwright.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.debwright.archive.Transport.Answer;
import org.debwright.archive.Transport.Validators;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server on the loopback interface. */
class AptTransportTest {
  private static final byte[] BODY = "hello".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path directory;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(exchange.getRequestURI().toString());
    try (exchange) {
      switch (exchange.getRequestURI().getPath()) {
        case "/file" -> file(exchange);
        case "/moved" -> {
          exchange.getResponseHeaders().add("Location", "/file");
          exchange.sendResponseHeaders(302, -1);
        }
        case "/loop" -> {
          exchange.getResponseHeaders().add("Location", "/loop");
          exchange.sendResponseHeaders(302, -1);
        }
        case "/escape" -> {
          exchange.getResponseHeaders().add("Location", "file:///etc/passwd");
          exchange.sendResponseHeaders(302, -1);
        }
        case "/broken" -> exchange.sendResponseHeaders(500, -1);
        case "/half" -> {
          exchange.sendResponseHeaders(200, 10);
          exchange.getResponseBody().write(BODY);
        }
        default -> exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private static void file(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("ETag", "\"one\"");
    if ("\"one\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      exchange.sendResponseHeaders(304, -1);
    } else {
      exchange.sendResponseHeaders(200, BODY.length);
      exchange.getResponseBody().write(BODY);
    }
  }

  private Answer fetch(String path, Validators validators, long largest) throws IOException {
    AptConfiguration apt = new AptConfiguration(Map::of, List.of(), List.of(), "");
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    return new AptTransport(apt, Map.of()).fetch(address, validators, into(), largest, n -> {});
  }

  private Path into() {
    return directory.resolve("into");
  }

  @Test
  void fetchesAFileAndTakesItsDigest() throws IOException {
    Answer.Fetched fetched = (Answer.Fetched) fetch("/moved", Validators.NONE, 5);
    assertThat(into()).hasBinaryContent(BODY);
    assertThat(fetched.sha256()).isEqualTo(ArchiveCache.sha256(BODY));
    assertThat(fetched.validators().etag()).isEqualTo("\"one\"");
  }

  @Test
  void letsTheServerCompare() throws IOException {
    assertThat(fetch("/file", new Validators("\"one\"", ""), 5))
        .isInstanceOf(Answer.Unchanged.class);
    assertThat(fetch("/nothing", Validators.NONE, 5)).isInstanceOf(Answer.Missing.class);
  }

  @Test
  void refusesAnswersThatAreNone() {
    for (String path : List.of("/broken", "/half", "/loop", "/escape")) {
      assertThatThrownBy(() -> fetch(path, Validators.NONE, 100))
          .as(path)
          .isInstanceOf(IOException.class);
    }
    assertThat(requests).filteredOn("/broken"::equals).hasSize(3);
  }

  @Test
  void refusesMoreThanWasAnnounced() {
    assertThatThrownBy(() -> fetch("/file", Validators.NONE, 4))
        .hasMessageContaining("larger than 4 bytes");
  }

  @Test
  void goesThroughAptsProxy() throws IOException {
    String proxy = "http://127.0.0.1:" + server.getAddress().getPort();
    AptConfiguration apt =
        new AptConfiguration(() -> Map.of("Acquire::http::Proxy", proxy), List.of(), List.of(), "");
    Answer answer =
        new AptTransport(apt, Map.of())
            .fetch(URI.create("http://mirror.example/file"), Validators.NONE, into(), 5, n -> {});
    assertThat(answer).isInstanceOf(Answer.Fetched.class);
    assertThat(requests).containsExactly("http://mirror.example/file");
  }

  @Test
  void copiesLocalFiles() throws IOException {
    AptConfiguration apt = new AptConfiguration(Map::of, List.of(), List.of(), "");
    Path file = Files.write(directory.resolve("a file"), BODY);
    assertThat(
            new AptTransport(apt, Map.of())
                .fetch(file.toUri(), Validators.NONE, into(), 5, n -> {}))
        .isInstanceOf(Answer.Fetched.class);
    assertThatThrownBy(
            () ->
                new AptTransport(apt, Map.of())
                    .fetch(URI.create("cdrom:x/y"), Validators.NONE, into(), 5, n -> {}))
        .hasMessageContaining("`cdrom:`");
  }
}
