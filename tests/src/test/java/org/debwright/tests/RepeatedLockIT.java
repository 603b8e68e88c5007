package org.debwright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.debwright.tests.Debwright.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same lock asked for again: remembered while nothing has changed, and only then. */
class RepeatedLockIT {
  private Scratch scratch;
  private LoopbackIndex index;

  @BeforeEach
  void startIndex(@TempDir Path directory) {
    scratch = Scratch.in(directory);
    index =
        LoopbackIndex.start()
            .offer(
                SampleWheel.of("alpha", "1.0").requires("beta>=1").file(),
                SampleWheel.of("beta", "1.0").file());
    scratch.write("asked.txt", "alpha\n");
  }

  @AfterEach
  void stopIndex() {
    index.close();
  }

  private Debwright debwright() {
    return Debwright.in(scratch).always("--index-url", index.url());
  }

  private static String locked(Run run) {
    assertThat(run.exit()).as("%s", run).isZero();
    return run.stdout();
  }

  /** Locks anew: what a lock that is there holds is not kept. */
  private String lock(String... more) {
    String[] words =
        Stream.concat(Stream.of("lock", "--upgrade"), Stream.of(more)).toArray(String[]::new);
    return locked(debwright().run(words));
  }

  /** A newer release that whoever asks the index again would take. */
  private void publish() {
    index.offer(SampleWheel.of("beta", "1.1").file());
  }

  private List<Path> kept(String kind) {
    Path directory = scratch.cache().resolve("debwright").resolve(kind);
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void damage(Path file) {
    try {
      byte[] content = Files.readAllBytes(file);
      content[content.length / 2] ^= 1;
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same, but for what was fetched. */
  private static void assertSame(Run again, Run first) {
    assertThat(again.exit()).isEqualTo(first.exit());
    assertThat(again.stdout()).isEqualTo(first.stdout());
    assertThat(again.stderr()).isEqualTo(first.stderr().replaceAll("fetching .*\n", ""));
  }

  @Test
  void saysAndWritesTheSameWithoutAskingTheIndex() throws IOException {
    Run first = debwright().run("lock", "-r", "asked.txt");
    byte[] written = Files.readAllBytes(scratch.work("pylock.toml"));
    Files.delete(scratch.work("pylock.toml"));
    int asked = index.requests().size();
    assertSame(debwright().run("lock", "-r", "asked.txt"), first);
    assertThat(scratch.work("pylock.toml")).hasBinaryContent(written);
    assertThat(index.requests()).hasSize(asked);
    assertThat(kept("answers")).hasSize(1);
  }

  @Test
  void repeatsWarningsAndDocuments() {
    index.offer(LoopbackIndex.Offer.of(SampleWheel.of("beta", "1.2").file()).asYanked());
    Run first = debwright().run("lock", "beta==1.2", "--json");
    assertThat(first.stderr()).contains("warning: ", "yanked");
    assertSame(debwright().run("lock", "beta==1.2", "--json"), first);
    assertThat(kept("answers")).hasSize(1);
  }

  @Test
  void asksAgainWhereThePagesMayNotBeUsedUnasked() {
    index.saying("Cache-Control", "no-cache");
    assertThat(lock("alpha")).contains("beta-1.0-");
    publish();
    assertThat(lock("alpha")).contains("beta-1.1-");
  }

  @Test
  void remembersNothingOfPagesThatMayNotBeKept() {
    index.saying("Cache-Control", "no-store");
    assertThat(lock("alpha")).contains("beta-1.0-");
    publish();
    assertThat(lock("alpha")).contains("beta-1.1-");
  }

  @Test
  void asksAgainWherePagesAreGone() throws IOException {
    assertThat(lock("alpha")).contains("beta-1.0-");
    publish();
    for (Path page : kept("pages")) {
      Files.delete(page);
    }
    assertThat(lock("alpha")).contains("beta-1.1-");
  }

  @Test
  void asksAgainWherePagesAreDamaged() {
    assertThat(lock("alpha")).contains("beta-1.0-");
    publish();
    kept("pages").forEach(RepeatedLockIT::damage);
    assertThat(lock("alpha")).contains("beta-1.1-");
  }

  @Test
  void believesNoAnswerThatIsDamaged() throws IOException {
    String first = lock("alpha");
    byte[] written = Files.readAllBytes(scratch.work("pylock.toml"));
    kept("answers").forEach(RepeatedLockIT::damage);
    assertThat(lock("alpha")).isEqualTo(first);
    assertThat(scratch.work("pylock.toml")).hasBinaryContent(written);
  }

  @Test
  void readsFilesOfRequirementsThatChanged() {
    publish();
    scratch.write("more.txt", "beta\n");
    scratch.write("asked.txt", "-r more.txt\n");
    assertThat(lock("-r", "asked.txt")).contains("beta-1.1-");
    scratch.write("more.txt", "beta<1.1\n");
    assertThat(lock("-r", "asked.txt")).contains("beta-1.0-");
  }

  @Test
  void readsConstraintsThatChanged() {
    publish();
    scratch.write("not.txt", "beta<2\n");
    assertThat(lock("alpha", "-c", "not.txt")).contains("beta-1.1-");
    scratch.write("not.txt", "beta<1.1\n");
    assertThat(lock("alpha", "-c", "not.txt")).contains("beta-1.0-");
  }

  @Test
  void readsAMapThatChanged() {
    scratch.write("map.txt", "alpha python3-alpha\n");
    assertThat(lock("--map-file", "map.txt", "alpha")).contains("beta-1.0-");
    scratch.write("map.txt", "alpha three words\n");
    Run again = debwright().run("lock", "--upgrade", "--map-file", "map.txt", "alpha");
    assertThat(again.stderr()).contains("more than two words");
  }

  @Test
  void putsVariablesInAnew() {
    publish();
    scratch.write("asked.txt", "beta==${SHLVL}\n");
    Debwright once = debwright().with("SHLVL", "1.0");
    assertThat(locked(once.run("lock", "--upgrade", "-r", "asked.txt"))).contains("beta-1.0-");
    Debwright again = debwright().with("SHLVL", "1.1");
    assertThat(locked(again.run("lock", "--upgrade", "-r", "asked.txt"))).contains("beta-1.1-");
  }

  @Test
  void takesPipsConfigurationIntoAccount() {
    index.offer(SampleWheel.of("beta", "2.0rc1").file());
    assertThat(lock("alpha")).contains("beta-1.0-");
    assertThat(locked(debwright().with("PIP_PRE", "1").run("lock", "--upgrade", "alpha")))
        .contains("beta-2.0rc1-");
    String file = scratch.write("pip.conf", "[global]\ntimeout = 15\n").toString();
    Debwright configured = debwright().with("PIP_CONFIG_FILE", file);
    assertThat(locked(configured.run("lock", "--upgrade", "alpha"))).contains("beta-1.0-");
    scratch.write("pip.conf", "[global]\ntimeout = 15\npre = 1\n");
    assertThat(locked(configured.run("lock", "--upgrade", "alpha"))).contains("beta-2.0rc1-");
  }

  @Test
  void takesItsOwnConfigurationIntoAccount() {
    index.offer(SampleWheel.of("beta", "2.0rc1").file());
    assertThat(lock("alpha")).contains("beta-1.0-");
    scratch.write("debwright.toml", "pre = true\n");
    assertThat(lock("alpha")).contains("beta-2.0rc1-");
    scratch.write("debwright.toml", "pre = false\n");
    assertThat(lock("alpha")).contains("beta-1.0-");
  }

  @Test
  void looksIntoDirectoriesAnew() throws IOException {
    Path here = Files.createDirectory(scratch.work("here"));
    assertThat(lock("alpha", "--find-links", "here")).contains("beta-1.0-");
    SampleFile newer = SampleWheel.of("beta", "1.3").file();
    Files.write(here.resolve(newer.name()), newer.content());
    assertThat(lock("alpha", "--find-links", "here")).contains("beta-1.3-");
    int asked = index.requests().size();
    publish();
    assertThat(lock("alpha", "--find-links", "here")).contains("beta-1.3-");
    assertThat(index.requests()).hasSize(asked);
    Files.delete(here.resolve(newer.name()));
    assertThat(lock("alpha", "--find-links", "here")).contains("beta-1.0-");
    assertThat(kept("answers")).hasSize(1);
  }

  @Test
  void remembersNothingOfPagesInFiles() {
    scratch.write("links.html", "<a href='gamma-1.0-py3-none-any.whl'>gamma</a>");
    assertThat(lock("alpha", "--find-links", "links.html")).contains("beta-1.0-");
    assertThat(kept("answers")).isEmpty();
  }

  @Test
  void distinguishesTargets() {
    String bookworm = lock("alpha");
    assertThat(lock("alpha", "--suite", "trixie")).isNotEqualTo(bookworm).contains("trixie");
    assertThat(lock("alpha", "--arch", "arm64")).isNotEqualTo(bookworm).contains("arm64");
    assertThat(lock("alpha")).isEqualTo(bookworm);
  }

  @Test
  void refusesAgainWhatWasRefused() {
    Run first = debwright().run("lock", "alpha>2");
    assertThat(first.exit()).isEqualTo(1);
    assertThat(debwright().run("lock", "alpha>2")).isEqualTo(first);
  }
}
