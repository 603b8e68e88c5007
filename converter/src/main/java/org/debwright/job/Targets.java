package org.debwright.job;

import java.util.Optional;
import org.debwright.archive.ArchiveAccess;
import org.debwright.archive.ArchiveOptions;
import org.debwright.archive.KnownSuite;
import org.debwright.archive.RecordingArchive;
import org.debwright.archive.SuiteArchive;
import org.debwright.index.CacheMode;
import org.debwright.python.PythonVersion;
import org.debwright.target.Target;

/** Makes a wish a target, by what is known of the suite or what its archive says. */
public final class Targets {
  private Targets() {}

  /**
   * For solving alone: no archive is read where the suite is known by name, and a wanted Python
   * need not be the suite's.
   */
  public static Target forLock(Question.Wish wish, Surroundings surroundings) {
    if (!needsArchive(wish)) {
      return Target.ofKnown(wish.suite(), wish.architecture(), wish.python());
    }
    return forLock(wish, archive(wish, surroundings));
  }

  /**
   * For solving over both worlds: of what the archive says, though a wanted Python need not be the
   * suite's.
   */
  public static Target forLock(Question.Wish wish, SuiteArchive archive) {
    Optional<PythonVersion> wanted = wish.python();
    if (wanted.isEmpty() || archive.hasPython(wanted.get())) {
      return Target.of(archive, wanted);
    }
    return Target.of(archive, Optional.empty()).withPython(wanted.get(), archive.glibcMinor());
  }

  /** Whether {@link #forLock} has to read an archive. */
  static boolean needsArchive(Question.Wish wish) {
    boolean isKnown =
        KnownSuite.find(wish.suite().codename()).filter(s -> s.glibcMinor() > 0).isPresent();
    return !isKnown || wish.archive().isPresent();
  }

  /** The suite's archive, with what it is asked from here on remembered. */
  public static RecordingArchive recording(Question.Wish wish, Surroundings surroundings) {
    return recording(archive(wish, surroundings), wish);
  }

  /** An archive, with what it is asked from here on remembered. */
  public static RecordingArchive recording(SuiteArchive archive, Question.Wish wish) {
    return new RecordingArchive(archive, wish.python().map(PythonVersion::major).orElse(3));
  }

  /** The suite's archive, as apt is configured for it or as the wish says. */
  public static SuiteArchive archive(Question.Wish wish, Surroundings surroundings) {
    ArchiveOptions options =
        new ArchiveOptions(
            wish.archive(),
            Optional.empty(),
            wish.archiveKeyring(),
            wish.pockets(),
            wish.further(),
            surroundings.mode() == CacheMode.OFFLINE);
    return SuiteArchive.open(
        wish.suite(),
        wish.architecture(),
        options,
        new ArchiveAccess(
            surroundings.cache(),
            surroundings.environment(),
            surroundings.clock(),
            surroundings.reporter()));
  }
}
