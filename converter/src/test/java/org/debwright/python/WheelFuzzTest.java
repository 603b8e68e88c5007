package org.debwright.python;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.debwright.diagnostic.DebwrightException;

/** What is in a wheel: read as the specifications have it, or refused in words. */
class WheelFuzzTest {
  private static final int LONGEST = 1 << 16;
  private static final long MOST_READ = 1 << 22;

  // A file, since only a file's channel can be read at any place. Jazzer alone runs no extension
  // of JUnit's that would make a directory.
  private static final Path ARCHIVE = temporary();

  private static Path temporary() {
    try {
      Path file = Files.createTempFile("fuzz", ".zip");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(file)));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Core metadata are lines of text; nothing of them can steer a terminal or begin a field. */
  @FuzzTest
  void metadataAreCleanOrRefused(byte[] data) {
    try {
      CoreMetadata metadata = CoreMetadata.parse(data, "fuzz");
      metadata
          .fields()
          .forEach((field, values) -> values.forEach(value -> checkClean(field, value)));
      assertThat(metadata.summary()).doesNotContain("\n");
      checkClean("Description", metadata.description());
    } catch (DebwrightException refused) {
      assertThat(refused.diagnostics()).isNotEmpty();
    }
  }

  private static void checkClean(String field, String value) {
    boolean lines = field.equals("Description") || field.equals("License");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isISOControl(c) && !(lines && (c == '\n' || c == '\t'))) {
        fail("%s has U+%04X", field, (int) c);
      }
    }
  }

  /** Entry points specification: a command is a file name and calls an attribute of a module. */
  @FuzzTest
  void commandsAreFileNamesThatCallSomething(byte[] data) {
    try {
      for (EntryPoint point : EntryPoint.parseAll(new String(data, UTF_8), "fuzz")) {
        assertThat(point.module()).matches("[\\p{L}\\p{N}\\p{M}\\p{Pc}\u200c\u200d.]+");
        if (point.isScript()) {
          assertThat(point.attribute()).isNotEmpty();
          assertThat(point.name())
              .isNotEmpty()
              .isNotIn(".", "..")
              .doesNotContain("/", "\\", "\0", "\n");
        }
      }
    } catch (DebwrightException refused) {
      assertThat(refused.diagnostics()).isNotEmpty();
    }
  }

  /** RECORD: a row written again as CSV is the same row. */
  @FuzzTest
  void recordsAreWrittenAsRead(byte[] data) {
    WheelProblem problems = new WheelProblem("fuzz");
    Map<String, RecordEntry> rows = RecordEntry.parseAll(data, problems);
    StringBuilder text = new StringBuilder();
    for (RecordEntry row : rows.values()) {
      text.append('"').append(row.path().replace("\"", "\"\"")).append("\",,");
      text.append(row.sizeBytes() < 0 ? "" : row.sizeBytes()).append('\n');
    }
    Map<String, RecordEntry> again =
        RecordEntry.parseAll(text.toString().getBytes(UTF_8), new WheelProblem("again"));
    assertThat(again.keySet()).containsExactlyElementsOf(rows.keySet());
  }

  /**
   * A zip file that is taken is read alike by others: every entry has the name, size and content
   * that Commons Compress finds, and no name leaves the directory it is unpacked to.
   */
  @FuzzTest
  void archivesAreReadAsOthersReadThem(byte[] data) throws IOException {
    if (data.length > LONGEST) {
      return;
    }
    Files.write(ARCHIVE, data);
    try (FileChannel channel = FileChannel.open(ARCHIVE, StandardOpenOption.READ)) {
      List<ZipMember> members = WheelNames.check(ZipDirectory.read(channel), data.length, "fuzz");
      Map<String, Long> ours = new TreeMap<>();
      for (ZipMember member : members) {
        if (!Path.of("/root", member.name()).normalize().startsWith("/root")) {
          fail(member.name());
        }
        ours.put(member.name(), length(channel, member));
      }
      assertThat(ours).isEqualTo(theirs(data, ours));
    } catch (ZipException | DebwrightException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  // -1 where it cannot be decompressed to the size that the directory gives, or not in short time.
  private static long length(FileChannel channel, ZipMember member) throws IOException {
    try (InputStream in = ZipContent.open(channel, member)) {
      long length = in.readNBytes((int) Math.min(member.sizeBytes() + 1, MOST_READ)).length;
      return length == member.sizeBytes() ? length : -1;
    } catch (java.io.EOFException damaged) {
      return -1;
    }
  }

  private static Map<String, Long> theirs(byte[] data, Map<String, Long> ours) throws IOException {
    Map<String, Long> theirs = new TreeMap<>();
    try (ZipFile zip =
        ZipFile.builder()
            .setSeekableByteChannel(new SeekableInMemoryByteChannel(data))
            .setUseUnicodeExtraFields(false)
            .get()) {
      for (ZipArchiveEntry entry : java.util.Collections.list(zip.getEntries())) {
        if (!entry.isDirectory()) {
          boolean damaged = ours.getOrDefault(entry.getName(), 0L) < 0;
          theirs.put(entry.getName(), damaged ? -1 : entry.getSize());
        }
      }
    }
    return theirs;
  }
}
