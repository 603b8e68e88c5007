package org.debwright.job;

import java.nio.file.Path;
import java.util.Optional;

/**
 * All that a run of {@code lock} or {@code build} gives to whoever asks it again.
 *
 * @param file where a lock is written, as the user said it; empty where none is
 * @param lock what is written there
 * @param said what is printed as the result
 * @param remarks what was said besides
 */
public record RunAnswer(Optional<Path> file, String lock, String said, String remarks) {
  /** An answer that is only said. */
  public static RunAnswer saying(String said, String remarks) {
    return new RunAnswer(Optional.empty(), "", said, remarks);
  }

  /** Writes the lock where it belongs. */
  public void write() {
    file.ifPresent(path -> AtomicFile.write(path, lock));
  }
}
