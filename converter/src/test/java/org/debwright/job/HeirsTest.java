package org.debwright.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.debwright.deb.Compression;
import org.debwright.deb.DebFile;
import org.debwright.deb.DebReader;
import org.debwright.deb.DebWriter;
import org.debwright.deb.Sha256;
import org.debwright.debian.Architecture;
import org.debwright.debian.BinaryPackage;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.Entry;
import org.debwright.debian.PackageName;
import org.debwright.debian.Stanza;
import org.debwright.debian.Suite;
import org.debwright.debian.TargetPath;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter;
import org.debwright.repository.History;
import org.debwright.repository.Origin;
import org.debwright.repository.PoolPath;
import org.debwright.repository.PublishingPlan;
import org.debwright.repository.ReleaseHeader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian Policy 7.6.1: overwriting files in other packages. */
class HeirsTest {
  private static final Suite BOOKWORM = new Suite("bookworm");
  private static final DebWriter WRITER = new DebWriter(Compression.parse("gzip:1"));

  @TempDir Path directory;
  private Path root;
  private final List<Diagnostic> reported = new ArrayList<>();

  @BeforeEach
  void makeDirectories() throws IOException {
    root = Files.createDirectory(directory.resolve("repo"));
    Files.createDirectory(directory.resolve("settled"));
    Files.createDirectory(directory.resolve("made"));
  }

  @Test
  void takesAFileOverFromTheFormerVersionOfItsOwner() throws IOException {
    publish(BOOKWORM, made("one", "1-1", "/usr/x/moved", "/usr/x/one"));
    List<MadePackage> settled =
        settle(BOOKWORM, made("one", "2-1", "/usr/x/one"), made("two", "2-1", "/usr/x/moved"));
    assertThat(field(settled.get(1), "Breaks")).hasValue("one (<< 2-1)");
    assertThat(field(settled.get(1), "Replaces")).hasValue("one (<< 2-1)");
    assertThat(field(settled.get(0), "Replaces")).isEmpty();
    assertThat(DebReader.read(settled.get(1).file().path()).sha256())
        .isEqualTo(settled.get(1).file().sha256());
    assertThat(DebReader.digests(settled.get(1).file().path())).containsKey("/usr/x/moved");
  }

  /** A version that was published once never changes its bytes. */
  @Test
  void givesTheSameBytesOnceItIsPublished() throws IOException {
    publish(BOOKWORM, made("one", "1-1", "/usr/x/moved"));
    List<MadePackage> first =
        settle(BOOKWORM, made("one", "2-1", "/usr/x/one"), made("two", "2-1", "/usr/x/moved"));
    publish(BOOKWORM, first.toArray(MadePackage[]::new));
    List<MadePackage> second =
        settle(BOOKWORM, made("one", "2-1", "/usr/x/one"), made("two", "2-1", "/usr/x/moved"));
    assertThat(second.get(1).file().sha256()).isEqualTo(first.get(1).file().sha256());
  }

  @Test
  void takesTheFormerOwnersPlaceWhereItGoesOnToBeListed() throws IOException {
    publish(BOOKWORM, made("one", "1-1", "/usr/x/moved"));
    MadePackage heir = settle(BOOKWORM, made("two", "2-1", "/usr/x/moved")).get(0);
    assertThat(field(heir, "Conflicts")).hasValue("one");
    assertThat(field(heir, "Replaces")).hasValue("one");
    assertThat(reported).extracting(Diagnostic::code).containsExactly("path-displaces");
  }

  @Test
  void takesOverFromTheSuiteBefore() throws IOException {
    publish(BOOKWORM, made("one", "1-1+deb12", "/usr/x/moved"));
    MadePackage heir = settle(new Suite("trixie"), made("two", "2-1+deb13", "/usr/x/moved")).get(0);
    assertThat(field(heir, "Breaks")).hasValue("one (<= 1-1+deb12)");
  }

  @Test
  void leavesEverythingElseAsItIs() throws IOException {
    publish(BOOKWORM, made("one", "1-1", "/usr/x/one"));
    MadePackage two = made("two", "2-1", "/usr/x/two");
    assertThat(settle(BOOKWORM, two)).containsExactly(two);
  }

  private List<MadePackage> settle(Suite suite, MadePackage... made) {
    Reporter reporter =
        new Reporter() {
          @Override
          public void report(Diagnostic diagnostic) {
            reported.add(diagnostic);
          }

          @Override
          public Progress begin(String label, long total, Unit unit) {
            return SILENT.begin(label, total, unit);
          }
        };
    return new Heirs(History.read(root), suite, WRITER, directory.resolve("settled"), reporter)
        .settle(List.of(made));
  }

  // Unsigned: what is read is the repository that we write to ourselves.
  private void publish(Suite suite, MadePackage... made) throws IOException {
    List<DebFile> files = Arrays.stream(made).map(MadePackage::file).toList();
    ReleaseHeader header = new ReleaseHeader(Origin.parse("sample"), "sample", 1_700_000_000L);
    PublishingPlan plan =
        PublishingPlan.of(root, suite, Architecture.parse("amd64"), files, header);
    plan.stage(root);
    Path release = root.resolve("dists/" + suite + "/Release");
    Files.writeString(
        release.resolveSibling("InRelease"),
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n"
            + Files.readString(release)
            + "-----BEGIN PGP SIGNATURE-----\n\n-----END PGP SIGNATURE-----\n");
    Path packages = root.resolve("dists/" + suite + "/main/binary-amd64/Packages");
    Path byHash = packages.resolveSibling("by-hash/SHA256/" + Sha256.of(packages));
    Files.createDirectories(byHash.resolveSibling(""));
    Files.copy(packages, byHash);
    for (DebFile each : files) {
      Path target = root.resolve(PoolPath.of(each));
      Files.createDirectories(target.resolveSibling(""));
      Files.copy(each.path(), target);
    }
  }

  private static Optional<String> field(MadePackage made, String name) {
    return DebReader.read(made.file().path()).control().get(name);
  }

  private MadePackage made(String name, String version, String... paths) {
    List<Entry> entries =
        new TreeSet<>(List.of(paths)).stream().map(p -> file(new TargetPath(p))).toList();
    BinaryPackage contents =
        new BinaryPackage(
            new PackageName(name),
            DebianVersion.parse(version),
            Architecture.ALL,
            Stanza.parse(
                "Package: "
                    + name
                    + "\nVersion: "
                    + version
                    + "\nArchitecture: all\nMaintainer: Jo <jo@example.org>\nDescription: x\n y\n"),
            entries,
            new TreeSet<>(),
            List.of(),
            1_700_000_000L);
    DebFile file = WRITER.write(contents, directory.resolve("made").resolve(contents.filename()));
    return new MadePackage(
        file, Optional.empty(), "", MadePackage.Origin.METAPACKAGE, false, new TreeSet<>());
  }

  private static Entry file(TargetPath path) {
    byte[] content = "x\n".getBytes(StandardCharsets.UTF_8);
    return new Entry.RegularFile(
        path, 0644, content.length, () -> new ByteArrayInputStream(content));
  }
}
