package org.debwright.convert;

import java.util.regex.Pattern;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/**
 * Who answers for the packages (Policy 5.6.2): the user, never upstream's author.
 *
 * @param name without commas, angle brackets and control characters
 * @param email an address
 */
public record Maintainer(String name, String email) {
  // A comma would begin a second address for tools that read the field as a list.
  private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}<>,\"]*[^\\p{Cntrl}<>,\"\\s]");
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s\\p{Cntrl}<>,@]+@[^\\s\\p{Cntrl}<>,@]+");

  /** Checks; use {@link #parse} for text from outside. */
  public Maintainer {
    if (!NAME.matcher(name).matches() || !EMAIL.matcher(email).matches()) {
      throw new IllegalArgumentException("not a maintainer: " + name + " <" + email + ">");
    }
  }

  /**
   * Reads {@code Name <address>}.
   *
   * @throws DebwrightException if it is no such thing
   */
  public static Maintainer parse(String text) {
    String trimmed = text.strip();
    int open = trimmed.lastIndexOf('<');
    if (open > 0 && trimmed.endsWith(">")) {
      String name = trimmed.substring(0, open).strip();
      String email = trimmed.substring(open + 1, trimmed.length() - 1);
      if (NAME.matcher(name).matches() && EMAIL.matcher(email).matches()) {
        return new Maintainer(name, email);
      }
    }
    throw Diagnostic.error(
            "maintainer-invalid",
            "`" + text.replaceAll("\\p{Cntrl}", "?") + "` cannot be a maintainer")
        .because("`Name <address>` is expected, without commas in the name (Policy 5.6.2)")
        .toException();
  }

  @Override
  public String toString() {
    return name + " <" + email + ">";
  }
}
