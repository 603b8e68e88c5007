package org.debwright.cli;

import java.util.Map;
import org.debwright.diagnostic.Diagnostic;

/**
 * What to do about a diagnostic, in terms of this command line's options; the core cannot know
 * them.
 */
final class Remedies {
  private static final Map<String, String> BY_CODE = Map.of();

  private Remedies() {}

  /** The core's own remedy, else ours for the code, else nothing. */
  static String of(Diagnostic diagnostic) {
    return diagnostic.fix().isEmpty()
        ? BY_CODE.getOrDefault(diagnostic.code(), "")
        : diagnostic.fix();
  }
}
