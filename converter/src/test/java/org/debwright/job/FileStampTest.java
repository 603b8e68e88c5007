package org.debwright.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileStampTest {
  private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(5));

  @TempDir Path directory;

  @Test
  void isAnotherAfterEveryWritingWhateverTheTimeThatIsSet() throws IOException {
    Path file = Files.writeString(directory.resolve("a.deb"), "one");
    FileTime written = Files.getLastModifiedTime(file);
    String before = FileStamp.of(file, LATER);
    assertThat(before).isNotEmpty().isEqualTo(FileStamp.of(file, LATER));

    Files.writeString(file, "two");
    Files.setLastModifiedTime(file, written);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(written);
    assertThat(FileStamp.of(file, LATER)).isNotEmpty().isNotEqualTo(before);
  }

  @Test
  void isAnotherForAnotherFileOfTheName() throws IOException {
    Path file = Files.writeString(directory.resolve("a.deb"), "one");
    String before = FileStamp.of(file, LATER);
    Path other = Files.writeString(directory.resolve("b.deb"), "two");
    Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
    Files.delete(file);
    Files.move(other, file);
    assertThat(FileStamp.of(file, LATER)).isNotEqualTo(before);
  }

  @Test
  void saysNothingOfAFileThatMayStillBeWrittenInTheSameTick() throws IOException {
    Path file = Files.writeString(directory.resolve("a.deb"), "one");
    Clock atOnce =
        Clock.fixed(Files.getLastModifiedTime(file).toInstant(), java.time.ZoneOffset.UTC);
    assertThat(FileStamp.of(file, atOnce)).isEmpty();
  }
}
