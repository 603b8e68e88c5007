package org.debwright.transition.survey;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.debwright.debian.Architecture;
import org.debwright.debian.Suite;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/** Which release for which machines lies in a root. */
public final class RootFacts {
  private static final int MOST_BYTES = 1 << 16;
  private static final Pattern CODENAME =
      Pattern.compile("(?m)^VERSION_CODENAME=\"?([a-z][a-z0-9-]*)\"?\\s*$");
  private static final Pattern C_LIBRARY = Pattern.compile("libc6:([a-z0-9]+)\\.list");

  private RootFacts() {}

  /**
   * The release, as os-release(5) names it.
   *
   * @throws DebwrightException if it does not
   */
  public static Suite suite(Root root) {
    return root.text("/etc/os-release", MOST_BYTES)
        .or(() -> root.text("/usr/lib/os-release", MOST_BYTES))
        .map(CODENAME::matcher)
        .filter(Matcher::find)
        .map(found -> Suite.parse(found.group(1)))
        .orElseThrow(
            () -> unknown("release", "`/etc/os-release` has no VERSION_CODENAME", "--suite"));
  }

  /**
   * The architecture, as dpkg has its C library.
   *
   * @throws DebwrightException if there is none, or more than one
   */
  public static Architecture architecture(Root root) {
    Optional<Architecture> found = Optional.empty();
    for (String name : root.list("/var/lib/dpkg/info")) {
      Matcher library = C_LIBRARY.matcher(name);
      if (library.matches()) {
        if (found.isPresent()) {
          throw unknown("architecture", "dpkg has C libraries of several there", "--arch");
        }
        found = Optional.of(Architecture.parse(library.group(1)));
      }
    }
    return found.orElseThrow(
        () -> unknown("architecture", "dpkg has no C library there", "--arch"));
  }

  private static DebwrightException unknown(String what, String why, String option) {
    return Diagnostic.error("root-unknown", "the " + what + " of the root is not known")
        .because(why)
        .mend("name it by `" + option + "`")
        .toException();
  }
}
