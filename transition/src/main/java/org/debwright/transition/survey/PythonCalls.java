package org.debwright.transition.survey;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.debwright.transition.survey.PythonTokens.Kind;

/**
 * Calls of pip in Python source: imports of it, {@code pip.main()}, and commands given to what runs
 * commands, as text or as a list of words. Text that only mentions pip (messages, comments,
 * docstrings, help) is none.
 */
final class PythonCalls {
  /** An element of a list of words that is no plain string. */
  private static final String UNKNOWN = "$";

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

  /** An open bracket. */
  private static final class Bracket {
    final String callee;
    final List<String> words = new ArrayList<>();
    final List<Integer> lines = new ArrayList<>();
    boolean elementIsPlain = true;
    boolean elementIsEmpty = true;

    Bracket(String callee) {
      this.callee = callee;
    }

    String function() {
      return callee.substring(callee.lastIndexOf('.') + 1);
    }

    boolean isDisplay() {
      return callee.isEmpty();
    }
  }

  private final PythonTokens tokens;
  private final ShellCalls.Found found;
  private final Deque<Bracket> open = new ArrayDeque<>();
  private final Set<Integer> told = new HashSet<>();
  // Variables that hold a command which calls pip, with the line; told once something runs them.
  private final Map<String, Assigned> assigned = new HashMap<>();
  private final Set<String> importedNames = new HashSet<>();
  // Others import the class of the command, to derive theirs; only its main() runs it.
  private final Set<String> easyInstall = new HashSet<>();

  private record Assigned(PipCommand command, int line) {}

  private PythonCalls(byte[] source, ShellCalls.Found found) {
    this.tokens = new PythonTokens(source);
    this.found = found;
  }

  /** Finds the calls of a source; each line is told once. */
  static void scan(byte[] source, ShellCalls.Found found) {
    new PythonCalls(source, found).scan();
  }

  private void scan() {
    String dotted = "";
    String assignee = "";
    boolean atStart = true;
    Kind kind = tokens.next();
    while (kind != Kind.END) {
      boolean wasStart = atStart;
      atStart = kind == Kind.NEWLINE || tokens.is(';') || (tokens.is(':') && open.isEmpty());
      if (kind == Kind.NAME) {
        if (tokens.is("import") || tokens.is("from")) {
          kind = tokens.is("import") ? plainImport() : fromImport();
          dotted = "";
          assignee = "";
          atStart = kind == Kind.NEWLINE || tokens.is(';');
          if (!atStart) {
            continue;
          }
        } else {
          boolean continues = dotted.endsWith(".");
          dotted = continues ? dotted + tokens.text() : tokens.text();
          if (wasStart && !continues) {
            assignee = tokens.text();
          }
          element(false, dotted, 0);
        }
      } else if (kind == Kind.STRING) {
        kind = string(assignee);
        dotted = "";
        continue;
      } else if (kind == Kind.OPERATOR) {
        dotted = operator(dotted);
        if (tokens.is('.') && wasStart) {
          atStart = false;
        }
      } else if (kind == Kind.NEWLINE) {
        dotted = "";
        assignee = "";
        // A bracket that is open here was never closed: the source is broken.
        open.clear();
      } else {
        dotted = "";
        element(false, UNKNOWN, 0);
      }
      kind = tokens.next();
    }
  }

  private String operator(String dotted) {
    if (tokens.is('.')) {
      return dotted.isEmpty() || dotted.endsWith(".") ? "" : dotted + ".";
    }
    if (tokens.is('(') || tokens.is('[') || tokens.is('{')) {
      boolean isCall = tokens.is('(') && !dotted.isEmpty() && !isKeyword(dotted);
      boolean isSubscript = tokens.is('[') && !dotted.isEmpty() && !isKeyword(dotted);
      element(false, UNKNOWN, 0);
      open.push(new Bracket(isCall ? dotted : isSubscript ? "[" : ""));
      if (isCall) {
        mainCall(dotted);
      }
    } else if (tokens.is(')') || tokens.is(']') || tokens.is('}')) {
      if (!open.isEmpty()) {
        close(open.pop());
      }
    } else if (tokens.is(',')) {
      if (!open.isEmpty()) {
        endElement(open.peek());
      }
    } else if (tokens.is('=') && !open.isEmpty()) {
      // args=…: what was read is the keyword's name.
      open.peek().elementIsPlain = true;
      open.peek().elementIsEmpty = true;
      int size = open.peek().words.size();
      if (size > 0 && open.peek().lines.get(size - 1) == 0) {
        open.peek().words.remove(size - 1);
        open.peek().lines.remove(size - 1);
      }
    }
    return "";
  }

  private static boolean isKeyword(String name) {
    return switch (name) {
      case "in",
          "is",
          "and",
          "or",
          "not",
          "if",
          "else",
          "elif",
          "while",
          "return",
          "yield",
          "print",
          "assert",
          "lambda",
          "for",
          "raise",
          "except",
          "with",
          "exec",
          "await",
          "del" ->
          true;
      default -> false;
    };
  }

  // pip.main(…), pip._internal.main(…), pip._internal.cli.main.main(…)
  private void mainCall(String dotted) {
    if (easyInstall.contains(dotted)) {
      tell(new PipCommand("easy_install", "install"), "easy_install.main", tokens.line());
    }
    boolean isMain = dotted.startsWith("pip.") && dotted.endsWith("main");
    if (isMain && importedNames.contains("pip")) {
      tell(new PipCommand("pip", ""), "pip.main", tokens.line());
    } else if (importedNames.contains(dotted) && dotted.contains("main")) {
      tell(new PipCommand("pip", ""), "pip.main", tokens.line());
    }
  }

  /** Notes what the current element of the innermost bracket is. */
  private void element(boolean isString, String value, int line) {
    if (open.isEmpty()) {
      return;
    }
    Bracket bracket = open.peek();
    if (isString && bracket.elementIsEmpty) {
      add(bracket, value, line);
    } else if (isString && !bracket.words.isEmpty() && !bracket.elementIsPlain) {
      // sys.executable + " -m pip": what is known of the text.
      int last = bracket.words.size() - 1;
      bracket.words.set(last, bracket.words.get(last) + value);
      bracket.lines.set(last, Math.max(bracket.lines.get(last), line));
    } else if (bracket.elementIsEmpty) {
      add(bracket, UNKNOWN, 0);
      bracket.elementIsPlain = false;
    }
    bracket.elementIsEmpty = false;
    if (!isString && !value.equals(UNKNOWN) && bracket.words.size() == 1 && isRunner(bracket)) {
      ran(value);
    }
  }

  private static void add(Bracket bracket, String value, int line) {
    if (bracket.words.size() < MOST_WORDS) {
      bracket.words.add(value);
      bracket.lines.add(line);
    }
  }

  // A runner is given a variable that was assigned a command.
  private void ran(String name) {
    Assigned command = assigned.get(name);
    if (command != null) {
      tell(command.command(), "subprocess", command.line());
    }
  }

  private static void endElement(Bracket bracket) {
    if (bracket.elementIsEmpty) {
      add(bracket, UNKNOWN, 0);
    }
    bracket.elementIsEmpty = true;
    bracket.elementIsPlain = true;
  }

  private static boolean isRunner(Bracket bracket) {
    return RUNNERS.contains(bracket.function()) || REPLACERS.contains(bracket.function());
  }

  private Kind string(String assignee) {
    int line = tokens.line();
    StringBuilder value = new StringBuilder(tokens.value());
    Kind kind = tokens.next();
    while (kind == Kind.STRING) {
      value.append(tokens.value());
      kind = tokens.next();
    }
    boolean isFirst = !open.isEmpty() && open.peek().words.isEmpty();
    element(true, value.toString(), line);
    if (open.isEmpty()) {
      if (!assignee.isEmpty()) {
        shell(value.toString()).ifPresent(c -> assigned.put(assignee, new Assigned(c, line)));
      }
      return kind;
    }
    Bracket bracket = open.peek();
    if (isFirst && IMPORTERS.contains(bracket.function()) && isPip(value.toString())) {
      tell(new PipCommand("pip", ""), "import", line);
    }
    return kind;
  }

  private static boolean isPip(String module) {
    return module.equals("pip") || module.startsWith("pip.");
  }

  private static Optional<PipCommand> shell(String text) {
    if (!text.contains("pip") && !text.contains("easy_install")) {
      return Optional.empty();
    }
    List<PipCommand> commands = new ArrayList<>();
    ShellCalls.scan(text, 1, (command, how, line) -> commands.add(command));
    return commands.stream().filter(c -> !c.action().isEmpty()).findFirst();
  }

  private void close(Bracket bracket) {
    if (bracket.words.isEmpty()) {
      return;
    }
    String function = bracket.function();
    if (bracket.isDisplay()) {
      boolean isRun = open.stream().limit(2).anyMatch(PythonCalls::isRunner);
      argv(bracket, 0, isRun)
          .ifPresent(
              at -> {
                PipCommand command = command(bracket, at);
                tell(command, how(), bracket.lines.get(at));
              });
    } else if (RUNNERS.contains(function)) {
      String text = bracket.words.get(0);
      int line = bracket.lines.get(0);
      if (line > 0) {
        runText(text, line, function);
      }
      // create_subprocess_exec("pip", "install", …)
      argv(bracket, 0, false)
          .ifPresent(at -> tell(command(bracket, at), how(bracket), bracket.lines.get(at)));
    } else if (REPLACERS.contains(function)) {
      for (int from = 0; from < Math.min(3, bracket.words.size()); from++) {
        Optional<Integer> at = argv(bracket, from, true);
        if (at.isPresent()) {
          tell(command(bracket, at.get()), how(bracket), bracket.lines.get(at.get()));
          break;
        }
      }
    }
  }

  private void runText(String text, int line, String function) {
    if (!text.contains("pip") && !text.contains("easy_install")) {
      return;
    }
    boolean isShell = text.indexOf(' ') >= 0 || PipCommand.tool(text).isPresent();
    if (isShell) {
      ShellCalls.scan(text, line, (command, how, at) -> tell(command, nameOf(function), at));
    }
  }

  private static String nameOf(String function) {
    return switch (function) {
      case "system" -> "os.system";
      case "popen" -> "os.popen";
      default -> "subprocess";
    };
  }

  private String how() {
    return open.stream()
        .limit(2)
        .filter(PythonCalls::isRunner)
        .findFirst()
        .map(PythonCalls::how)
        .orElse("subprocess");
  }

  private static String how(Bracket bracket) {
    return REPLACERS.contains(bracket.function())
        ? "os." + bracket.function()
        : nameOf(bracket.function());
  }

  /** Where in a list of words pip is called, as a program or by {@code -m}. */
  private static Optional<Integer> argv(Bracket bracket, int from, boolean isRun) {
    List<String> words = bracket.words;
    for (int i = from + 1; i < words.size(); i++) {
      if (words.get(i - 1).equals("-m")
          && (isPip(words.get(i)) || words.get(i).equals("easy_install"))
          && bracket.lines.get(i) > 0) {
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
    if (first >= words.size() || bracket.lines.get(first) == 0) {
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

  private static PipCommand command(Bracket bracket, int at) {
    String tool = PipCommand.tool(bracket.words.get(at)).orElse("pip");
    return PipCommand.of(tool, bracket.words.subList(at + 1, bracket.words.size()));
  }

  private void tell(PipCommand command, String how, int line) {
    if (told.add(line)) {
      found.call(command, how, line);
    }
  }

  // import pip, import a, pip._internal as b
  private Kind plainImport() {
    int line = tokens.line();
    Kind kind;
    do {
      tokens.next();
      String name = dotted();
      if (isPip(name)) {
        importedNames.add("pip");
        tell(new PipCommand("pip", ""), "import", line);
      } else if (name.equals("setuptools.command.easy_install") || name.equals("easy_install")) {
        easyInstall.add(name + ".main");
      }
      kind = tokens.kind();
      if (tokens.is("as")) {
        tokens.next();
        if (isPip(name)) {
          importedNames.add(tokens.text());
        } else if (easyInstall.contains(name + ".main")) {
          easyInstall.add(tokens.text() + ".main");
        }
        kind = tokens.next();
      }
    } while (kind == Kind.OPERATOR && tokens.is(','));
    return kind;
  }

  private Kind fromImport() {
    int line = tokens.line();
    tokens.next();
    boolean isRelative = tokens.is('.');
    while (tokens.is('.')) {
      tokens.next();
    }
    String module = dotted();
    if ((module.isEmpty() && !isRelative) || !tokens.is("import")) {
      return tokens.kind();
    }
    Kind kind = tokens.next();
    while (kind != Kind.END && kind != Kind.NEWLINE && !tokens.is(';') && !tokens.is(')')) {
      if (kind == Kind.NAME && !tokens.is("as") && !isRelative) {
        imported(module, tokens.text(), line);
      }
      kind = tokens.next();
    }
    return tokens.is(')') ? tokens.next() : kind;
  }

  private void imported(String module, String name, int line) {
    if (isPip(module)) {
      importedNames.add(name);
      tell(new PipCommand("pip", ""), "import", line);
    } else if (module.equals("setuptools.command.easy_install") && name.equals("main")) {
      tell(new PipCommand("easy_install", ""), "import", line);
    } else if (module.equals("setuptools.command") && name.equals("easy_install")) {
      easyInstall.add("easy_install.main");
    }
  }

  private String dotted() {
    if (tokens.kind() != Kind.NAME || tokens.is("import")) {
      return "";
    }
    StringBuilder name = new StringBuilder(tokens.text());
    tokens.next();
    while (tokens.is('.')) {
      if (tokens.next() != Kind.NAME) {
        break;
      }
      name.append('.').append(tokens.text());
      tokens.next();
    }
    return name.toString();
  }
}
