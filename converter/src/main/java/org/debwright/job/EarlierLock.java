package org.debwright.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter;
import org.debwright.lock.Lock;
import org.debwright.lock.LockedPackage;
import org.debwright.lock.LockedTarget;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.target.Target;

/**
 * The lock that a new one takes the place of: its versions are kept where they still fit.
 *
 * @param file where it is, and the new one will be
 * @param checksum of the file, empty where there is none
 * @param pins versions to keep
 */
public record EarlierLock(Path file, String checksum, Map<ProjectName, Pep440Version> pins) {
  /** Copies. */
  public EarlierLock {
    pins = Map.copyOf(pins);
  }

  /** One of which nothing is kept. */
  public static EarlierLock none(Path file) {
    return new EarlierLock(file, checksum(file).orElse(""), Map.of());
  }

  /**
   * Reads it. One that cannot be read, or is for another target, keeps nothing.
   *
   * @param upgraded projects whose version is not kept
   */
  public static EarlierLock read(
      Path file, Set<ProjectName> upgraded, Target target, Reporter reporter) {
    if (!Files.isRegularFile(file)) {
      return new EarlierLock(file, "", Map.of());
    }
    Map<ProjectName, Pep440Version> pins = new HashMap<>();
    try {
      Lock lock = LockFile.read(file, Reporter.SILENT);
      if (lock.target().filter(locked -> isFor(locked, target)).isPresent()) {
        for (LockedPackage entry : lock.packages()) {
          if (!upgraded.contains(entry.name())) {
            entry.version().ifPresent(version -> pins.put(entry.name(), version));
          }
        }
      }
    } catch (DebwrightException unreadable) {
      reporter.report(
          Diagnostic.note("lock-replaced", "`" + file + "` is no lock to keep versions of")
              .because(unreadable.diagnostics().get(0).what()));
    }
    return new EarlierLock(file, checksum(file).orElse(""), pins);
  }

  private static boolean isFor(LockedTarget locked, Target target) {
    return locked.suite().equals(target.suite())
        && locked.architecture().equals(target.architecture())
        && locked.python().equals(target.python().version());
  }

  static Optional<String> checksum(Path file) {
    try {
      return Files.isRegularFile(file)
          ? Optional.of(Checksum.of(Files.readAllBytes(file)))
          : Optional.empty();
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
