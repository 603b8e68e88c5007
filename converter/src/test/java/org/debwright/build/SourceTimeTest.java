package org.debwright.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTimeTest {
  private static final Instant NOON = Instant.parse("2024-03-31T12:00:00Z");

  @TempDir Path directory;
  private final TimeZone usual = TimeZone.getDefault();

  @AfterEach
  void restoreTimeZone() {
    TimeZone.setDefault(usual);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Asia/Kathmandu", "America/New_York"})
  void readsTheClockOfZipFilesTheSameInEveryZone(String zone) throws IOException {
    ZipEntry entry = new ZipEntry("demo-1.0/setup.py");
    entry.setTimeLocal(LocalDateTime.parse("2024-03-31T12:00:00"));
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    assertThat(SourceTime.of(Source.of(zip(entry)))).isEqualTo(NOON.getEpochSecond());
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Asia/Kathmandu"})
  void believesTheExtraFieldThatSaysUtc(String zone) throws IOException {
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    ZipEntry entry = new ZipEntry("demo-1.0/setup.py");
    entry.setLastModifiedTime(FileTime.from(NOON));
    assertThat(SourceTime.of(Source.of(zip(entry)))).isEqualTo(NOON.getEpochSecond());
  }

  @Test
  void isAtLeastWhatAZipFileCanSay() throws IOException {
    Path project = Files.createDirectory(directory.resolve("project"));
    Path file = Files.writeString(project.resolve("setup.py"), "");
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));
    assertThat(Instant.ofEpochSecond(SourceTime.of(Source.of(project))))
        .isEqualTo("1980-01-01T00:00:00Z");
  }

  private Path zip(ZipEntry entry) throws IOException {
    Path file = directory.resolve("demo-1.0.zip");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(entry);
      zip.closeEntry();
    }
    return file;
  }
}
