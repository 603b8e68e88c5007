package org.debwright.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceDigestTest {
  @TempDir Path directory;
  private String before = "";

  @BeforeEach
  void writeProject() throws IOException {
    Files.writeString(directory.resolve("setup.py"), "setup()");
    Files.createDirectory(directory.resolve("demo"));
    Files.writeString(directory.resolve("demo/a.py"), "a");
    before = SourceDigest.of(directory, "salt");
  }

  @Test
  void isSha256OfAFile() throws IOException {
    Path empty = Files.createFile(directory.resolve("empty"));
    assertThat(SourceDigest.of(empty, ""))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void countsContentNamesModesAndLinks() throws IOException {
    assertThat(SourceDigest.of(directory, "other")).isNotEqualTo(before);

    Files.writeString(directory.resolve("demo/a.py"), "b");
    String content = SourceDigest.of(directory, "salt");
    Files.move(directory.resolve("demo/a.py"), directory.resolve("demo/b.py"));
    String name = SourceDigest.of(directory, "salt");
    Files.setPosixFilePermissions(
        directory.resolve("demo/b.py"), PosixFilePermissions.fromString("rwxr-xr-x"));
    String mode = SourceDigest.of(directory, "salt");
    Files.createSymbolicLink(directory.resolve("link"), Path.of("/nowhere"));
    String link = SourceDigest.of(directory, "salt");

    assertThat(new String[] {before, content, name, mode, link}).doesNotHaveDuplicates();
  }

  @Test
  void passesOverTimesAndWhatBuildsLeave() throws IOException {
    Files.setLastModifiedTime(directory.resolve("setup.py"), FileTime.fromMillis(1));
    for (String litter : new String[] {"build", ".git", "demo/__pycache__", "demo.egg-info"}) {
      Files.createDirectories(directory.resolve(litter));
      Files.writeString(directory.resolve(litter).resolve("x"), "x");
    }

    assertThat(SourceDigest.of(directory, "salt")).isEqualTo(before);
  }

  @Test
  void takesTheNewestTimeThatAWheelCanSay() throws IOException {
    setTimes(0);
    assertThat(SourceTime.of(Source.of(directory))).isEqualTo(315_532_800L);

    Files.setLastModifiedTime(
        directory.resolve("demo/a.py"), FileTime.fromMillis(1_400_000_000_000L));
    assertThat(SourceTime.of(Source.of(directory))).isEqualTo(1_400_000_000L);
  }

  private void setTimes(long millis) throws IOException {
    for (Path file : SourceDigest.files(Source.of(directory))) {
      Files.setLastModifiedTime(file, FileTime.fromMillis(millis));
    }
  }
}
