package org.debwright.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;
import org.debwright.job.LockFile;
import org.debwright.lock.Lock;
import org.debwright.lock.LockDiff;
import org.debwright.lock.LockDiff.Change;
import org.debwright.lock.LockedTarget;

/** Locks laid side by side. */
final class LockComparison {
  // More would hide what matters; `--diff` says them all.
  private static final int MOST_TOLD = 20;

  private LockComparison() {}

  /** Prints how {@code after} differs from {@code before}. */
  static int print(Path before, Path after, Output output) {
    List<Change> changes = LockDiff.of(LockFile.read(before, output), LockFile.read(after, output));
    output.done(LockDiffText.of(changes), json -> LockDiffText.write(json, changes));
    return 0;
  }

  /**
   * Says whether a lock is what would be written now.
   *
   * @throws org.debwright.diagnostic.DebwrightException with the differences if it is not
   */
  static int check(Path file, Lock now, Output output) {
    Lock there = LockFile.read(file, output);
    List<Change> changes = LockDiff.of(there, now.withTarget(merged(there, now)));
    if (!changes.isEmpty()) {
      String more =
          changes.size() > MOST_TOLD ? "; and " + (changes.size() - MOST_TOLD) + " more" : "";
      throw Diagnostic.error("lock-stale", "the lock does not answer what is asked")
          .because(
              changes.stream()
                      .limit(MOST_TOLD)
                      .map(LockDiffText::line)
                      .collect(Collectors.joining("; "))
                  + more)
          .at(Location.of(file.toString()))
          .toException();
    }
    output.done(file + " is what would be written\n", json -> LockDiffText.write(json, changes));
    return 0;
  }

  // Whoever checks a lock need not be the maintainer that it names.
  private static Optional<LockedTarget> merged(Lock there, Lock now) {
    return now.target()
        .map(
            target ->
                there
                    .target()
                    .map(
                        old ->
                            new LockedTarget(
                                target.suite(),
                                target.architecture(),
                                target.python(),
                                target.policy(),
                                old.maintainer(),
                                old.options()))
                    .orElse(target));
  }
}
