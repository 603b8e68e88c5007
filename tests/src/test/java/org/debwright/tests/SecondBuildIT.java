package org.debwright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.debwright.tests.Debwright.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build of what was built already: it makes nothing, and only then. */
class SecondBuildIT {
  private static Workbench setUp;
  private Workbench bench;
  private LoopbackIndex index;

  @BeforeAll
  static void makeSuite(@TempDir Path directory) {
    setUp = Workbench.in(directory);
  }

  @BeforeEach
  void buildOnce(@TempDir Path fresh) {
    bench = setUp.with(Scratch.in(fresh.resolve("scratch")));
    index =
        LoopbackIndex.start()
            .offer(
                SampleWheel.of("alpha", "1.0").requires("beta>=1").file(),
                SampleWheel.of("beta", "1.1").file(),
                SampleWheel.of("gamma", "3.0").file());
    assertThat(build("alpha").stderr()).contains("converting", "asking apt");
  }

  @AfterEach
  void stop() {
    index.close();
  }

  private Run build(String... arguments) {
    Run run = bench.build(index, arguments);
    assertThat(run.exit()).as("%s", run).isZero();
    return run;
  }

  private Map<String, Long> tree() {
    Map<String, Long> files = new TreeMap<>();
    Path repository = bench.scratch().work("repo");
    try (Stream<Path> walk = Files.walk(repository.resolve("dists"))) {
      for (Path file : walk.toList()) {
        files.put(file.toString(), Files.getLastModifiedTime(file).toMillis());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private List<Path> shelved(String name) {
    try (Stream<Path> walk = Files.walk(bench.scratch().cache().resolve("debwright/debs"))) {
      return walk.filter(f -> f.getFileName().toString().startsWith(name)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void touchesNothingAndSaysSo() {
    Map<String, Long> before = tree();
    Run second = build("alpha");
    assertThat(second.stdout()).contains("nothing new");
    assertThat(second.stderr())
        .doesNotContain("fetching", "converting", "writing packages", "asking apt");
    assertThat(tree()).isEqualTo(before);
  }

  @Test
  void saysTheRemarksAgain() throws IOException {
    SampleFile wheel = SampleWheel.of("warned", "1.0").requires("docopt>=99").file();
    Path file = bench.scratch().work(wheel.name());
    Files.write(file, wheel.content());
    Run first = bench.asking(index).run("convert", file.toString());
    Run second = bench.asking(index).run("convert", file.toString());
    assertThat(first.stderr()).contains("warning: the suite does not satisfy", "converting");
    assertThat(second.stderr())
        .contains("warning: the suite does not satisfy")
        .doesNotContain("converting");
    assertThat(second.stdout()).isEqualTo(first.stdout());
  }

  @Test
  void makesThemAgainForAnotherMaintainerTimeOrTarget() {
    assertThat(build("--maintainer", "Other <o@example.org>", "--revision", "2", "alpha").stderr())
        .contains("converting");
    assertThat(build("--arch", "arm64", "alpha").stderr()).contains("converting");
    assertThat(build("alpha", "gamma").stderr()).contains("converting");
  }

  private void forgetAnswers() {
    Tool.run("rm", "-rf", bench.scratch().cache().resolve("debwright/answers").toString());
  }

  /** A newer release that whoever asks the index again would take. */
  private void publish() {
    index.offer(SampleWheel.of("beta", "1.2").file());
    Tool.run("rm", "-rf", bench.scratch().cache().resolve("debwright/pages").toString());
  }

  @Test
  void isRememberedAsAWhole() {
    Map<String, Long> before = tree();
    int asked = index.requests().size();
    Run second = build("alpha");
    assertThat(second.stdout()).contains("nothing new", "python3-beta");
    assertThat(second.stderr()).doesNotContain("signing");
    assertThat(index.requests()).hasSize(asked);
    assertThat(tree()).isEqualTo(before);
    forgetAnswers();
    Run workedOut = build("alpha");
    assertThat(workedOut.stdout()).isEqualTo(second.stdout());
    assertThat(workedOut.stderr()).contains("signing");
  }

  /** It may be exchanged under its name. */
  @Test
  void remembersNothingOfAFileWithoutAHash() {
    index.offer(LoopbackIndex.Offer.of(SampleWheel.of("delta", "1.0").file()).unhashed());
    assertThat(build("delta").stderr()).contains("converting");
    assertThat(build("delta").stderr()).contains("fetching", "signing");
  }

  @Test
  void asksAgainWhereAPageIsGone() {
    publish();
    assertThat(build("alpha").stdout()).containsPattern("python3-beta +1.2");
  }

  @Test
  void looksAtTheRepositoryItself() throws IOException {
    Path pool = bench.scratch().work("repo/pool");
    try (Stream<Path> debs = Files.walk(pool)) {
      Path deb = debs.filter(f -> f.toString().contains("python3-beta_")).findFirst().orElseThrow();
      byte[] content = Files.readAllBytes(deb);
      Files.delete(deb);
      assertThat(build("alpha").stderr()).contains("signing");
      assertThat(deb).hasBinaryContent(content);
    }
    assertThat(build("alpha").stderr()).doesNotContain("signing");
    Tool.run("touch", bench.scratch().work("repo/dists/bookworm/InRelease").toString());
    assertThat(build("alpha").stderr()).contains("signing");
  }

  @Test
  void looksAtTheKey() {
    Tool.run("touch", bench.secretKey().toString());
    assertThat(build("alpha").stderr()).contains("signing");
  }

  @Test
  void looksAtTheArchive() {
    Tool.run("rm", "-rf", bench.scratch().cache().resolve("debwright/archive").toString());
    assertThat(build("alpha").stderr()).contains("signing", "reading the archive");
  }

  @Test
  void makesAPackageAgainWhoseBytesWereDamaged() throws IOException {
    forgetAnswers();
    List<Path> shelved = shelved("python3-beta");
    assertThat(shelved).hasSize(1);
    byte[] good = Files.readAllBytes(shelved.get(0));
    byte[] bad = good.clone();
    bad[bad.length - 9] ^= 1;
    Files.write(shelved.get(0), bad);
    assertThat(build("alpha").stdout()).contains("nothing new");
    assertThat(shelved.get(0)).hasBinaryContent(good);
  }

  @Test
  void needsNothingOfTheCache() throws IOException {
    Map<String, Long> before = tree();
    Tool.run("rm", "-rf", bench.scratch().cache().toString());
    assertThat(build("alpha").stdout()).contains("nothing new");
    assertThat(tree()).isEqualTo(before);
  }
}
