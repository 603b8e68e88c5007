package org.debwright.transition.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An open bracket of Python source, with what is known of its elements: words of a command. */
final class PythonBracket {
  /** An element of a list of words that is no plain string. */
  static final String UNKNOWN = "$";

  private static final int MOST_WORDS = 64;

  // Functions that take a command as their first argument, by their last name.
  private static final Set<String> RUNNERS =
      Set.of(
          "run",
          "call",
          "check_call",
          "check_output",
          "Popen",
          "system",
          "popen",
          "popen2",
          "popen3",
          "popen4",
          "getoutput",
          "getstatusoutput",
          "getstatus",
          "create_subprocess_exec",
          "create_subprocess_shell",
          "run_cmd",
          "run_command",
          "run_cmd_log",
          "run_cmd_error",
          "run_bg",
          "run_term_on_error",
          "execute_command",
          "exec_command",
          "shell_command",
          "sudo",
          "local",
          "execute",
          "sh",
          "shell",
          "cmd",
          "spawn",
          "spawnProcess",
          "getProcessOutput");
  // os.execvp(file, [word…]), os.execlp(file, word…), os.spawnlp(mode, file, word…)
  private static final Set<String> REPLACERS =
      Set.of(
          "execv",
          "execve",
          "execvp",
          "execvpe",
          "execl",
          "execle",
          "execlp",
          "execlpe",
          "spawnv",
          "spawnve",
          "spawnvp",
          "spawnvpe",
          "spawnl",
          "spawnle",
          "spawnlp",
          "spawnlpe",
          "posix_spawn",
          "posix_spawnp");
  private static final Set<String> IMPORTERS =
      Set.of("import_module", "__import__", "run_module", "load_entry_point");

  final String callee;
  final List<String> words = new ArrayList<>();
  final List<Integer> lines = new ArrayList<>();
  boolean elementIsPlain = true;
  boolean elementIsEmpty = true;

  PythonBracket(String callee) {
    this.callee = callee;
  }

  String function() {
    return callee.substring(callee.lastIndexOf('.') + 1);
  }

  boolean isDisplay() {
    return callee.isEmpty();
  }

  /** Whether its function takes a command as its first argument. */
  boolean takesCommand() {
    return RUNNERS.contains(function());
  }

  /** Whether its function puts a program in the place of the process. */
  boolean replaces() {
    return REPLACERS.contains(function());
  }

  boolean isImporter() {
    return IMPORTERS.contains(function());
  }

  void add(String value, int line) {
    if (words.size() < MOST_WORDS) {
      words.add(value);
      lines.add(line);
    }
  }

  void endElement() {
    if (elementIsEmpty) {
      add(UNKNOWN, 0);
    }
    elementIsEmpty = true;
    elementIsPlain = true;
  }

  boolean isRunner() {
    return RUNNERS.contains(function()) || REPLACERS.contains(function());
  }

  static String nameOf(String function) {
    return switch (function) {
      case "system" -> "os.system";
      case "popen" -> "os.popen";
      default -> "subprocess";
    };
  }

  String how() {
    return REPLACERS.contains(function()) ? "os." + function() : nameOf(function());
  }

  /** Where in a list of words pip is called, as a program or by {@code -m}. */
  Optional<Integer> argv(int from, boolean isRun) {
    for (int i = from + 1; i < words.size(); i++) {
      if (words.get(i - 1).equals("-m")
          && (PipImports.isPip(words.get(i)) || words.get(i).equals("easy_install"))
          && lines.get(i) > 0) {
        return Optional.of(i);
      }
    }
    int first = from;
    while (first < words.size()
        && (words.get(first).equals("sudo")
            || words.get(first).equals("env")
            || (first > from && words.get(first).startsWith("-")))) {
      first++;
    }
    if (first >= words.size() || lines.get(first) == 0) {
      return Optional.empty();
    }
    Optional<String> tool = PipCommand.tool(words.get(first));
    if (tool.isEmpty()) {
      return Optional.empty();
    }
    // ["pip", "setuptools"] is a list of names, ["pip", "install"] a command.
    // ["pip", "wheel"] may be either.
    boolean asks =
        first + 1 < words.size()
            && PipCommand.ACTIONS.contains(words.get(first + 1))
            && !words.get(first + 1).equals("wheel");
    return asks || isRun ? Optional.of(first) : Optional.empty();
  }

  PipCommand command(int at) {
    String tool = PipCommand.tool(words.get(at)).orElse("pip");
    return PipCommand.of(tool, words.subList(at + 1, words.size()));
  }
}
