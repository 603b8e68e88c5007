package org.debwright.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is kept of an index, and when it is asked again. */
class HttpIndexCacheTest extends HttpIndexScene {
  @Test
  void asksAgainOnlyWhenAPageIsNoLongerFresh() throws IOException {
    offer(TestWheel.small(), "");
    open().files(DEMO);
    now = NOW.plus(Duration.ofMinutes(9));
    open().files(DEMO);
    assertThat(server.asked()).hasSize(1);
    now = NOW.plus(Duration.ofMinutes(11));
    open().files(DEMO);
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void keepsAPageThatIsUnchanged() {
    server.on(
        "/simple/demo/",
        exchange -> {
          boolean known = "\"v1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
          exchange.getResponseHeaders().set("ETag", "\"v1\"");
          exchange.getResponseHeaders().set("Cache-Control", "max-age=0");
          byte[] page = ("<a href=" + WHEEL + ">x</a>").getBytes(UTF_8);
          TestServer.send(
              exchange, known ? 304 : 200, known ? new byte[0] : page, "Content-Type", "text/html");
        });
    List<Distribution> first = open().files(DEMO);
    assertThat(open().files(DEMO)).isEqualTo(first).hasSize(1);
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void usesAStalePageOfflineAndSaysItsAge() throws IOException {
    offer(TestWheel.small(), "");
    open().files(DEMO);
    now = NOW.plus(Duration.ofDays(3));
    assertThat(open(CacheMode.OFFLINE).files(DEMO)).hasSize(1);
    assertThat(reporter.reported.get(0).why()).endsWith("is 3 days old");
  }

  @Test
  void refusesOfflineWhatIsNotCached() {
    assertThat(refusal(() -> open(CacheMode.OFFLINE).files(DEMO)).code())
        .isEqualTo("offline-not-cached");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void asksAgainWhereTheCacheIsDamagedOrGone() throws IOException {
    offer(TestWheel.small(), "");
    open().files(DEMO);
    try (Stream<Path> files = Files.walk(directory.resolve("cache/pages"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);
      }
    }
    assertThat(open().files(DEMO)).hasSize(1);
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void asksOnceHoweverManyAskAtATime() throws Exception {
    offer(TestWheel.small(), "");
    HttpIndex index = open();
    CountDownLatch done = new CountDownLatch(8);
    IntStream.range(0, 8)
        .mapToObj(
            i ->
                new Thread(
                    () -> {
                      requires(index);
                      done.countDown();
                    }))
        .forEach(Thread::start);
    done.await();
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void deletesATemporaryCache() throws IOException {
    byte[] wheel = TestWheel.small();
    offer(wheel, "");
    Path fetched;
    try (HttpIndex index = open(CacheMode.TEMPORARY)) {
      fetched = index.fetch(index.files(DEMO).get(0), Set.of());
      assertThat(fetched).exists();
    }
    assertThat(fetched).doesNotExist();
    assertThat(directory.resolve("cache")).doesNotExist();
  }

  @Test
  void readsReleasesOneByOneFromTheCache() {
    server.page(
        "/simple/demo/",
        "<a href=demo-1.0.tar.gz>a<a href=demo-1-py3-none-any.whl>b<a href=demo-2.zip>");
    open().releases(DEMO);
    List<Release> releases = open(CacheMode.OFFLINE).releases(DEMO);
    assertThat(releases).extracting(Release::toString).containsExactly("1.0", "2");
    assertThat(releases.get(0).files()).hasSize(2);
    assertThat(open(CacheMode.OFFLINE).files(DEMO)).hasSize(3);
  }

  /** A process of its own that reads, fetches and prints what it got. */
  static final class Other {
    private Other() {}

    /** Arguments: address of the index, directory of the cache. */
    public static void main(String[] arguments) {
      HttpIndex index =
          HttpIndex.open(
              IndexSettings.NONE.withIndexUrl(arguments[0]).withPatience(30, 0),
              Path.of(arguments[1]),
              CacheMode.NORMAL,
              Map.of(),
              Clock.fixed(NOW, ZoneOffset.UTC),
              new Collecting());
      Distribution file = index.files(DEMO).get(0);
      System.out.println(requires(index) + " " + index.fetch(file, Set.of()));
    }
  }

  @Test
  void servesSeveralProcessesAtATime() throws Exception {
    byte[] wheel = TestWheel.bytes("demo-1.0.dist-info/METADATA", TestWheel.METADATA, 300_000, 0);
    offer(wheel, "#sha256=" + TestWheel.sha256(wheel));
    Path cache = directory.resolve("cache");
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      ProcessBuilder other =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx64m",
              "-XX:TieredStopAtLevel=1",
              "-cp",
              System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
              Other.class.getName(),
              server.url("/simple/"),
              cache.toString());
      processes.add(other.redirectErrorStream(true).start());
    }
    for (Process process : processes) {
      String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      assertThat(process.waitFor()).as(said).isZero();
      assertThat(said).startsWith("[other>=2] ").endsWith(WHEEL);
      assertThat(Path.of(said.substring(said.indexOf(' ') + 1))).hasBinaryContent(wheel);
    }
    try (Stream<Path> kept = Files.walk(cache)) {
      assertThat(kept.filter(file -> file.toString().endsWith(".part"))).isEmpty();
    }
  }
}
