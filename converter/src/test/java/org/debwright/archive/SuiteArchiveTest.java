package org.debwright.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.debwright.archive.Archive.PackagedProject;
import org.debwright.debian.Architecture;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.Suite;
import org.debwright.debian.TargetPath;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.PythonVersion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small signed archive read the whole way: Release, signature, Packages, Contents. */
class SuiteArchiveTest {
  @TempDir Path directory;
  private static SigningKey key;
  private TestArchive source;

  @BeforeAll
  static void makeKey() throws IOException, InterruptedException {
    key = new SigningKey();
  }

  @AfterAll
  static void removeKey() throws IOException, InterruptedException {
    key.close();
  }

  @BeforeEach
  void publish() throws IOException, InterruptedException {
    source =
        new TestArchive(directory, key)
            .with("main/binary-amd64/Packages.gz", resource("Packages"))
            .with("main/Contents-amd64.gz", resource("Contents-amd64"))
            .with("main/Contents-all.gz", resource("Contents-all"))
            .publish();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = SuiteArchiveTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static PackageName name(String text) {
    return new PackageName(text);
  }

  @Test
  void findsPackagesWithTheirEpochAndSource() {
    SuiteArchive archive = source.open();
    Archive.ArchivePackage numpy = archive.find(name("python3-numpy")).orElseThrow();
    assertThat(numpy.version()).hasToString("1:1.24.2-1+deb12u1");
    assertThat(numpy.source()).isEqualTo("numpy");
    assertThat(archive.find(name("libopenblas0-pthread")).orElseThrow().source())
        .isEqualTo("openblas");
    assertThat(archive.find(name("python3-venv"))).isEmpty();
    assertThat(archive.find(name("broken"))).isEmpty();
    assertThat(archive.providers(name("python3-numpy-abi9"))).containsExactly(numpy.name());
  }

  @Test
  void mapsProjectsToPackagesBestFirst() {
    List<PackagedProject> click = source.open().packaged(new ProjectName("Click"), 3);
    assertThat(click)
        .extracting(p -> p.packageName() + " " + p.version().orElseThrow() + " " + p.topLevel())
        .containsExactly(
            "python3-click 8.1.3 [click]", "python3-click-package 0.5.0.post9 [click_package]");
  }

  @Test
  void tellsRelationsBothWays() {
    SuiteArchive archive = source.open();
    assertThat(archive.relations(name("python3-yaml")))
        .hasToString(
            "PackageRelations[depends=python3 (<< 3.12), python3 (>= 3.11~), libc6 (>= 2.14) |"
                + " libc6-udeb, breaks=python3-click (<< 8)]");
    assertThat(archive.dependents(name("python3-click"))).containsExactly(name("python3-yaml"));
    assertThat(archive.dependents(name("libc6-udeb"))).containsExactly(name("python3-yaml"));
    assertThat(archive.dependents(name("dash"))).isEmpty();
    assertThat(archive.relations(name("dash"))).isEqualTo(Archive.PackageRelations.NONE);
  }

  @Test
  void tellsWhichProjectsAPackageHolds() {
    assertThat(source.open().projects(name("python3-click"), 3)).hasToString("[click, special]");
    assertThat(source.open().projects(name("python3-click"), 2)).isEmpty();
  }

  @Test
  void keepsBothVersionsOfAProject() {
    PackagedProject yaml = source.open().packaged(new ProjectName("pyyaml"), 3).get(0);
    assertThat(yaml.packageName()).hasToString("python3-yaml");
    assertThat(yaml.version()).contains(Pep440Version.parse("6.0"));
    assertThat(yaml.packageVersion()).hasToString("6.0-3+b2");
    assertThat(yaml.topLevel()).containsExactly("_yaml", "yaml");
  }

  @Test
  void leavesTheVersionEmptyWhereThePathHasNone() {
    PackagedProject found = source.open().packaged(new ProjectName("cryptography"), 3).get(0);
    assertThat(found.version()).isEmpty();
  }

  @Test
  void leavesOutPackagesThatTheSuiteDoesNotHave() {
    assertThat(source.open().packaged(new ProjectName("gone"), 3)).isEmpty();
  }

  @Test
  void listsEveryProject() {
    List<String> projects = new java.util.ArrayList<>();
    source.open().forEachProject(3, (project, packaged) -> projects.add(project.normalized()));
    assertThat(projects).containsExactly("click", "cryptography", "numpy", "pyyaml", "special");
  }

  @Test
  void findsOwnersOfPathsUnderBothSpellingsOfAMergedUsr() {
    SuiteArchive archive = source.open();
    for (String path : List.of("/bin/sh", "/usr/bin/sh")) {
      assertThat(archive.owners(new TargetPath(path))).containsExactly(name("dash"));
    }
    for (String path :
        List.of(
            "/usr/share/doc/a file with blanks  and tabs.txt",
            "/usr/share/man/de/man1/grün.1.gz")) {
      assertThat(archive.owners(new TargetPath(path))).containsExactly(name("python3-click"));
    }
    assertThat(archive.owners(new TargetPath("/usr/bin/nothing"))).isEmpty();
  }

  @Test
  void findsLibrariesWhereTheLinkerLooks() {
    SuiteArchive archive = source.open();
    assertThat(archive.sonameOwners("libc.so.6")).containsExactly(name("libc6"));
    assertThat(archive.sonameOwners("libsample.so.1"))
        .containsExactly(name("libsample1"), name("libsample-dev"));
    assertThat(archive.sonameOwners("plugin.so")).isEmpty();
    assertThat(archive.sonameOwners("libother.so.1")).isEmpty();
  }

  @Test
  void takesProvidersForALibraryThatIsAnAlternative() {
    assertThat(source.open().sonameOwners("libblas.so.3"))
        .containsExactly(name("libblas3"), name("libopenblas0-pthread"));
  }

  @Test
  void tellsWhatATargetNeeds() {
    SuiteArchive archive = source.open();
    assertThat(archive.python(3)).contains(Pep440Version.parse("3.11.2"));
    assertThat(archive.python(2)).isEmpty();
    assertThat(archive.hasPython(new PythonVersion(3, 11))).isTrue();
    assertThat(archive.hasPython(new PythonVersion(3, 12))).isFalse();
    assertThat(archive.glibcMinor()).isEqualTo(36);
    assertThat(archive.releaseLabel()).isEqualTo("deb12");
  }

  @Test
  void carriesTheVersionOverToASecurityUpdate() {
    Pep440Version known = Pep440Version.parse("3.2.19");
    DebianVersion described = DebianVersion.parse("3:3.2.19-1");
    assertThat(
            SuiteArchive.carriedOver(known, described, DebianVersion.parse("3:3.2.19-1+deb12u1")))
        .contains(known);
    assertThat(
            SuiteArchive.carriedOver(known, described, DebianVersion.parse("3:3.2.25-0+deb12u7")))
        .contains(Pep440Version.parse("3.2.25"));
    assertThat(
            SuiteArchive.carriedOver(
                Pep440Version.parse("0.0.0"), described, DebianVersion.parse("3:3.2.25-0")))
        .isEmpty();
  }

  @Test
  void laysOutWhatAptReads() throws IOException {
    LocalPocket pocket = source.open().localPockets().get(0);
    Path suite = pocket.root().resolve("dists/bookworm");
    assertThat(suite.resolve("InRelease"))
        .hasSameBinaryContentAs(source.suite().resolve("InRelease"));
    assertThat(suite.resolve("main/binary-amd64/Packages.gz"))
        .hasSameBinaryContentAs(source.suite().resolve("main/binary-amd64/Packages.gz"));
    assertThat(pocket.sourceLine("amd64"))
        .isEqualTo(
            "deb [arch=amd64 target=Packages signed-by=%s/keyring.gpg] file:%s bookworm main"
                .formatted(pocket.root(), pocket.root()));
    Files.delete(suite.resolve("main/binary-amd64/Packages.gz"));
    assertThat(source.open().localPockets()).containsExactly(pocket);
    assertThat(suite.resolve("main/binary-amd64/Packages.gz")).exists();
  }

  @Test
  void readsADetachedSignatureToo() throws IOException, InterruptedException {
    source.publishDetached();
    assertThat(source.open().find(name("dash"))).isPresent();
  }

  @Test
  void refusesAChangedReleaseFile() throws IOException {
    Path release = source.suite().resolve("InRelease");
    Files.writeString(release, Files.readString(release).replace("Version: 12", "Version: 13"));
    refused("archive-signature-refused", source::open);
    assertThat(source.cache().resolve("archive/digest")).doesNotExist();
  }

  @Test
  void refusesTextOutsideTheSignature() throws IOException {
    Path release = source.suite().resolve("InRelease");
    Files.writeString(release, "Origin: Evil\n" + Files.readString(release));
    refused("archive-signature-refused", source::open);
  }

  @Test
  void refusesAnotherKey() throws IOException, InterruptedException {
    SigningKey other = new SigningKey();
    try {
      ArchiveOptions options =
          new ArchiveOptions(
              source.options().uri(), Optional.empty(), Optional.of(other.keyring()), false);
      refused("archive-signature-refused", () -> source.open(options, TestArchive.NOW));
    } finally {
      other.close();
    }
  }

  @Test
  void refusesAnotherSuite() throws IOException, InterruptedException {
    source.field("Codename", "trixie").field("Suite", "stable").publish();
    refused("archive-suite-mismatch", source::open);
  }

  @Test
  void refusesAnIndexFileThatDiffersFromTheReleaseFile() throws IOException {
    Files.write(
        source.suite().resolve("main/binary-amd64/Packages.gz"), TestArchive.gzip("Package: evil"));
    refused("archive-index-mismatch", source::open);
  }

  @Test
  void refusesAnExpiredReleaseFile() throws IOException, InterruptedException {
    source.field("Valid-Until", "Fri, 20 Nov 2026 00:00:00 UTC").publish();
    refused("archive-expired", source::open);
  }

  @Test
  void refusesAnArchitectureThatIsNotThere() {
    refused(
        "archive-architecture-missing",
        () ->
            SuiteArchive.open(
                Suite.parse("bookworm"),
                Architecture.parse("riscv64"),
                source.options(),
                source.access(TestArchive.NOW)));
  }

  @Test
  void refusesAnArchiveWithoutTheSuite() throws IOException {
    Files.delete(source.suite().resolve("InRelease"));
    refused("archive-suite-missing", source::open);
  }

  @Test
  void asksForAnArchiveWhereAptHasNone() {
    refused(
        "archive-not-configured", () -> source.open(ArchiveOptions.CONFIGURED, TestArchive.NOW));
  }

  @Test
  void worksOfflineFromTheCacheAndSaysSo() throws IOException {
    ArchiveOptions offline = source.options().withOffline(true);
    refused("archive-offline", () -> source.open(offline, TestArchive.NOW));
    source.open();
    Files.move(source.root, directory.resolve("away"));
    assertThat(source.open(offline, TestArchive.NOW.plus(Duration.ofDays(9))).find(name("dash")))
        .isPresent();
    assertThat(source.reported).extracting(Diagnostic::code).contains("archive-stale");
  }

  @Test
  void asksAgainOnlyAfterTenMinutes() throws IOException, InterruptedException {
    source.open();
    source.field("Version", "12.16").field("Origin", "Raspbian Two").publish();
    assertThat(source.open(source.options(), TestArchive.NOW.plusSeconds(599)).releaseLabel())
        .isEqualTo("deb12");
    assertThat(source.open(source.options(), TestArchive.NOW.plusSeconds(601)).releaseLabel())
        .isEqualTo("raspbiantwo12.16");
  }

  @Test
  void keepsTheNewerReleaseFile() throws IOException, InterruptedException {
    source.open();
    source.field("Date", "Fri, 10 Jul 2026 10:00:00 UTC").field("Version", "11").publish();
    assertThat(source.open(source.options(), TestArchive.NOW.plusSeconds(601)).releaseLabel())
        .isEqualTo("deb12");
    assertThat(source.reported).extracting(Diagnostic::code).contains("archive-went-back");
  }

  @Test
  void makesDamagedCacheFilesAnew() throws IOException {
    source.open();
    for (Path file : cacheFiles()) {
      byte[] content = Files.readAllBytes(file);
      if (file.toString().endsWith(".packages") || file.toString().endsWith(".contents")) {
        content[content.length / 2] ^= 1;
      }
      Files.write(file, file.toString().contains("/release/") ? new byte[0] : content);
    }
    assertThat(source.open().find(name("dash"))).isPresent();
  }

  @Test
  void survivesADeletedCacheFileWhicheverItIs() throws IOException {
    source.open();
    for (Path file : cacheFiles()) {
      Files.delete(file);
      SuiteArchive archive = source.open();
      assertThat(archive.owners(new TargetPath("/bin/sh"))).hasSize(1);
      assertThat(archive.localPockets()).hasSize(1);
    }
  }

  private List<Path> cacheFiles() throws IOException {
    try (Stream<Path> tree = Files.walk(source.cache())) {
      return tree.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void leavesNoPartsBehind() throws IOException {
    source.open();
    assertThat(cacheFiles()).noneMatch(f -> f.getFileName().toString().startsWith(".new-"));
  }

  private static void refused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            DebwrightException.class,
            e -> assertThat(e.diagnostics()).extracting(Diagnostic::code).containsExactly(code));
  }
}
