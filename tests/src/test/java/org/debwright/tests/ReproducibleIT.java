package org.debwright.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.debwright.tests.Debwright.Run;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same input gives the same bytes, whoever converts it, where and when. Every run has a home
 * and a cache of its own, so that none finds what another made. {@code scenarios/reproducible} does
 * the same with real wheels and on other hosts.
 */
class ReproducibleIT {
  private static final String EPOCH = "1700000000";
  private static final SampleFile WHEEL =
      SampleWheel.of("Title-Island", "1.0")
          .summary("An ISLAND with a title, größer als İstanbul")
          .requires("docopt>=0.5", "INI-i>=1")
          .command("TITLE-I", "Title_Island:main")
          .member("Title_Island/III.py", "I = 'i'\n")
          .member("title_island_ı/ünï cöde.txt", "text\n")
          .data("data/etc/title/title.ini", "[I]\ni=1\n")
          .data("data/share/title/z.txt", "z".repeat(70_000))
          .executable("title_island-1.0.data/scripts/title-script", "#!python\nprint('i')\n")
          .file();

  @TempDir private static Path directory;
  private static Workbench bench;
  private static Tree expected;

  @BeforeAll
  static void setUp() {
    bench = Workbench.in(directory.resolve("usual"));
    expected = converted("usual", WHEEL, command -> command);
    assertThat(expected.files()).hasSize(1);
  }

  static Stream<Arguments> places() {
    return Stream.of(
        place("umask 077", c -> c.through("sh", "-c", "umask 077; exec \"$@\"", "sh")),
        place("umask 000", c -> c.through("sh", "-c", "umask 000; exec \"$@\"", "sh")),
        place("time zone", c -> c.with("TZ", "Asia/Kathmandu")),
        place("locale", c -> c.with("LC_ALL", "de_DE.UTF-8").with("LANGUAGE", "de")),
        place("no locale", c -> c.with("LC_ALL", "C").with("COLUMNS", "30")),
        place(
            "Turkish", c -> c.with("DEBWRIGHT_JAVA_OPTS", "-Duser.language=tr -Duser.country=TR")),
        place("one core", c -> c.through("taskset", "-c", "0")),
        place("eight cores", c -> c.with("DEBWRIGHT_JAVA_OPTS", "-XX:ActiveProcessorCount=8")));
  }

  private static Arguments place(String name, UnaryOperator<Debwright> change) {
    return Arguments.of(name, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("places")
  void isTheSameWith(String name, UnaryOperator<Debwright> change) {
    assertThat(converted(name.replace(' ', '-'), WHEEL, change)).isEqualTo(expected);
  }

  @Test
  void isTheSameForAnotherUser() {
    String probe =
        "setpriv --reuid=65534 --regid=65534 --clear-groups test -r ../pom.xml && echo yes || :";
    assumeTrue(
        Tool.run("sh", "-c", probe).contains("yes"), "needs root and a checkout all can read");
    Tree made =
        converted(
            "nobody",
            WHEEL,
            c -> c.through("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    assertThat(made).isEqualTo(expected);
  }

  @Test
  void isTheSameWithOtherJava() throws IOException {
    List<Path> others = new ArrayList<>();
    Path own = Path.of(System.getProperty("java.home")).toRealPath();
    try (Stream<Path> all = Files.list(own.resolveSibling(""))) {
      all.filter(p -> Files.exists(p.resolve("lib/modules")) && !p.equals(own))
          .filter(p -> !Files.isSymbolicLink(p))
          .forEach(others::add);
    }
    assumeTrue(!others.isEmpty(), "there is one Java only");
    for (Path other : others) {
      Tree made =
          converted(
              other.getFileName().toString(),
              WHEEL,
              c -> c.with("PATH", other.resolve("bin") + ":/usr/sbin:/usr/bin:/sbin:/bin"));
      assertThat(made).as("%s", other).isEqualTo(expected);
    }
  }

  @Test
  void dependsOnTheWheelsContentNotOnItsZip() {
    SampleFile other = repacked(WHEEL);
    assertThat(other.sha256()).isNotEqualTo(WHEEL.sha256());
    assertThat(converted("repacked", other, c -> c)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd", "xz-java"})
  void isTheSameWithEveryCompression(String method) {
    UnaryOperator<Debwright> here = c -> c.always("--compression", method);
    UnaryOperator<Debwright> there =
        c -> here.apply(c).with("TZ", "America/New_York").through("taskset", "-c", "0");
    Tree made = converted(method, WHEEL, here);
    assertThat(converted(method + "-again", WHEEL, there)).isEqualTo(made).isNotEqualTo(expected);
  }

  @Test
  void isDatedByItsNewestFileWithoutAnEpoch() {
    Tree made = converted("undated", WHEEL, c -> c.with("SOURCE_DATE_EPOCH", ""));
    assertThat(
            converted(
                "undated-again",
                WHEEL,
                c -> c.with("SOURCE_DATE_EPOCH", "").with("TZ", "Asia/Kathmandu")))
        .isEqualTo(made);
    Path deb = bench.scratch().work("undated").resolve(made.files().firstKey());
    assertThat(Tool.run("dpkg-deb", "-c", deb.toString())).contains(" 2020-09-13 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tomorrow", "-1", "1.5", "0x10", "999999999999"})
  void refusesEpochsThatAreNone(String epoch) {
    Path wheel = WHEEL.into(bench.scratch().work("refused"));
    Run run =
        bench
            .debwright()
            .with("SOURCE_DATE_EPOCH", epoch)
            .run("convert", wheel.toString(), "-o", "out");
    assertThat(run.exit()).as("%s", run).isEqualTo(1);
    assertThat(run.stderr()).contains("SOURCE_DATE_EPOCH is `" + epoch + "`");
    assertThat(bench.scratch().work("out")).doesNotExist();
  }

  // The debs that come of it, kept below the usual working directory by this name.
  private static Tree converted(String name, SampleFile wheel, UnaryOperator<Debwright> change) {
    Scratch scratch = Scratch.in(directory.resolve(name.equals("usual") ? "first" : name));
    Path file = wheel.into(scratch.work("in"));
    Tool.run("chmod", "-R", "a+rX", directory.toString());
    if (name.equals("nobody")) {
      Tool.run("chown", "-R", "65534:65534", directory.resolve(name).toString());
    }
    Debwright command =
        bench.with(scratch).debwright().always("--no-build").with("SOURCE_DATE_EPOCH", EPOCH);
    Run run = change.apply(command).run("convert", file.toString(), "-o", "out");
    assertThat(run.exit()).as("%s: %s", name, run).isZero();
    Tree made = Tree.of(scratch.work("out"));
    made.files().keySet().stream()
        .map(scratch.work("out")::resolve)
        .forEach(deb -> copy(deb, bench.scratch().work(name)));
    return made;
  }

  private static void copy(Path file, Path target) {
    try {
      Files.createDirectories(target);
      Files.copy(file, target.resolve(file.getFileName()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same members the other way round, stored, and of another time. */
  private static SampleFile repacked(SampleFile wheel) {
    try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(wheel.content()))) {
      List<ZipEntry> entries = new ArrayList<>();
      List<byte[]> contents = new ArrayList<>();
      for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        byte[] content = from.readAllBytes();
        entries.add(stored(entry.getName(), content));
        contents.add(content);
      }
      Collections.reverse(entries);
      Collections.reverse(contents);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ZipOutputStream to = new ZipOutputStream(bytes)) {
        for (int i = 0; i < entries.size(); i++) {
          to.putNextEntry(entries.get(i));
          to.write(contents.get(i));
          to.closeEntry();
        }
      }
      return wheel.holding(bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ZipEntry stored(String name, byte[] content) {
    ZipEntry entry = new ZipEntry(name);
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTime(1_500_000_000_000L);
    return entry;
  }
}
