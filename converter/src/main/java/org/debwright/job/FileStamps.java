package org.debwright.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the file system says of some files and directories, by which it can be told later whether
 * any of them changed: see {@link FileStamp}.
 */
public final class FileStamps {
  private static final String ABSENT = "absent";
  // Longer than what FileStamp holds to be new, where time is kept finely.
  private static final long WAIT_MILLIS = 60;

  private final Map<Path, String> stamps;

  private FileStamps(Map<Path, String> stamps) {
    this.stamps = stamps;
  }

  /**
   * Of these paths as they are now. Waits a moment where one was only just written; empty where
   * that does not help.
   */
  static Optional<FileStamps> of(Collection<Path> paths, Clock clock) {
    Optional<FileStamps> now = read(paths, clock);
    if (now.isPresent()) {
      return now;
    }
    try {
      Thread.sleep(WAIT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return read(paths, clock);
  }

  private static Optional<FileStamps> read(Collection<Path> paths, Clock clock) {
    Map<Path, String> stamps = new TreeMap<>();
    for (Path path : paths) {
      Path absolute = path.toAbsolutePath().normalize();
      String stamp = stamp(absolute, clock);
      if (stamp.isEmpty()) {
        return Optional.empty();
      }
      stamps.put(absolute, stamp);
    }
    return Optional.of(new FileStamps(stamps));
  }

  private static String stamp(Path file, Clock clock) {
    try {
      return FileStamp.of(file, clock);
    } catch (IOException unreadable) {
      return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? "" : ABSENT;
    }
  }

  /** Each path with its stamp. */
  Map<Path, String> all() {
    return stamps;
  }

  /** Whether a path is as it was when it had this stamp. */
  static boolean holds(Path path, String stamp, Clock clock) {
    return stamp(path, clock).equals(stamp);
  }
}
