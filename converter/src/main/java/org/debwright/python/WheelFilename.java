package org.debwright.python;

import java.util.Optional;
import java.util.Set;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/**
 * {@code name-version(-build)?-python-abi-platform.whl} (PEP 427, "File name convention").
 *
 * <p>Takes what pip takes: old uploads keep capitals and dots in the name and have {@code _} in the
 * version where now {@code +} stands.
 *
 * @param build build tag, empty where none
 * @param tags the compressed tag sets expanded
 */
public record WheelFilename(
    String filename, ProjectName project, Pep440Version version, String build, Set<Tag> tags)
    implements DistributionFilename {
  static final String SUFFIX = ".whl";

  /**
   * Reads a wheel's file name.
   *
   * @throws DebwrightException if it is none
   */
  public static WheelFilename parse(String filename) {
    return tryParse(filename)
        .orElseThrow(
            () ->
                Diagnostic.error(
                        "wheel-filename-invalid", "`" + filename + "` is not the name of a wheel")
                    .because(
                        "wheels are called `name-version-python-abi-platform.whl`, for example"
                            + " `six-1.16.0-py2.py3-none-any.whl`")
                    .toException());
  }

  /** As {@link #parse}, empty where it is none. */
  public static Optional<WheelFilename> tryParse(String filename) {
    int dash = filename.indexOf('-');
    if (dash < 0 || !ProjectName.isValid(filename.substring(0, dash))) {
      return Optional.empty();
    }
    return afterName(filename, new ProjectName(filename.substring(0, dash)), dash);
  }

  /** Reads a name whose project is known to end at {@code dash}. */
  static Optional<WheelFilename> afterName(String filename, ProjectName project, int dash) {
    if (!filename.endsWith(SUFFIX)) {
      return Optional.empty();
    }
    int versionEnd = filename.indexOf('-', dash + 1);
    int end = filename.length() - SUFFIX.length();
    int tags = startOfTags(filename, end);
    if (versionEnd < 0 || tags <= versionEnd) {
      return Optional.empty();
    }
    String build = versionEnd + 1 == tags ? "" : filename.substring(versionEnd + 1, tags - 1);
    if (versionEnd + 1 != tags && !isBuildTag(build)) {
      return Optional.empty();
    }
    return version(filename.substring(dash + 1, versionEnd))
        .flatMap(
            version ->
                Tag.expand(filename.substring(tags, end))
                    .map(set -> new WheelFilename(filename, project, version, build, set)));
  }

  // PEP 427: the build tag begins with a digit. "Escaping and Unicode": letters, digits, `_` and
  // `.`
  // follow; older tools wrote more. It must not lead anywhere as part of a path.
  private static boolean isBuildTag(String text) {
    return !text.isEmpty()
        && Digits.isDigit(text.charAt(0))
        && text.chars().allMatch(c -> Character.isLetterOrDigit(c) || "_.+!~".indexOf(c) >= 0);
  }

  // Behind the third dash from the end, or 0.
  private static int startOfTags(String filename, int end) {
    int at = end;
    for (int dashes = 0; dashes < 3; dashes++) {
      at = filename.lastIndexOf('-', at - 1);
      if (at <= 0) {
        return 0;
      }
    }
    return at + 1;
  }

  /**
   * A version as file names and the directories of a wheel have it: older tools wrote {@code _} for
   * every character but letters, digits and dots. pip reads that as {@code -}; where this gives no
   * version, it stood for the {@code +} of a local label.
   */
  static Optional<Pep440Version> version(String escaped) {
    Optional<Pep440Version> version = Pep440Version.tryParse(escaped);
    if (version.isPresent() || escaped.indexOf('_') < 0) {
      return version;
    }
    return Pep440Version.tryParse(escaped.replace('_', '-'))
        .or(() -> Pep440Version.tryParse(escaped.replaceFirst("_", "+")));
  }
}
