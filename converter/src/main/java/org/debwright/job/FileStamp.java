package org.debwright.job;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * What the file system says of a file besides its content: device, inode, size, and the times of
 * its last writing and last change. The kernel sets the last with every write, and nobody can set
 * it back: where all are the same, so is the content.
 */
final class FileStamp {
  // Time goes on in ticks of 10 ms at most; where it is kept in seconds, in those. What is written
  // twice within one has the same stamp.
  private static final Duration TICK = Duration.ofMillis(50);
  private static final Duration SECONDS = Duration.ofSeconds(3);

  private FileStamp() {}

  /** As text; empty where the file is too new for it to say anything. */
  static String of(Path file, Clock clock) throws IOException {
    Map<String, Object> all =
        Files.readAttributes(file, "unix:dev,ino,size,lastModifiedTime,ctime");
    Instant changed = FileTime.class.cast(requireNonNull(all.get("ctime"))).toInstant();
    boolean bySeconds = changed.equals(changed.truncatedTo(ChronoUnit.SECONDS));
    return changed.plus(bySeconds ? SECONDS : TICK).isBefore(clock.instant())
        ? all.get("dev")
            + " "
            + all.get("ino")
            + " "
            + all.get("size")
            + " "
            + all.get("lastModifiedTime")
            + " "
            + changed
        : "";
  }
}
