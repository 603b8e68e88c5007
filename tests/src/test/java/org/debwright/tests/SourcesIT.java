package org.debwright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.debwright.tests.Debwright.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources beside the packages, as real apt and dpkg-source take them. */
class SourcesIT {
  private static final SampleFile ALPHA_SOURCE =
      SampleSdist.selfContained("alpha", "1.0").file("debian", "of its authors").file();

  private static Workbench setUp;
  private Workbench bench;
  private LoopbackIndex index;
  private Path directory;

  @BeforeAll
  static void makeSuite(@TempDir Path directory) {
    setUp = Workbench.in(directory);
  }

  @BeforeEach
  void startIndex(@TempDir Path fresh) {
    directory = fresh;
    bench = setUp.with(Scratch.in(fresh.resolve("scratch")).sharing(setUp.scratch()));
    index =
        LoopbackIndex.start()
            .offer(
                SampleWheel.of("alpha", "1.0").requires("beta>=1").file(),
                ALPHA_SOURCE,
                SampleWheel.of("beta", "1.1").file(),
                SampleSdist.selfContained("delta", "0.5").file());
  }

  @AfterEach
  void leavesNothingBehind() {
    index.close();
    assertThat(bench.scratch().leftovers()).isEmpty();
  }

  private Run build(String... arguments) {
    List<String> words = new ArrayList<>(List.of(arguments));
    words.add("--with-sources");
    Run run = bench.build(index, words.toArray(String[]::new));
    assertThat(run.exit()).as("%s", run).isZero();
    return run;
  }

  private Path repository() {
    return bench.scratch().work("repo");
  }

  private Apt apt() {
    return Apt.in(directory.resolve("apt"), repository(), bench.suite(), "bookworm", "amd64");
  }

  private SortedMap<String, String> sources(Path repository) {
    SortedMap<String, String> files = new TreeMap<>(Tree.of(repository).files());
    files.keySet().removeIf(name -> !name.endsWith(".dsc") && !name.contains(".tar."));
    return files;
  }

  @Test
  void givesAptTheReleasedSourceOfEachPackage() throws IOException {
    Run run = build("alpha", "delta");
    assertThat(run.stdout()).contains("apt-get source python3-alpha");
    assertThat(run.stderr()).contains("warning: no source is published of `beta`");
    Apt apt = apt();
    Path alpha = apt.source("python3-alpha");
    assertThat(alpha.resolve("alpha.py")).hasContent("__version__ = '1.0'\n");
    assertThat(alpha.resolve("debian/changelog"))
        .content()
        .startsWith("python3-alpha (1.0.0-1+dw1+deb12) bookworm;");
    assertThat(alpha.resolve("debian/copyright")).content().startsWith("Format: ");
    assertThat(alpha.resolve("debian/rules")).isExecutable();
    assertThat(Files.readAllBytes(alpha.resolveSibling("python3-alpha_1.0.0.orig.tar.gz")))
        .isEqualTo(ALPHA_SOURCE.content());
    assertThat(apt.source("python3-delta").resolve("delta.py")).exists();
  }

  @Test
  void makesThePackageAgainByItsRules() throws IOException {
    build("delta");
    Path source = apt().source("python3-delta");
    Path commands = Files.createDirectories(directory.resolve("bin"));
    Path script = commands.resolve("debwright");
    Files.writeString(
        script,
        "#!/bin/sh\necho \"$@\" >>'"
            + directory
            + "/asked'\n: >../python3-delta_0.5.0-1+dw1+deb12_all.deb\n");
    script.toFile().setExecutable(true);
    Tool.run(
        Map.of("PATH", commands + ":" + System.getenv("PATH")),
        "sh",
        "-c",
        "cd '" + source + "' && dpkg-buildpackage -b -d -us -uc --no-sign 2>&1");
    assertThat(directory.resolve("asked"))
        .content()
        .contains("convert --suite bookworm --python 3.11 --revision 1 --arch ")
        .contains("--name delta=python3-delta --maintainer ");
    assertThat(source.resolve("debian/files"))
        .content()
        .contains("python3-delta_0.5.0-1+dw1+deb12_all.deb python optional");
  }

  @Test
  void givesTheSameBytesAgainAndTouchesNothing() throws IOException {
    build("alpha", "delta");
    assertThat(build("alpha", "delta").stdout()).contains("nothing new");
    build("alpha", "delta", "-o", "anew", "--no-cache-dir");
    assertThat(sources(repository())).hasSize(6).isEqualTo(sources(bench.scratch().work("anew")));
  }

  @Test
  void listsASourceAsLongAsAPackageOfIt() throws IOException {
    build("alpha", "delta");
    assertThat(bench.build(index, "alpha", "--revision", "2").exit()).isZero();
    assertThat(repository().resolve("dists/bookworm/main/source/Sources"))
        .content()
        .contains("Package: python3-delta\n")
        .doesNotContain("python3-alpha");
    assertThat(sources(repository())).hasSize(6);
  }

  @Test
  void takesTheSourceOfALockAndAsksNoIndex() throws IOException {
    assertThat(bench.lock(index, "alpha", "--with-sources", "--facts").exit()).isZero();
    assertThat(bench.scratch().work("pylock.toml")).content().contains(ALPHA_SOURCE.sha256());
    int before = index.requests().size();
    build("-l", "pylock.toml", "--no-cache-dir");
    assertThat(index.requests().subList(before, index.requests().size()))
        .allMatch(request -> request.startsWith("/files/"));
    assertThat(sources(repository())).hasSize(3);
    String lock = Files.readString(bench.scratch().work("pylock.toml"));
    bench.scratch().write("pylock.toml", lock.replace(ALPHA_SOURCE.sha256(), "0".repeat(64)));
    Refusal.of(
            bench.build(
                index,
                "-l",
                "pylock.toml",
                "-o",
                "other",
                "--with-sources",
                "--no-cache-dir",
                "--json"))
        .hasCode("hash-mismatch");
    assertThat(bench.scratch().work("other/dists")).doesNotExist();
  }

  @Test
  void saysOfALockThatItHasNoSources() {
    assertThat(bench.lock(index, "alpha").exit()).isZero();
    assertThat(build("-l", "pylock.toml").stderr())
        .contains("no source is published of `alpha`, `beta`", "`--with-sources`");
  }

  @Test
  void makesATarOfDirectoriesCommitsAndZips() throws IOException {
    Path project = SampleSdist.selfContained("gamma", "3.0").into(directory.resolve("gamma"));
    Tool.run(
        "sh",
        "-c",
        "cd \"$0\" && git init -q . && git add . && GIT_COMMITTER_DATE='2024-01-01T00:00:00Z'"
            + " git -c user.name=a -c user.email=a@b commit -qm first",
        project.toString());
    Path plain = SampleSdist.selfContained("epsilon", "2.0").into(bench.scratch().work("plain"));
    Files.createSymbolicLink(plain.resolve("link"), Path.of("epsilon.py"));
    index.offer(zipped("zeta", "1.0"));
    build("gamma @ git+file://" + project, "./plain", "zeta");
    Apt apt = apt();
    Path gamma = apt.source("python3-gamma");
    assertThat(gamma.resolve("gamma.py")).exists();
    assertThat(gamma.resolve(".git")).doesNotExist();
    assertThat(apt.source("python3-epsilon").resolve("link")).isSymbolicLink();
    assertThat(apt.source("python3-zeta").resolve("zeta.py")).exists();
    Tool.run("rm", "-rf", bench.scratch().cache().toString());
    build("gamma @ git+file://" + project, "./plain", "zeta", "-o", "anew");
    assertThat(sources(repository())).hasSize(9).isEqualTo(sources(bench.scratch().work("anew")));
  }

  private static SampleFile zipped(String project, String version) throws IOException {
    Path directory = Files.createTempDirectory("zipped");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8);
        var files = Files.list(SampleSdist.selfContained(project, version).into(directory))) {
      for (Path file : files.sorted().toList()) {
        zip.putNextEntry(new ZipEntry(project + "-" + version + "/" + file.getFileName()));
        zip.write(Files.readAllBytes(file));
      }
    } finally {
      Tool.run("rm", "-rf", directory.toString());
    }
    return new SampleFile(project + "-" + version + ".zip", bytes.toByteArray(), "");
  }

  @Test
  void refusesASourceThatWouldLandElsewhere() {
    index.offer(
        SampleWheel.of("evil", "1.0").file(),
        SampleSdist.selfContained("evil", "1.0").file("../../../etc/evil", "x").file());
    Run run = bench.build(index, "evil", "--with-sources", "--json");
    Refusal.of(run).hasCode("sdist-member-refused");
    assertThat(repository().resolve("dists")).doesNotExist();
  }
}
