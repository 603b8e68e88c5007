package org.debwright.index;

import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter;

/** The version a page says it has (PEP 629, PEP 700): 1.x is read, a newer x with a warning. */
final class ApiVersion {
  // PEP 700 and what came after it up to 1.4 add only what may be ignored.
  private static final int KNOWN_MINOR = 4;

  private ApiVersion() {}

  /**
   * Checks.
   *
   * @throws org.debwright.diagnostic.DebwrightException where the major number is not 1
   */
  static void check(String version, Url page, Reporter reporter) {
    String[] parts = version.strip().split("\\.", 2);
    if (parts.length != 2 || !parts[0].equals("1") || !parts[1].matches("\\d{1,6}")) {
      throw PageProblem.version(page, version);
    }
    if (Integer.parseInt(parts[1]) > KNOWN_MINOR) {
      reporter.report(
          Diagnostic.warning(
                  "index-version-newer",
                  "`" + page.withoutCredentials().origin() + "` speaks a newer Simple API")
              .because("it says " + version.strip() + "; 1." + KNOWN_MINOR + " is known"));
    }
  }
}
