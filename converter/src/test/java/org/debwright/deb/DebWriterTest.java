package org.debwright.deb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.debwright.debian.BinaryPackage;
import org.debwright.debian.Entry;
import org.debwright.debian.TargetPath;
import org.debwright.diagnostic.DebwrightException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DebWriterTest {
  private static final String LONG_NAME = "n".repeat(240);

  @TempDir Path directory;

  private static SamplePackage sample() {
    return SamplePackage.named("python3-sample", "1:2.0-1+dw1+deb12", "all")
        .field("Depends", "python3:any, python3-six (>= 1.16)")
        .field("Built-Using", "something (= 1)")
        .field("X-Unknown", "kept")
        .file("/usr/lib/python3/dist-packages/sample/__init__.py", 0644, "x = 1\n")
        .file("/usr/lib/python3/dist-packages/sample/größe/" + LONG_NAME, 0644, "long\n")
        .file("/usr/bin/sample", 0755, "#!/usr/bin/python3\n")
        .file("/usr/share/sample/empty", 0644, "")
        .entry(new Entry.Symlink(new TargetPath("/usr/bin/other"), "sample"))
        .entry(new Entry.Symlink(new TargetPath("/usr/bin/far"), "../" + "d/".repeat(80) + "x"))
        .entry(new Entry.Directory(new TargetPath("/var/lib/sample")))
        .conffile("/etc/sample.conf", "a=1\n")
        .script(BinaryPackage.Kind.POSTINST, "#!/bin/sh\nset -e\n[[ x ]] || true\n")
        .script(BinaryPackage.Kind.PRERM, "#!/bin/sh\nset -e\n");
  }

  private DebFile write(BinaryPackage contents, String compression) {
    return new DebWriter(Compression.parse(compression))
        .write(contents, directory.resolve(contents.filename()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"xz", "xz:9", "xz-java", "zstd", "zstd:19", "gzip", "none"})
  void dpkgReadsEveryCompression(String compression) {
    DebFile deb = write(sample().build(), compression);
    Path tree = directory.resolve("tree");
    Tool.run("dpkg-deb", "--extract", deb.path().toString(), tree.toString());
    assertThat(tree.resolve("usr/lib/python3/dist-packages/sample/__init__.py"))
        .hasContent("x = 1\n");
    assertThat(tree.resolve("usr/lib/python3/dist-packages/sample/größe/" + LONG_NAME)).exists();
    assertThat(Tool.run("dpkg-deb", "-f", deb.path().toString(), "X-Unknown")).isEqualTo("kept\n");
  }

  @Test
  void everythingBelongsToRootAndHasOneTime() {
    DebFile deb = write(sample().build(), "xz");
    assertThat(Tool.run("dpkg-deb", "--contents", deb.path().toString()).lines())
        .allMatch(line -> line.contains(" root/root ") && line.contains(" 2025-01-02 03:04 "))
        .anyMatch(line -> line.startsWith("drwxr-xr-x") && line.endsWith(" ./"))
        .anyMatch(line -> line.startsWith("drwxr-xr-x") && line.endsWith(" ./usr/lib/python3/"))
        .anyMatch(line -> line.startsWith("-rwxr-xr-x") && line.endsWith(" ./usr/bin/sample"))
        .anyMatch(line -> line.startsWith("-rw-r--r--") && line.endsWith(" ./etc/sample.conf"))
        .anyMatch(line -> line.startsWith("lrwxrwxrwx") && line.endsWith("bin/other -> sample"));
  }

  @Test
  void parentsComeBeforeChildren() {
    DebFile deb = write(sample().build(), "none");
    List<String> paths = new ArrayList<>();
    DebReader.list(deb.path(), member -> paths.add(member.path()));
    assertThat(paths).first().isEqualTo("/");
    assertThat(paths).isSorted().doesNotHaveDuplicates();
    assertThat(paths).contains("/usr", "/usr/lib", "/usr/lib/python3", "/var/lib/sample");
  }

  @Test
  void controlArchiveIsComplete() {
    DebFile deb = write(sample().build(), "xz");
    assertThat(Tool.run("dpkg-deb", "--info", deb.path().toString(), "conffiles"))
        .isEqualTo("/etc/sample.conf\n");
    assertThat(Tool.run("dpkg-deb", "--info", deb.path().toString(), "postinst"))
        .contains("[[ x ]]");
    assertThat(Tool.run("dpkg-deb", "--ctrl-tarfile", deb.path().toString())).contains("prerm");
    assertThat(Tool.run("dpkg-deb", "-f", deb.path().toString(), "Description"))
        .isEqualTo("sample\n It is a sample.\n .\n With a second paragraph.\n");
    assertThat(Tool.run("dpkg-deb", "-f", deb.path().toString(), "Maintainer"))
        .isEqualTo("Jörg Example <joerg@example.org>\n");
  }

  @Test
  void md5sumsAreThoseOfTheFiles() {
    DebFile deb = write(sample().build(), "xz");
    Path tree = directory.resolve("tree");
    Tool.run("dpkg-deb", "--raw-extract", deb.path().toString(), tree.toString());
    assertThat(
            Tool.run(
                "env", "-C", tree.toString(), "md5sum", "--check", "--strict", "DEBIAN/md5sums"))
        .contains("usr/bin/sample: OK", LONG_NAME + ": OK", "usr/share/sample/empty: OK")
        .doesNotContain("etc/sample.conf");
  }

  // Policy 5.6.20, as dpkg-gencontrol does it: files and links rounded up, 1 for anything else.
  @Test
  void installedSizeRoundsEachEntryUp() {
    BinaryPackage contents =
        SamplePackage.named("sample", "1", "all")
            .file("/a/one", 0644, "x".repeat(1025))
            .file("/a/none", 0644, "")
            .entry(new Entry.Symlink(new TargetPath("/a/link"), "one"))
            .build();
    // 2 for one, 0 for none, 1 for link, 1 for each of / and /a.
    assertThat(write(contents, "xz").control().get("Installed-Size")).contains("5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"xz", "zstd", "gzip"})
  void sameBytesWhateverTheOrderAndTheUmask(String compression) throws IOException {
    BinaryPackage contents = sample().build();
    byte[] first = Files.readAllBytes(write(contents, compression).path());
    for (int seed = 0; seed < 3; seed++) {
      List<Entry> shuffled = new ArrayList<>(contents.entries());
      Collections.shuffle(shuffled, new Random(seed));
      BinaryPackage other =
          new BinaryPackage(
              contents.name(),
              contents.version(),
              contents.architecture(),
              contents.control(),
              shuffled,
              contents.conffiles(),
              contents.scripts(),
              contents.modifiedEpochSeconds());
      assertThat(Files.readAllBytes(write(other, compression).path())).isEqualTo(first);
    }
    assertThat(Files.getPosixFilePermissions(directory.resolve(contents.filename()))).hasSize(4);
  }

  @Test
  void xzIsThatOfTheXzProgram() throws IOException {
    Path text = directory.resolve("text");
    byte[] bytes = new byte[3_000_000];
    new Random(1).nextBytes(bytes);
    System.arraycopy(bytes, 0, bytes, 1_500_000, 1_500_000);
    Files.write(text, bytes);
    Path ours = directory.resolve("ours.xz");
    try (var encoder = Compression.DEFAULT.encode(Files.newOutputStream(ours))) {
      encoder.write(bytes, 0, 17);
      encoder.write(bytes[17]);
      encoder.write(bytes, 18, bytes.length - 18);
    }
    Tool.run("xz", "--keep", "-6", "--threads=1", "--check=crc64", text.toString());
    assertThat(ours).hasSameBinaryContentAs(directory.resolve("text.xz"));
  }

  @Test
  void reportsEveryPathThatCannotBe() {
    BinaryPackage contents =
        SamplePackage.named("sample", "1", "all")
            .file("/a", 0644, "")
            .file("/a/b", 0644, "")
            .file("/c", 0644, "1")
            .file("/c", 0644, "2")
            .build();
    assertThatThrownBy(() -> write(contents, "xz"))
        .isInstanceOfSatisfying(
            DebwrightException.class,
            refusal ->
                assertThat(refusal.diagnostics())
                    .extracting(d -> Map.entry(d.what(), d.why()))
                    .containsExactly(
                        Map.entry("`/c` cannot be packed into `sample`", "it is there twice"),
                        Map.entry(
                            "`/a/b` cannot be packed into `sample`", "`/a` is not a directory")));
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 5})
  void leavesNothingWhenContentHasAnotherSize(long announced) throws IOException {
    BinaryPackage contents =
        SamplePackage.named("sample", "1", "all")
            .entry(
                new Entry.RegularFile(new TargetPath("/a"), 0644, announced, () -> content("1234")))
            .build();
    assertThatThrownBy(() -> write(contents, "xz"))
        .isInstanceOf(DebwrightException.class)
        .hasMessage("`sample_1_all.deb` cannot be written");
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  private static InputStream content(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  @Test
  void dpkgInstallsAndRemovesIt() {
    DebFile deb = write(sample().build(), "xz");
    Path root = directory.resolve("root");
    Tool.run("mkdir", "-p", root + "/var/lib/dpkg/info", root + "/var/lib/dpkg/updates");
    Tool.run("touch", root + "/var/lib/dpkg/status");
    Tool.run(
        "fakeroot",
        "dpkg",
        "--force-script-chrootless",
        "--force-not-root",
        "--force-depends",
        "--root",
        root.toString(),
        "--unpack",
        deb.path().toString());
    assertThat(root.resolve("usr/bin/sample")).isExecutable();
    assertThat(root.resolve("etc/sample.conf.dpkg-new")).exists();
  }
}
