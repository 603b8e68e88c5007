package org.debwright.python;

import java.util.List;

/**
 * One entry point, for example {@code black = black:patched_main [d]} of group {@code
 * console_scripts}.
 *
 * @param group as written
 * @param name as written, case kept
 * @param module dotted
 * @param attribute dotted, empty for a module
 * @param extras as written
 */
public record EntryPoint(
    String group, String name, String module, String attribute, List<String> extras) {

  /** Reads {@code entry_points.txt}. Throws DebwrightException. */
  public static List<EntryPoint> parseAll(String content, String source) {
    throw new UnsupportedOperationException();
  }
}
