package org.debwright.build;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveException;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.ArchiveStreamFactory;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;

/** When a source was made: the newest time of anything in it. */
final class SourceTime {
  // 1980, the earliest a zip file can say, and with it a wheel.
  private static final long EARLIEST = 315_532_800L;

  private SourceTime() {}

  /** Seconds since 1970. */
  static long of(Path source) throws IOException {
    return Math.max(EARLIEST, Files.isDirectory(source) ? ofDirectory(source) : ofArchive(source));
  }

  private static long ofDirectory(Path directory) throws IOException {
    long newest = 0;
    for (Path file : SourceDigest.files(directory)) {
      newest = Math.max(newest, Files.getLastModifiedTime(file).toMillis() / 1000);
    }
    return newest;
  }

  private static long ofArchive(Path file) throws IOException {
    long newest = 0;
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        ArchiveInputStream<?> archive = open(raw)) {
      for (ArchiveEntry e = archive.getNextEntry(); e != null; e = archive.getNextEntry()) {
        newest = Math.max(newest, e.getLastModifiedDate().toInstant().getEpochSecond());
      }
    } catch (ArchiveException | CompressorException e) {
      return EARLIEST;
    }
    return newest;
  }

  private static ArchiveInputStream<?> open(InputStream raw)
      throws ArchiveException, CompressorException {
    InputStream content = raw;
    if (isCompressed(raw)) {
      content =
          new BufferedInputStream(
              new CompressorStreamFactory(true).createCompressorInputStream(raw));
    }
    return new ArchiveStreamFactory().createArchiveInputStream(content);
  }

  private static boolean isCompressed(InputStream raw) {
    try {
      CompressorStreamFactory.detect(raw);
      return true;
    } catch (CompressorException none) {
      return false;
    }
  }
}
