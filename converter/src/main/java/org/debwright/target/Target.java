package org.debwright.target;

import java.util.Optional;
import org.debwright.archive.Archive;
import org.debwright.archive.KnownSuite;
import org.debwright.debian.Architecture;
import org.debwright.debian.Suite;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.Pep440Version;
import org.debwright.python.PythonTarget;
import org.debwright.python.PythonVersion;

/**
 * What packages are made for. Declared, never taken from the running machine.
 *
 * @param releaseLabel ends the revision of every package, for example {@code deb12}; rises from
 *     suite to suite in dpkg's order
 */
public record Target(
    Suite suite, Architecture architecture, PythonTarget python, String releaseLabel) {

  /**
   * Of a suite as its archive has it, with the suite's Python 3 or the one that is wanted.
   *
   * @throws DebwrightException if the suite has no such Python
   */
  public static Target of(Archive archive, Optional<PythonVersion> wanted) {
    Optional<Pep440Version> own = archive.python(wanted.map(PythonVersion::major).orElse(3));
    Optional<Pep440Version> chosen =
        own.filter(o -> wanted.isEmpty() || wanted.get().equals(minor(o)))
            .or(() -> wanted.flatMap(archive::interpreter));
    if (chosen.isEmpty()) {
      throw withoutPython(archive.suite(), wanted, own.map(Pep440Version::toString));
    }
    return of(
        archive.suite(),
        archive.architecture(),
        chosen.get().toString(),
        archive.glibcMinor(),
        archive.releaseLabel());
  }

  /**
   * Of a suite known by name, when no archive is read. A wanted Python need not be the suite's: it
   * is taken at patch level 0 then.
   *
   * @throws DebwrightException if nothing is known of the suite
   */
  public static Target ofKnown(
      Suite suite, Architecture architecture, Optional<PythonVersion> wanted) {
    KnownSuite known =
        KnownSuite.find(suite.codename())
            .filter(s -> s.glibcMinor() > 0)
            .orElseThrow(() -> unknown(suite));
    Optional<String> own = known.python(wanted.map(PythonVersion::major).orElse(3));
    String full =
        own.filter(o -> wanted.isEmpty() || PythonVersion.parse(o).equals(wanted.get()))
            .or(() -> wanted.map(w -> w + ".0"))
            .orElseThrow(() -> withoutPython(suite, wanted, own));
    return of(suite, architecture, full, known.glibcMinor(), known.releaseLabel());
  }

  private static Target of(
      Suite suite, Architecture architecture, String full, int glibcMinor, String label) {
    PythonTarget python =
        PythonTarget.of(PythonVersion.parse(full), full, architecture.machine(), glibcMinor);
    return new Target(suite, architecture, python, label);
  }

  /** For the same suite, another Python, which the suite need not have: enough for a lock. */
  public Target withPython(PythonVersion wanted, int glibcMinor) {
    return wanted.equals(python.version())
        ? this
        : of(suite, architecture, wanted + ".0", glibcMinor, releaseLabel);
  }

  private static PythonVersion minor(Pep440Version full) {
    return PythonVersion.parse(full.toString());
  }

  private static DebwrightException withoutPython(
      Suite suite, Optional<PythonVersion> wanted, Optional<String> own) {
    String asked = wanted.map(w -> "Python " + w).orElse("Python 3");
    return Diagnostic.error("target-python-missing", "`" + suite + "` has no " + asked)
        .because(
            own.map(o -> "its own is " + o)
                .orElse("no package of that Python's major version is in it"))
        .toException();
  }

  private static DebwrightException unknown(Suite suite) {
    return Diagnostic.error("target-suite-unknown", "nothing is known of `" + suite + "` by name")
        .because("its Python and its libc are read from the archive")
        .toException();
  }
}
