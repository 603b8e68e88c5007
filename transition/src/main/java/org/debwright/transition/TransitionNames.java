package org.debwright.transition;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.debwright.debian.PackageName;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.PythonVersion;
import org.debwright.templates.Template;

/**
 * What a transition is called on a device. Kano OS has {@code kano-os-pip-transition}, {@code
 * kano-pip-compat.pth} and {@code pip-fallback}.
 *
 * @param compat the package that owns line and engine
 * @param line file name of the line, ending in {@code .pth}
 * @param pythons whose directories of packaged modules get the line
 * @param suffix follows the name of pip's directory and a dot in the name of the fallback
 */
public record TransitionNames(PackageName compat, String line, String suffix, Pythons pythons) {
  private static final Pattern LINE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,100}\\.pth");
  private static final Pattern SUFFIX = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,50}");

  // Lintian warns of a .pth in the directory of one version of Python 3; the line itself asks which
  // version runs it.
  private static final String PYTHON3 = "/usr/lib/python3/dist-packages";
  private static final String PYTHON2 = "/usr/lib/python2.7/dist-packages";

  /** Whose modules come from packages. */
  public enum Pythons {
    /** Every Python 3. */
    THREE,
    /** Python 2.7 too. */
    TWO_AND_THREE
  }

  /** The names where nobody asks for others. */
  public static final TransitionNames USUAL =
      of("debwright-transition", "zz-debwright-transition.pth", "pip-fallback", Pythons.THREE);

  /** Checks; they become words of a shell and of Python. */
  public TransitionNames {
    if (!LINE.matcher(line).matches()) {
      throw invalid(line, "name of a `.pth` file", "letters, digits, `.`, `_`, `-`, then `.pth`");
    }
    if (!SUFFIX.matcher(suffix).matches()) {
      throw invalid(suffix, "suffix of a directory", "letters, digits, `_` and `-`");
    }
  }

  /**
   * Names from outside.
   *
   * @throws DebwrightException if one cannot be
   */
  public static TransitionNames of(String compat, String line, String suffix, Pythons pythons) {
    return new TransitionNames(PackageName.parse(compat), line, suffix, pythons);
  }

  private static DebwrightException invalid(String text, String what, String form) {
    return Diagnostic.error("transition-name-invalid", "`" + text + "` is no " + what)
        .because("it has to be " + form + ", beginning with a letter or digit")
        .toException();
  }

  /** Where plan, journal and the file that activates are, for example {@code /var/lib/NAME}. */
  public String state() {
    return "/var/lib/" + compat;
  }

  /** Directories of packaged modules, each of which has the line. */
  public List<String> places() {
    return pythons == Pythons.THREE ? List.of(PYTHON3) : List.of(PYTHON2, PYTHON3);
  }

  /** The directory whose line a Python of Debian's reads; empty for one that is not meant. */
  public Optional<String> place(PythonVersion version) {
    String place = version.major() == 3 ? PYTHON3 : "/usr/lib/python" + version + "/dist-packages";
    return Optional.of(place).filter(places()::contains);
  }

  /** The line, ended. */
  String lineText() {
    return Template.TRANSITION_LINE.render(Map.of("suffix", suffix, "state", state()));
  }

  /**
   * The engine: a script for POSIX sh that does a plan's steps, takes them back and tells how far
   * it is. It is the same on a device and here.
   */
  public String engine() {
    return Template.TRANSITION_ENGINE.render(
        Map.of(
            "package", compat.value(),
            "line", line,
            "suffix", suffix,
            "state", state(),
            "text", lineText(),
            "verifier", Template.TRANSITION_VERIFY.render(Map.of()),
            "requirer", Template.TRANSITION_REQUIRES.render(Map.of()),
            "places", places()));
  }
}
