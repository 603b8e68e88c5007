package org.debwright.python;

import java.util.ArrayList;
import java.util.List;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;

/** Collects what is wrong with a wheel and refuses it with all of that. */
final class WheelProblem {
  private final String wheel;
  private final List<Diagnostic> found = new ArrayList<>();

  /** None yet. */
  WheelProblem(String wheel) {
    this.wheel = wheel;
  }

  /** Takes one. */
  void add(String code, String why) {
    found.add(of(wheel, code, why));
  }

  /** Throws all that was taken, if anything. */
  void refuseIfAny() {
    if (!found.isEmpty()) {
      throw new DebwrightException(found);
    }
  }

  /** One problem alone. */
  static Diagnostic of(String wheel, String code, String why) {
    return Diagnostic.error(code, "`" + wheel + "` is not a wheel that can be trusted")
        .because(printable(why))
        .at(Location.of(wheel));
  }

  /** Text from an archive without what would spoil a terminal or a line. */
  static String printable(String text) {
    return text.replaceAll("\\p{C}", "?");
  }
}
