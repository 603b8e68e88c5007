package org.debwright.transition;

import java.util.Map;
import java.util.regex.Pattern;
import org.debwright.debian.PackageName;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/**
 * What a transition is called on a device. Kano OS has {@code kano-os-pip-transition}, {@code
 * kano-pip-compat.pth} and {@code pip-fallback}.
 *
 * @param compat the package that owns line and engine
 * @param line file name of the line, ending in {@code .pth}
 * @param suffix follows the name of pip's directory and a dot in the name of the fallback
 */
public record TransitionNames(PackageName compat, String line, String suffix) {
  private static final Pattern LINE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,100}\\.pth");
  private static final Pattern SUFFIX = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,50}");

  /** The names where nobody asks for others. */
  public static final TransitionNames USUAL =
      of("debwright-transition", "zz-debwright-transition.pth", "pip-fallback");

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
  public static TransitionNames of(String compat, String line, String suffix) {
    return new TransitionNames(PackageName.parse(compat), line, suffix);
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

  /** Values for the templates. */
  Map<String, String> values() {
    return Map.of("package", compat.value(), "line", line, "suffix", suffix, "state", state());
  }
}
