package org.debwright.python;

import java.util.List;
import org.debwright.diagnostic.DebwrightException;

/**
 * One entry point, for example {@code black = black:patched_main [d]} of group {@code
 * console_scripts}. Entry points specification, "Data model".
 *
 * @param group as written
 * @param name as written, case kept
 * @param module dotted
 * @param attribute dotted, empty for a module
 * @param extras as written
 */
public record EntryPoint(
    String group, String name, String module, String attribute, List<String> extras) {

  /** Copies. */
  public EntryPoint {
    extras = List.copyOf(extras);
  }

  /**
   * Reads {@code entry_points.txt}. A reference that is no object reference is refused where an
   * installer would make a command of it and passed over elsewhere, as installers do.
   *
   * @param source named in errors
   * @throws DebwrightException with every line that is wrong
   */
  public static List<EntryPoint> parseAll(String content, String source) {
    return new EntryPointsParser(source).parse(content);
  }

  /** Whether installers make a command of it: {@code console_scripts} and {@code gui_scripts}. */
  public boolean isScript() {
    return isScriptGroup(group);
  }

  static boolean isScriptGroup(String group) {
    return group.equals("console_scripts") || group.equals("gui_scripts");
  }
}
