package org.debwright.transition.survey;

import java.util.ArrayList;
import java.util.List;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.python.Requirement;

/**
 * Reads {@code requires.txt} of an egg-info directory, as setuptools writes it: requirements, then
 * sections {@code [extra]}, {@code [:marker]} and {@code [extra:marker]}. What belongs to an extra
 * is left out.
 */
final class RequiresText {
  private RequiresText() {}

  static List<Requirement> parse(String text) {
    List<Requirement> requirements = new ArrayList<>();
    String marker = "";
    boolean isExtra = false;
    for (String line : text.split("\n", -1)) {
      String trimmed = line.strip();
      if (trimmed.startsWith("[") && trimmed.endsWith("]")) {
        String section = trimmed.substring(1, trimmed.length() - 1);
        int colon = section.indexOf(':');
        isExtra = colon != 0;
        marker = colon < 0 ? "" : "; " + section.substring(colon + 1);
      } else if (!trimmed.isEmpty() && !isExtra) {
        add(trimmed + marker, requirements);
      }
    }
    return requirements;
  }

  private static void add(String text, List<Requirement> requirements) {
    try {
      requirements.add(Requirement.parse(text));
    } catch (DebwrightException unreadable) {
      // Old files have what nobody reads as a requirement any more; it restricts nothing then.
    }
  }
}
