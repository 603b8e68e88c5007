package org.debwright.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.ProjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An index on a server of its own, with a cache that lasts for one test. */
abstract class HttpIndexScene {
  static final ProjectName DEMO = new ProjectName("demo");
  static final String WHEEL = "demo-1.0-py3-none-any.whl";
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @TempDir Path directory;
  TestServer server;
  final Collecting reporter = new Collecting();
  final Map<String, String> environment = new HashMap<>();
  Instant now = NOW;

  @BeforeEach
  void start() throws IOException {
    server = new TestServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  HttpIndex open(IndexSettings settings, CacheMode mode) {
    return HttpIndex.open(
        settings,
        directory.resolve("cache"),
        mode,
        environment,
        Clock.fixed(now, ZoneOffset.UTC),
        reporter);
  }

  HttpIndex open(CacheMode mode) {
    return open(settings(), mode);
  }

  HttpIndex open() {
    return open(CacheMode.NORMAL);
  }

  IndexSettings settings() {
    return IndexSettings.NONE.withIndexUrl(server.url("/simple/")).withPatience(5, 0);
  }

  void offer(byte[] wheel, String fragment) {
    server.page("/simple/demo/", "<a href=\"../../f/" + WHEEL + fragment + "\">" + WHEEL + "</a>");
    server.file("/f/" + WHEEL, wheel);
  }

  static Diagnostic refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    DebwrightException refused = catchThrowableOfType(DebwrightException.class, call);
    assertThat(refused).isNotNull();
    return refused.diagnostics().get(0);
  }

  String refusedPage() {
    return refusal(() -> open().files(DEMO)).code();
  }

  static String requires(HttpIndex index) {
    return index.metadata(index.files(DEMO).get(0)).orElseThrow().requiresDist().toString();
  }
}
