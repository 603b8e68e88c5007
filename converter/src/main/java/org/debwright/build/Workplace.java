package org.debwright.build;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where the target's interpreter runs. */
sealed interface Workplace extends AutoCloseable permits HostWorkplace, ChrootWorkplace {
  /**
   * Runs the target's Python as an unprivileged user where that can be had.
   *
   * @param desk directory of this build; {@code in}, {@code out}, {@code home} and {@code tmp} are
   *     in it
   * @param arguments of the interpreter, with {@code DESK} for the desk as it is called there
   * @param environment the whole environment, with {@code DESK} likewise
   * @return the exit status
   */
  int python(Path desk, List<String> arguments, Map<String, String> environment, Path log);

  @Override
  void close();
}
