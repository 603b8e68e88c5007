package org.debwright.build;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where the target's interpreter runs. */
sealed interface Workplace extends AutoCloseable permits HostWorkplace, ChrootWorkplace {
  /** The desk's directory as what runs there sees it. */
  String at(Path desk);

  /**
   * Runs the target's Python as an unprivileged user and without network, where that can be had.
   *
   * @param desk directory of this build; {@code in}, {@code out}, {@code home} and {@code tmp} are
   *     in it
   * @param arguments of the interpreter
   * @param environment the whole environment
   * @return the exit status
   */
  int python(Path desk, List<String> arguments, Map<String, String> environment, Path log);

  @Override
  void close();
}
