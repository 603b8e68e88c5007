package org.debwright.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.Hash;
import org.debwright.python.ProjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpIndexTest {
  private static final ProjectName DEMO = new ProjectName("demo");
  private static final String WHEEL = "demo-1.0-py3-none-any.whl";
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @TempDir Path directory;
  private TestServer server;
  private final Collecting reporter = new Collecting();
  private final Map<String, String> environment = new HashMap<>();
  private Instant now = NOW;

  @BeforeEach
  void start() throws IOException {
    server = new TestServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpIndex open(IndexSettings settings, CacheMode mode) {
    return HttpIndex.open(
        settings,
        directory.resolve("cache"),
        mode,
        environment,
        Clock.fixed(now, ZoneOffset.UTC),
        reporter);
  }

  private HttpIndex open(CacheMode mode) {
    return open(settings(), mode);
  }

  private HttpIndex open() {
    return open(CacheMode.NORMAL);
  }

  private IndexSettings settings() {
    return IndexSettings.NONE.withIndexUrl(server.url("/simple/")).withPatience(5, 0);
  }

  private void offer(byte[] wheel, String fragment) {
    server.page("/simple/demo/", "<a href=\"../../f/" + WHEEL + fragment + "\">" + WHEEL + "</a>");
    server.file("/f/" + WHEEL, wheel);
  }

  private static Diagnostic refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    DebwrightException refused = catchThrowableOfType(DebwrightException.class, call);
    assertThat(refused).isNotNull();
    return refused.diagnostics().get(0);
  }

  private String refusedPage() {
    return refusal(() -> open().files(DEMO)).code();
  }

  private static String requires(HttpIndex index) {
    return index.metadata(index.files(DEMO).get(0)).orElseThrow().requiresDist().toString();
  }

  @Test
  void readsMetadataByOneRangeRequest() throws IOException {
    byte[] wheel = TestWheel.small();
    offer(wheel, "#sha256=" + TestWheel.sha256(wheel));
    assertThat(requires(open())).isEqualTo("[other>=2]");
    assertThat(server.asked()).hasSize(2);
    assertThat(server.asked().get(1).headers()).containsEntry("Range", "bytes=-98304");
  }

  @Test
  void readsMetadataFarFromTheEndByASecondRange() throws IOException {
    offer(TestWheel.bytes("demo-1.0.dist-info/METADATA", TestWheel.METADATA, 9, 200_000), "");
    assertThat(requires(open())).isEqualTo("[other>=2]");
    assertThat(server.asked()).hasSize(3);
  }

  @Test
  void readsTheWholeFileWhereTheServerIgnoresRanges() throws IOException {
    byte[] wheel = TestWheel.small();
    offer(wheel, "");
    server.on("/f/" + WHEEL, exchange -> TestServer.send(exchange, 200, wheel));
    assertThat(requires(open())).isEqualTo("[other>=2]");
  }

  @Test
  void asksForTheSizeWhereSuffixRangesAreRefused() throws IOException {
    byte[] wheel = TestWheel.bytes("demo-1.0.dist-info/METADATA", TestWheel.METADATA, 99_999, 9);
    offer(wheel, "");
    TestServer ranges = server;
    server.on(
        "/f/" + WHEEL,
        exchange -> {
          String range = exchange.getRequestHeaders().getFirst("Range");
          if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", "" + wheel.length);
            exchange.sendResponseHeaders(200, -1);
          } else if (range != null && range.startsWith("bytes=-")) {
            TestServer.send(exchange, 416, new byte[0]);
          } else {
            ranges.file("/ranged", wheel);
            String[] ends = range.substring(6).split("-", -1);
            int first = Integer.parseInt(ends[0]);
            int last = Integer.parseInt(ends[1]);
            byte[] part = java.util.Arrays.copyOfRange(wheel, first, last + 1);
            String said = "bytes " + first + "-" + last + "/" + wheel.length;
            TestServer.send(exchange, 206, part, "Content-Range", said);
          }
        });
    assertThat(requires(open())).isEqualTo("[other>=2]");
    assertThat(server.asked()).hasSize(4);
  }

  @Test
  void takesTheMetadataFileThatIsOffered() {
    byte[] metadata = TestWheel.METADATA.getBytes(UTF_8);
    String attribute = "data-core-metadata=\"sha256=" + TestWheel.sha256(metadata) + "\"";
    server.page("/simple/demo/", "<a href='/f/" + WHEEL + "' " + attribute + ">x</a>");
    server.file("/f/" + WHEEL + ".metadata", metadata);
    assertThat(requires(open())).isEqualTo("[other>=2]");
  }

  @Test
  void refusesMetadataOfAnotherHash() {
    String attribute = "data-dist-info-metadata='sha256=" + "0".repeat(64) + "'";
    server.page("/simple/demo/", "<a href='/f/" + WHEEL + "' " + attribute + ">x</a>");
    server.file("/f/" + WHEEL + ".metadata", TestWheel.METADATA.getBytes(UTF_8));
    assertThat(refusal(() -> requires(open())).code()).isEqualTo("hash-mismatch");
  }

  @Test
  void fallsBackWhereTheOfferedMetadataFileIsMissing() throws IOException {
    offer(TestWheel.small(), "\" data-core-metadata=\"true");
    assertThat(requires(open())).isEqualTo("[other>=2]");
  }

  @Test
  void refusesAWheelWithoutMetadata() throws IOException {
    offer(TestWheel.bytes("evil/demo-1.0.dist-info/METADATA", TestWheel.METADATA, 1, 1), "");
    assertThat(refusal(() -> requires(open())).why())
        .isEqualTo("it has no `*.dist-info/METADATA` of its own name");
  }

  @Test
  void refusesAWheelThatIsNoArchive() {
    offer("not a zip".getBytes(UTF_8), "");
    assertThat(refusal(() -> requires(open())).code()).isEqualTo("wheel-invalid");
  }

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
  void anUnknownProjectHasNoFiles() {
    assertThat(open().files(DEMO)).isEmpty();
  }

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
  void saysThatALoginIsWanted() {
    server.status("/simple/demo/", 401);
    assertThat(refusedPage()).isEqualTo("index-forbidden");
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
  void refusesPlainHttpFromElsewhere() {
    IndexSettings far = IndexSettings.NONE.withIndexUrl("http://index.example/simple/");
    assertThat(refusal(() -> open(far, CacheMode.NORMAL).files(DEMO)).fix())
        .contains("--trusted-host index.example");
  }

  @Test
  void neverSendsALoginToAnotherHost() {
    server.on(
        "/simple/demo/",
        exchange -> {
          String target = server.otherUrl("/moved/");
          TestServer.send(exchange, 302, new byte[0], "Location", target);
        });
    server.page("/moved/", "<a href='" + WHEEL + "'>x</a>");
    String url = server.url("/simple/").replace("://", "://user:secret@");
    HttpIndex index = open(settings().withIndexUrl(url), CacheMode.NORMAL);
    Distribution file = index.files(DEMO).get(0);
    assertThat(server.asked().get(0).headers()).containsKey("Authorization");
    assertThat(server.asked().get(1).headers()).doesNotContainKey("Authorization");
    assertThat(file.url()).isEqualTo(server.otherUrl("/moved/" + WHEEL));
  }

  @Test
  void neverPrintsALogin() {
    server.status("/simple/demo/", 403);
    String url = server.url("/simple/").replace("://", "://user:secret@");
    HttpIndex index = open(settings().withIndexUrl(url), CacheMode.NORMAL);
    assertThat(refusal(() -> index.files(DEMO)).toString()).doesNotContain("secret");
  }

  @Test
  void takesALoginFromNetrc() throws IOException {
    Path netrc = directory.resolve("netrc");
    Files.writeString(netrc, "machine 127.0.0.1 login me password \"p w\"\n");
    environment.put("NETRC", netrc.toString());
    open().files(DEMO);
    assertThat(server.asked().get(0).headers())
        .containsEntry("Authorization", new Credentials("me", "p w").basic());
  }

  @Test
  void givesUpOnRedirectsWithoutEnd() {
    server.on(
        "/simple/demo/",
        exchange -> TestServer.send(exchange, 301, new byte[0], "Location", "/simple/demo/"));
    assertThat(refusedPage()).isEqualTo("index-redirect");
  }

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
  void unitesSeveralIndexes() {
    server.page("/simple/demo/", "<a href='/a/" + WHEEL + "'>x</a>");
    server.page("/more/demo/", "<a href='/b/demo-2.0.tar.gz'>x</a>");
    IndexSettings both = settings().withExtraIndexUrls(List.of(server.url("/more")));
    assertThat(open(both, CacheMode.NORMAL).files(DEMO)).hasSize(2);
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

  @Test
  void unitesTheFilesOfOneVersionFromSeveralIndexes() {
    server.page("/simple/demo/", "<a href='/a/" + WHEEL + "'>x</a>");
    server.page("/more/demo/", "<a href='/a/" + WHEEL + "'>x</a><a href='/b/demo-1.tar.gz'>x</a>");
    IndexSettings both = settings().withExtraIndexUrls(List.of(server.url("/more")));
    List<Release> releases = open(both, CacheMode.NORMAL).releases(DEMO);
    assertThat(releases).hasSize(1);
    assertThat(releases.get(0).files()).hasSize(2);
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

  @Test
  void readsLocalDirectories() throws IOException {
    Path wheels = Files.createDirectories(directory.resolve("my wheels"));
    Files.write(wheels.resolve(WHEEL), TestWheel.small());
    Files.write(wheels.resolve("demo_other-1.0-py3-none-any.whl"), TestWheel.small());
    IndexSettings local =
        IndexSettings.NONE.withoutIndex().withFindLinks(List.of(wheels.toString()));
    HttpIndex index = open(local, CacheMode.NORMAL);
    assertThat(index.files(DEMO)).hasSize(1);
    assertThat(requires(index)).isEqualTo("[other>=2]");
    assertThat(index.fetch(index.files(DEMO).get(0), Set.of())).isEqualTo(wheels.resolve(WHEEL));
  }

  @Test
  void readsALocalIndex() throws IOException {
    Path project = Files.createDirectories(directory.resolve("simple/demo"));
    Files.write(project.resolve(WHEEL), TestWheel.small());
    HttpIndex index =
        open(
            IndexSettings.NONE.withIndexUrl(directory.resolve("simple").toUri().toString()),
            CacheMode.NORMAL);
    assertThat(index.files(DEMO)).hasSize(1);
    assertThat(index.files(new ProjectName("absent"))).isEmpty();
  }

  @Test
  void takesDirectAddresses() {
    HttpIndex index = open();
    Distribution direct =
        index.direct(
            "https://host.example/a/demo-1.0.tar.gz#sha256=" + "a".repeat(64), Optional.empty());
    assertThat(direct.filename().version()).hasToString("1.0");
    assertThat(direct.hashes()).containsExactly(Hash.sha256("a".repeat(64)));
    assertThatThrownBy(
            () -> index.direct("https://host.example/archive/main.zip", Optional.of(DEMO)))
        .isInstanceOf(DebwrightException.class);
  }
}
