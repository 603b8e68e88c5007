package org.debwright.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.debwright.python.SourceArchive;

/** When a source was made: the newest time of any file in it. */
final class SourceTime {
  // 1980 and 2107: what a zip file can say, and with it a wheel.
  private static final long EARLIEST = 315_532_800L;
  private static final long LATEST = 4_354_819_198L;

  private SourceTime() {}

  /** Seconds since 1970. */
  static long of(Source source) throws IOException {
    long newest = Files.isDirectory(source.path()) ? ofDirectory(source) : ofArchive(source.path());
    return Math.max(EARLIEST, Math.min(LATEST, newest));
  }

  private static long ofDirectory(Source directory) throws IOException {
    long newest = 0;
    for (Path file : SourceDigest.files(directory)) {
      newest =
          Math.max(
              newest, Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toMillis() / 1000);
    }
    return newest;
  }

  private static long ofArchive(Path file) {
    AtomicLong newest = new AtomicLong();
    SourceArchive.visit(
        file,
        (name, modified, content) -> {
          newest.accumulateAndGet(modified, Math::max);
          return true;
        });
    return newest.get();
  }
}
