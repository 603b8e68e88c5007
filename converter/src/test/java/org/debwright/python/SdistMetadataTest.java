package org.debwright.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SdistMetadataTest {
  private static final String PKG_INFO = "Metadata-Version: 2.2\nName: demo\nVersion: 1.0\n";

  @TempDir Path directory;

  @Test
  void readsPkgInfoOfATarball() throws IOException {
    Path sdist = write("demo-1.0.tar.gz", gzip(tar("demo-1.0/src/x.py", "demo-1.0/PKG-INFO")));

    assertThat(SdistMetadata.read(sdist)).map(CoreMetadata::name).contains(new ProjectName("demo"));
  }

  @Test
  void readsPkgInfoOfAZipFile() throws IOException {
    byte[] zip =
        new ZipFixture()
            .add(ZipFixture.item("demo-1.0/", ""))
            .add(ZipFixture.item("demo-1.0/PKG-INFO", PKG_INFO).deflated())
            .bytes();

    assertThat(SdistMetadata.read(write("demo-1.0.zip", zip))).isPresent();
  }

  @Test
  void passesOverPkgInfoElsewhere() throws IOException {
    Path sdist = write("demo-1.0.tar", tar("demo-1.0/demo.egg-info/PKG-INFO", "PKG-INFO"));

    assertThat(SdistMetadata.read(sdist)).isEmpty();
  }

  @Test
  void visitsRegularFilesWithTheirTimes() throws IOException {
    Path sdist = write("demo-1.0.tar.gz", gzip(tar("demo-1.0/a", "demo-1.0/b")));
    List<String> seen = new ArrayList<>();

    SourceArchive.visit(sdist, (name, modified, content) -> seen.add(name + " " + modified));

    assertThat(seen).containsExactly("demo-1.0/a 1000", "demo-1.0/b 1000");
  }

  @Test
  void refusesDamageAnywhere() throws IOException {
    byte[] right = gzip(tar("demo-1.0/PKG-INFO"));
    for (int length = 0; length < right.length; length += 7) {
      byte[] cut = java.util.Arrays.copyOf(right, length);
      Path sdist = write("demo-1.0.tar.gz", cut);
      DebwrightException refusal =
          catchThrowableOfType(DebwrightException.class, () -> SdistMetadata.read(sdist));
      if (refusal != null) {
        assertThat(refusal.diagnostics())
            .extracting(Diagnostic::code)
            .containsAnyOf("sdist-invalid", "metadata-invalid");
      }
    }
  }

  @Test
  void refusesAnArchiveThatIsNoneOrMissing() throws IOException {
    Path none = write("demo-1.0.tar.gz", new byte[100]);
    DebwrightException invalid =
        catchThrowableOfType(DebwrightException.class, () -> SdistMetadata.read(none));
    DebwrightException missing =
        catchThrowableOfType(
            DebwrightException.class, () -> SdistMetadata.read(directory.resolve("x.zip")));

    assertThat(invalid.diagnostics()).extracting(Diagnostic::code).containsExactly("sdist-invalid");
    assertThat(missing.diagnostics()).extracting(Diagnostic::code).containsExactly("sdist-missing");
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(directory.resolve(name), content);
  }

  private static byte[] tar(String... names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (String name : names) {
        byte[] content = PKG_INFO.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        entry.setModTime(1_000_000L);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }
}
