package org.debwright.deb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.debwright.diagnostic.DebwrightException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DebReaderTest {
  @TempDir Path directory;

  private DebFile written() {
    return new DebWriter(Compression.DEFAULT)
        .write(
            SamplePackage.named("python3-sample", "1:2.0-1", "all")
                .field("Source", "sample (2.0)")
                .file("/usr/bin/sample", 0755, "#!/bin/sh\n")
                .build(),
            directory.resolve("sample.deb"));
  }

  @Test
  void readsWhatTheWriterSays() {
    DebFile deb = written();
    assertThat(DebReader.read(deb.path())).isEqualTo(deb);
    assertThat(deb.sha256().hex())
        .isEqualTo(Tool.run("sha256sum", deb.path().toString()).split(" ", 2)[0]);
    assertThat(deb.source()).hasToString("sample");
    assertThat(deb.version()).hasToString("1:2.0-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "xz", "zstd", "none"})
  void readsWhatDpkgWrites(String compression) throws IOException {
    Path tree = Files.createDirectories(directory.resolve("tree/DEBIAN")).getParent();
    Files.writeString(
        tree.resolve("DEBIAN/control"),
        """
        Package: other
        Version: 1
        Architecture: all
        Maintainer: A <a@example.org>
        Description: x
        """);
    Path deb = directory.resolve("other.deb");
    Tool.run("dpkg-deb", "-Z" + compression, "--build", tree.toString(), deb.toString());
    assertThat(DebReader.read(deb).name()).hasToString("other");
    DebReader.list(deb, member -> assertThat(member.path()).isEqualTo("/"));
  }

  @Test
  void refusesWhatIsNoPackage() throws IOException {
    Path file = Files.writeString(directory.resolve("x.deb"), "<html>404</html>");
    assertThatThrownBy(() -> DebReader.read(file))
        .isInstanceOf(DebwrightException.class)
        .hasMessage("`x.deb` is not a Debian package");
  }

  @Test
  void survivesAnyDamage() throws IOException {
    byte[] whole = Files.readAllBytes(written().path());
    Path damaged = directory.resolve("damaged.deb");
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      byte[] bytes = whole.clone();
      for (int i = 0; i <= round % 4; i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      int length = round % 3 == 0 ? random.nextInt(bytes.length) : bytes.length;
      Files.write(damaged, Arrays.copyOf(bytes, length));
      try {
        DebReader.read(damaged);
        DebReader.list(damaged, member -> {});
      } catch (DebwrightException refusal) {
        assertThat(refusal.diagnostics()).isNotEmpty();
      }
    }
  }

  @Test
  void refusesNameWithoutEnd() throws IOException {
    TarArchiveEntry name =
        new TarArchiveEntry(TarConstants.GNU_LONGLINK, TarConstants.LF_GNUTYPE_LONGNAME);
    name.setSize(3 << 20);
    assertRefused(hostile("control.tar", name), "a header or name in it is longer than 1 MiB");
  }

  @Test
  void refusesPathAboveTheRoot() throws IOException {
    assertRefused(
        hostile("data.tar", new TarArchiveEntry("./a/../../etc/x", true)),
        "`./a/../../etc/x` leaves the root");
  }

  private static void assertRefused(Path deb, String reason) {
    assertThatThrownBy(
            () -> {
              DebReader.list(deb, member -> {});
              DebReader.read(deb);
            })
        .isInstanceOfSatisfying(
            DebwrightException.class,
            refusal -> assertThat(refusal.diagnostics().get(0).why()).isEqualTo(reason));
  }

  private Path hostile(String member, TarArchiveEntry entry) throws IOException {
    Path tar = directory.resolve("hostile.tar");
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(Files.newOutputStream(tar))) {
      out.putArchiveEntry(entry);
      out.write(new byte[(int) entry.getSize()]);
      out.closeArchiveEntry();
    }
    Path deb = directory.resolve("hostile.deb");
    try (OutputStream file = Files.newOutputStream(deb);
        ArArchiveOutputStream ar = new ArArchiveOutputStream(file)) {
      ar.putArchiveEntry(new ArArchiveEntry("debian-binary", 4));
      ar.write("2.0\n".getBytes(UTF_8));
      ar.closeArchiveEntry();
      for (String name : List.of("control.tar", "data.tar")) {
        Path content = name.equals(member) ? tar : Files.createTempFile(directory, "", ".tar");
        ar.putArchiveEntry(new ArArchiveEntry(name, Files.size(content)));
        Files.copy(content, ar);
        ar.closeArchiveEntry();
      }
    }
    return deb;
  }
}
