package org.debwright.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.python.Hash;
import org.debwright.python.ProjectName;
import org.junit.jupiter.api.Test;

/** What indexes, directories and addresses offer, put together. */
class HttpIndexTest extends HttpIndexScene {
  @Test
  void anUnknownProjectHasNoFiles() {
    assertThat(open().files(DEMO)).isEmpty();
  }

  @Test
  void unitesSeveralIndexes() {
    server.page("/simple/demo/", "<a href='/a/" + WHEEL + "'>x</a>");
    server.page("/more/demo/", "<a href='/b/demo-2.0.tar.gz'>x</a>");
    IndexSettings both = settings().withExtraIndexUrls(List.of(server.url("/more")));
    assertThat(open(both, CacheMode.NORMAL).files(DEMO)).hasSize(2);
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
