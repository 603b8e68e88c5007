package org.debwright.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.Hash;
import org.junit.jupiter.api.Test;

/** Files are fetched once, whole, and are those that were meant. */
class HttpIndexFileTest extends HttpIndexScene {
  @Test
  void fetchesAFileOnceAndKeepsItUnderItsName() throws IOException {
    byte[] wheel = TestWheel.small();
    offer(wheel, "#sha256=" + TestWheel.sha256(wheel));
    HttpIndex index = open();
    Path fetched = index.fetch(index.files(DEMO).get(0), Set.of());
    assertThat(fetched.getFileName()).hasToString(WHEEL);
    assertThat(fetched).hasBinaryContent(wheel);
    HttpIndex offline = open(CacheMode.OFFLINE);
    assertThat(offline.fetch(offline.files(DEMO).get(0), Set.of())).isEqualTo(fetched);
  }

  @Test
  void findsAFileWithoutHashAgainByItsAddress() throws IOException {
    offer(TestWheel.small(), "");
    HttpIndex index = open();
    Path fetched = index.fetch(index.files(DEMO).get(0), Set.of());
    HttpIndex offline = open(CacheMode.OFFLINE);
    assertThat(offline.fetch(offline.files(DEMO).get(0), Set.of())).isEqualTo(fetched);
  }

  @Test
  void refusesAFileOfAnotherHashAndKeepsNothing() throws IOException {
    offer(TestWheel.small(), "#sha256=" + "0".repeat(64));
    HttpIndex index = open();
    Diagnostic refused = refusal(() -> index.fetch(index.files(DEMO).get(0), Set.of()));
    assertThat(refused.code()).isEqualTo("hash-mismatch");
    assertThat(refused.why())
        .contains("0".repeat(64))
        .contains(TestWheel.sha256(TestWheel.small()));
    try (Stream<Path> kept = Files.walk(directory.resolve("cache"))) {
      assertThat(
              kept.filter(
                      file -> file.toString().endsWith("whl") || file.toString().endsWith(".part"))
                  .filter(Files::isRegularFile))
          .isEmpty();
    }
  }

  @Test
  void refusesAFileThatHasNoneOfTheRequiredHashes() throws IOException {
    byte[] wheel = TestWheel.small();
    offer(wheel, "#sha256=" + TestWheel.sha256(wheel));
    HttpIndex index = open();
    Set<Hash> required = Set.of(Hash.sha256("1".repeat(64)));
    assertThat(refusal(() -> index.fetch(index.files(DEMO).get(0), required)).why())
        .startsWith("required is `sha256:111");
  }

  @Test
  void acceptsAFileThatHasOneOfTheRequiredHashes() throws IOException {
    byte[] wheel = TestWheel.small();
    offer(wheel, "");
    HttpIndex index = open();
    Set<Hash> required = Set.of(Hash.sha256("1".repeat(64)), Hash.sha256(TestWheel.sha256(wheel)));
    assertThat(index.fetch(index.files(DEMO).get(0), required)).hasBinaryContent(wheel);
  }

  @Test
  void fetchesADamagedFileAgain() throws IOException {
    byte[] wheel = TestWheel.small();
    offer(wheel, "#sha256=" + TestWheel.sha256(wheel));
    HttpIndex first = open();
    Path fetched = first.fetch(first.files(DEMO).get(0), Set.of());
    Files.write(fetched, new byte[] {1, 2, 3});
    HttpIndex second = open();
    assertThat(second.fetch(second.files(DEMO).get(0), Set.of())).hasBinaryContent(wheel);
  }

  @Test
  void goesOnWhereABrokenDownloadEnded() throws IOException {
    byte[] wheel = TestWheel.bytes("demo-1.0.dist-info/METADATA", TestWheel.METADATA, 300_000, 0);
    offer(wheel, "#sha256=" + TestWheel.sha256(wheel));
    AtomicInteger attempts = new AtomicInteger();
    server.on(
        "/f/" + WHEEL,
        exchange -> {
          exchange.getResponseHeaders().set("ETag", "\"v1\"");
          if (attempts.getAndIncrement() == 0) {
            exchange.sendResponseHeaders(200, wheel.length);
            exchange.getResponseBody().write(wheel, 0, 200_000);
            exchange.getResponseBody().flush();
            throw new IOException("cut");
          }
          String range = exchange.getRequestHeaders().getFirst("Range");
          int first = Integer.parseInt(range.replaceAll("\\D", ""));
          byte[] rest = java.util.Arrays.copyOfRange(wheel, first, wheel.length);
          String said = "bytes " + first + "-" + (wheel.length - 1) + "/" + wheel.length;
          TestServer.send(exchange, 206, rest, "Content-Range", said);
        });
    HttpIndex index = open(settings().withPatience(5, 1), CacheMode.NORMAL);
    assertThat(index.fetch(index.files(DEMO).get(0), Set.of())).hasBinaryContent(wheel);
    assertThat(server.asked().get(2).headers()).containsEntry("If-range", "\"v1\"");
  }

  @Test
  void warnsOfAnIndexWithWeakHashesOnly() throws IOException {
    byte[] wheel = TestWheel.small();
    Path file = Files.write(directory.resolve("md5"), wheel);
    Hash md5 = Digests.of(file, List.of(new Hash("md5", "0"))).finish().get("md5");
    offer(wheel, "#md5=" + md5.hex());
    HttpIndex index = open();
    index.fetch(index.files(DEMO).get(0), Set.of());
    assertThat(reporter.codes()).containsExactly("hash-weak");
  }
}
