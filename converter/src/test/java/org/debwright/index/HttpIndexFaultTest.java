package org.debwright.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Servers that fail, for a while or for good, and answers that are none. */
class HttpIndexFaultTest extends HttpIndexScene {
  @Test
  void asksASecondTimeWhereTheServerFailsInPassing() {
    AtomicInteger attempts = new AtomicInteger();
    server.on(
        "/simple/demo/",
        exchange -> {
          boolean fails = attempts.getAndIncrement() == 0;
          byte[] page = ("<a href=" + WHEEL + ">x</a>").getBytes(UTF_8);
          TestServer.send(exchange, fails ? 503 : 200, page, "Content-Type", "text/html");
        });
    assertThat(open(settings().withPatience(5, 1), CacheMode.NORMAL).files(DEMO)).hasSize(1);
  }

  @Test
  void saysThatTheServerFails() {
    server.status("/simple/demo/", 500);
    assertThat(refusal(() -> open().files(DEMO)).why()).isEqualTo("it answers 500");
  }

  @Test
  void saysThatAPageIsGarbage() {
    server.page("/simple/demo/", "hello, world");
    assertThat(refusedPage()).isEqualTo("index-garbage");
  }

  @Test
  void saysThatAPageIsALogin() {
    server.page("/simple/demo/", "<html><form action=/login><input type=password></form></html>");
    assertThat(refusal(() -> open().files(DEMO)).why()).contains("as for a login");
  }

  @Test
  void saysThatHalfABodyCame() {
    server.on(
        "/simple/demo/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write("<a href=x>".getBytes(UTF_8));
          exchange.getResponseBody().flush();
          throw new IOException("cut");
        });
    assertThat(refusedPage()).isEqualTo("index-truncated");
  }

  @Test
  void noticesHalfAPageWhereOnlyTheConnectionsEndTellsItsLength() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread answering =
          new Thread(
              () -> {
                try (Socket client = socket.accept()) {
                  client.getInputStream().read(new byte[4096]);
                  String half =
                      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><a href=x>";
                  client.getOutputStream().write(half.getBytes(UTF_8));
                } catch (IOException broken) {
                  throw new UncheckedIOException(broken);
                }
              });
      answering.start();
      String url = "http://127.0.0.1:" + socket.getLocalPort() + "/";
      HttpIndex index = open(settings().withIndexUrl(url), CacheMode.NORMAL);
      assertThat(refusal(() -> index.files(DEMO)).code()).isEqualTo("index-truncated");
      answering.join();
    }
  }

  @Test
  void saysThatNobodyListens() {
    String url = server.url("/simple/");
    server.close();
    HttpIndex index =
        open(IndexSettings.NONE.withIndexUrl(url).withPatience(1, 0), CacheMode.NORMAL);
    assertThat(refusal(() -> index.files(DEMO)).code()).isEqualTo("index-unreachable");
  }

  @Test
  void givesUpOnRedirectsWithoutEnd() {
    server.on(
        "/simple/demo/",
        exchange -> TestServer.send(exchange, 301, new byte[0], "Location", "/simple/demo/"));
    assertThat(refusedPage()).isEqualTo("index-redirect");
  }

  @Test
  void asksAgainWhereTheConnectionIsResetInTheMidstOfAPage() {
    AtomicInteger attempts = new AtomicInteger();
    byte[] page = ("<a href=" + WHEEL + ">x</a>" + " ".repeat(100_000)).getBytes(UTF_8);
    server.on(
        "/simple/demo/",
        exchange -> {
          if (attempts.getAndIncrement() == 0) {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page, 0, 50_000);
            exchange.getResponseBody().flush();
            throw new IOException("reset");
          }
          TestServer.send(exchange, 200, page, "Content-Type", "text/html");
        });
    assertThat(open(settings().withPatience(5, 1), CacheMode.NORMAL).files(DEMO)).hasSize(1);
    assertThat(attempts).hasValue(2);
  }

  @Test
  void givesUpWhenTheServerFailsMoreOftenThanItIsAsked() {
    AtomicInteger attempts = new AtomicInteger();
    server.on(
        "/simple/demo/",
        exchange -> {
          attempts.getAndIncrement();
          TestServer.send(exchange, 502, new byte[] {'x'});
        });
    HttpIndex index = open(settings().withPatience(5, 2), CacheMode.NORMAL);
    assertThat(refusal(() -> index.files(DEMO)).why()).isEqualTo("it answers 502");
    assertThat(attempts).hasValue(3);
  }

  @Test
  void doesNotAskAgainWhereItIsToldNo() {
    server.status("/simple/demo/", 403);
    HttpIndex index = open(settings().withPatience(5, 5), CacheMode.NORMAL);
    assertThat(refusal(() -> index.files(DEMO)).code()).isEqualTo("index-forbidden");
    assertThat(server.asked()).hasSize(1);
  }

  // The last of what is under way is what an index may still be refused for.
  @Test
  void saysThatTheServerIsBusyWhenItStaysSo() {
    server.on(
        "/simple/demo/",
        exchange -> TestServer.send(exchange, 429, new byte[] {'x'}, "Retry-After", "0"));
    HttpIndex index = open(settings().withPatience(5, 1), CacheMode.NORMAL);
    assertThat(refusal(() -> index.files(DEMO)).why()).isEqualTo("it answers 429");
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void readsTheWholeFileWhereRangesAreForbidden() throws IOException {
    byte[] wheel = TestWheel.small();
    offer(wheel, "#sha256=" + TestWheel.sha256(wheel));
    server.on(
        "/f/" + WHEEL,
        exchange -> {
          boolean ranged = exchange.getRequestHeaders().containsKey("Range");
          TestServer.send(exchange, ranged ? 501 : 200, ranged ? new byte[] {'x'} : wheel);
        });
    assertThat(requires(open())).isEqualTo("[other>=2]");
  }

  @Test
  void beginsAnewWhereTheServerCannotGoOn() throws IOException {
    byte[] wheel = TestWheel.bytes("demo-1.0.dist-info/METADATA", TestWheel.METADATA, 300_000, 0);
    offer(wheel, "#sha256=" + TestWheel.sha256(wheel));
    AtomicInteger attempts = new AtomicInteger();
    server.on(
        "/f/" + WHEEL,
        exchange -> {
          exchange.getResponseHeaders().set("ETag", "\"v" + attempts.get() + "\"");
          if (attempts.getAndIncrement() == 0) {
            exchange.sendResponseHeaders(200, wheel.length);
            exchange.getResponseBody().write(wheel, 0, 200_000);
            exchange.getResponseBody().flush();
            throw new IOException("cut");
          }
          // Another file stands there by now: all of it, whatever range was asked for.
          TestServer.send(exchange, 200, wheel);
        });
    HttpIndex index = open(settings().withPatience(5, 1), CacheMode.NORMAL);
    assertThat(index.fetch(index.files(DEMO).get(0), Set.of())).hasBinaryContent(wheel);
  }
}
