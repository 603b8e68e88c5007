package org.debwright.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.debwright.diagnostic.Reporter;
import org.debwright.python.ProjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageStateTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final ProjectName DEMO = new ProjectName("demo");
  private static final String OLD = "<a href=\"demo-1.0-py3-none-any.whl\">demo</a>";
  private static final String NEW = OLD + "<a href=\"demo-1.1-py3-none-any.whl\">demo</a>";

  @TempDir Path cache;
  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    server = new TestServer();
    server.page("/simple/demo/", OLD);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Optional<List<PageState>> ask(IndexSettings settings, Instant when) {
    try (HttpIndex index =
        HttpIndex.open(
            settings,
            cache,
            CacheMode.NORMAL,
            Map.of(),
            Clock.fixed(when, ZoneOffset.UTC),
            Reporter.SILENT)) {
      assertThat(index.files(DEMO)).isNotNull();
      return index.pagesUsed();
    }
  }

  private IndexSettings settings() {
    return IndexSettings.NONE.withIndexUrl(server.url("/simple/")).withPatience(5, 0);
  }

  private List<PageState> ask(Instant when) {
    return ask(settings(), when).orElseThrow();
  }

  private boolean isCurrent(List<PageState> pages, Instant when) {
    return PageState.areCurrent(pages, cache, when);
  }

  @Test
  void isCurrentForAsLongAsThePageIsFresh() {
    List<PageState> pages = ask(NOW);
    assertThat(pages).hasSize(1);
    assertThat(isCurrent(pages, NOW)).isTrue();
    assertThat(isCurrent(pages, NOW.plusSeconds(599))).isTrue();
    assertThat(isCurrent(pages, NOW.plusSeconds(600))).isFalse();
    assertThat(isCurrent(pages, NOW.minusSeconds(1))).isFalse();
  }

  @Test
  void isTheSameFromTheNetworkAndFromTheCache() {
    assertThat(ask(NOW)).isEqualTo(ask(NOW.plusSeconds(1)));
  }

  @Test
  void isCurrentAgainWhereThePageWasReadAnewAndSaysTheSame() {
    List<PageState> pages = ask(NOW);
    Instant later = NOW.plusSeconds(3600);
    assertThat(ask(later)).isEqualTo(pages);
    assertThat(isCurrent(pages, later)).isTrue();
  }

  @Test
  void isNotCurrentWhereThePageWasReadAnewAndSaysMore() {
    List<PageState> pages = ask(NOW);
    server.page("/simple/demo/", NEW);
    Instant later = NOW.plusSeconds(3600);
    assertThat(ask(later)).isNotEqualTo(pages);
    assertThat(isCurrent(pages, later)).isFalse();
  }

  @Test
  void isNotCurrentWhereAProjectHasComeOrGone() {
    server.status("/simple/demo/", 404);
    List<PageState> none = ask(NOW);
    assertThat(isCurrent(none, NOW)).isTrue();
    server.page("/simple/demo/", "<html></html>");
    Instant later = NOW.plusSeconds(3600);
    assertThat(ask(later)).isNotEqualTo(none);
    assertThat(isCurrent(none, later)).isFalse();
  }

  @Test
  void isNotCurrentWhereThePageIsGoneOrDamaged() throws IOException {
    List<PageState> pages = ask(NOW);
    Path page;
    try (Stream<Path> files = Files.walk(cache.resolve("pages"))) {
      page = files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
    byte[] whole = Files.readAllBytes(page);
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x10;
      Files.write(page, damaged);
      assertThat(isCurrent(pages, NOW)).as("byte %d", at).isFalse();
    }
    Files.delete(page);
    assertThat(isCurrent(pages, NOW)).isFalse();
  }

  @Test
  void isUnknownWhereAPageMayNotBeKept() {
    server.on(
        "/simple/demo/",
        exchange ->
            TestServer.send(
                exchange,
                200,
                OLD.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "Cache-Control",
                "no-store",
                "Content-Type",
                "text/html"));
    assertThat(ask(settings(), NOW)).isEmpty();
  }

  @Test
  void tellsWhichDirectoriesWereSearchedToo() throws IOException {
    Path page = Files.writeString(cache.resolve("links.html"), "");
    assertThat(directories(cache.toString())).contains(List.of(cache));
    assertThat(directories("/nowhere")).contains(List.of(Path.of("/nowhere")));
    assertThat(directories(page.toString())).isEmpty();
  }

  private Optional<List<Path>> directories(String findLinks) {
    return LinkSources.directories(settings().withFindLinks(List.of(findLinks)));
  }
}
