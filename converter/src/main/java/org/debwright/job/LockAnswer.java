package org.debwright.job;

import java.nio.file.Path;
import java.util.Optional;

/**
 * All that a run of {@code lock} gives.
 *
 * @param file where the lock is written, as the user said it; empty on a dry run
 * @param lock what is written there
 * @param said what is printed as the result
 * @param remarks what was said besides
 */
public record LockAnswer(Optional<Path> file, String lock, String said, String remarks) {
  /** Writes the lock where it belongs. */
  public void write() {
    file.ifPresent(path -> AtomicFile.write(path, lock));
  }
}
