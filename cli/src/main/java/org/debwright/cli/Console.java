package org.debwright.cli;

import java.io.PrintStream;
import java.util.Map;

/**
 * The world as the command line sees it: where data and messages go, what the environment says, and
 * whether a person is looking.
 *
 * @param out data
 * @param err everything else
 * @param environment the process's variables
 * @param interactive whether {@code err} is a terminal
 * @param columns width of that terminal
 */
record Console(
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    boolean interactive,
    int columns) {

  private static final int USUAL_WIDTH = 80;

  /**
   * The process's own. The launcher says with {@code debwright.columns} that a terminal is there.
   */
  static Console system() {
    int columns = Integer.getInteger("debwright.columns", 0);
    return new Console(
        System.out,
        System.err,
        System.getenv(),
        columns > 0 && !"dumb".equals(System.getenv("TERM")),
        columns > 0 ? columns : USUAL_WIDTH);
  }

  /** Whether colours are welcome (the convention of {@code NO_COLOR}). */
  boolean colourful() {
    return interactive && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }
}
