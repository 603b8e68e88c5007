package org.debwright.transition.survey;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether the words of a command run pip or easy_install, and to do what.
 *
 * @param tool {@code pip} or {@code easy_install}
 * @param action pip's subcommand, empty where it is not written out
 */
record PipCommand(String tool, String action) {
  private static final Pattern PIP =
      Pattern.compile("(?:.*/)?pip(?:-?[23](?:\\.\\d{1,2})?)?|(?:.*/)?(?:pip-python[23]?)");
  private static final Pattern EASY_INSTALL =
      Pattern.compile("(?:.*/)?easy_install(?:-?[23](?:\\.\\d{1,2})?)?");
  private static final Pattern PYTHON =
      Pattern.compile("(?:.*/)?(?:python|pypy)(?:[23](?:\\.\\d{1,2})?)?(?:-dbg)?");
  // $PIP, ${PIP3}, $(PIP), "$VENV_PIP", {pip}, {{ pip }}
  private static final Pattern VARIABLE =
      Pattern.compile("\\$?[({]{0,2} ?([A-Za-z_][A-Za-z0-9_.]*)[^/]*");
  private static final Pattern PIP_VARIABLE =
      Pattern.compile("(?:[A-Z0-9_]*_)?PIP[23]?(?:_(?:CMD|COMMAND|BIN|EXE|PATH|EXECUTABLE))?");
  private static final Pattern ASSIGNMENT =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*\\+?=.*", Pattern.DOTALL);

  /** pip's subcommands, those of old releases too. */
  static final Set<String> ACTIONS =
      Set.of(
          "install",
          "uninstall",
          "download",
          "wheel",
          "freeze",
          "list",
          "show",
          "check",
          "search",
          "cache",
          "config",
          "hash",
          "debug",
          "index",
          "inspect",
          "lock",
          "bundle",
          "zip",
          "unzip",
          "completion");

  // Run what stands behind their options.
  private static final Set<String> WRAPPERS =
      Set.of(
          "sudo",
          "doas",
          "env",
          "nice",
          "ionice",
          "nohup",
          "time",
          "timeout",
          "stdbuf",
          "exec",
          "command",
          "builtin",
          "xargs",
          "chroot",
          "setsid",
          "setpriv",
          "runuser",
          "chronic",
          "flock",
          "unshare",
          "nsenter",
          "fakeroot",
          "strace",
          "systemd-run",
          "systemd-inhibit",
          "ssh",
          "busybox",
          "chrt",
          "taskset",
          "unbuffer",
          "proxychains",
          "torsocks",
          "retry",
          "chpst",
          "gosu",
          "su-exec",
          "softlimit",
          "start-stop-daemon",
          "parallel",
          "watch",
          "arch-chroot",
          "systemd-nspawn",
          "schroot",
          "eatmydata",
          "then",
          "do",
          "else",
          "not");

  /** The subcommand pip is asked for by what stands behind its name. */
  static PipCommand of(String tool, List<String> arguments) {
    return new PipCommand(
        tool,
        tool.equals("pip")
            ? arguments.stream().filter(ACTIONS::contains).findFirst().orElse("")
            : "install");
  }

  /** What a command of these words runs itself; shells within shells are the caller's. */
  static Optional<PipCommand> find(List<String> words, Set<String> pipVariables) {
    int first = 0;
    while (first < words.size() && ASSIGNMENT.matcher(words.get(first)).matches()) {
      first++;
    }
    if (first == words.size()) {
      return Optional.empty();
    }
    Optional<PipCommand> direct = at(words, first, pipVariables);
    if (direct.isPresent() || !WRAPPERS.contains(base(words.get(first)))) {
      return direct;
    }
    return wrapped(words.subList(first, words.size()), pipVariables);
  }

  private static Optional<PipCommand> wrapped(List<String> words, Set<String> pipVariables) {
    if (base(words.get(0)).equals("command")
        && words.size() > 1
        && words.get(1).matches("-[pvV]*[vV][pvV]*")) {
      return Optional.empty();
    }
    boolean onlyOptions = true;
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      boolean asksSomething =
          i + 1 < words.size() && (ACTIONS.contains(words.get(i + 1)) || onlyOptions);
      Optional<PipCommand> found = at(words, i, pipVariables);
      if (found.isPresent() && (asksSomething || isPython(word) || onlyOptions)) {
        return found;
      }
      onlyOptions &= word.startsWith("-") || ASSIGNMENT.matcher(word).matches();
    }
    return Optional.empty();
  }

  private static Optional<PipCommand> at(List<String> words, int i, Set<String> pipVariables) {
    String word = words.get(i);
    List<String> rest = words.subList(i + 1, words.size());
    if (PIP.matcher(word).matches()) {
      return Optional.of(of("pip", rest));
    }
    if (EASY_INSTALL.matcher(word).matches()) {
      return Optional.of(of("easy_install", rest));
    }
    if (isPipVariable(word, pipVariables) && rest.stream().anyMatch(ACTIONS::contains)) {
      return Optional.of(of("pip", rest));
    }
    if (base(word).equals("uv") && !rest.isEmpty() && rest.get(0).equals("pip")) {
      return Optional.of(of("pip", rest.subList(1, rest.size())));
    }
    return isPython(word) ? ofPython(rest) : Optional.empty();
  }

  /** Whether a word names pip, with its directory or without. */
  static Optional<String> tool(String word) {
    if (PIP.matcher(word).matches()) {
      return Optional.of("pip");
    }
    return EASY_INSTALL.matcher(word).matches() ? Optional.of("easy_install") : Optional.empty();
  }

  private static boolean isPipVariable(String word, Set<String> pipVariables) {
    if (!word.startsWith("$") && !word.startsWith("{")) {
      return false;
    }
    var variable = VARIABLE.matcher(word);
    return variable.matches()
        && (pipVariables.contains(variable.group(1))
            || PIP_VARIABLE.matcher(variable.group(1).toUpperCase(Locale.ROOT)).matches());
  }

  // A word that only a variable or a substitution fills in may be Python.
  private static boolean isPython(String word) {
    return PYTHON.matcher(word).matches()
        || word.startsWith("$")
        || word.startsWith("{")
        || word.startsWith("%")
        || word.indexOf(ShellText.SUBSTITUTED) >= 0
        || word.endsWith("}");
  }

  // python [-option…] (-m module | script) [argument…]
  private static Optional<PipCommand> ofPython(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("-m") || word.matches("-[BEIOPRSsuvdiqx]*m")) {
        return i + 1 < words.size() ? module(words, i + 1) : Optional.empty();
      }
      if (word.startsWith("-m") && word.length() > 2 && !word.startsWith("--")) {
        List<String> rest = words.subList(i + 1, words.size());
        return tool(word.substring(2)).map(name -> of(name, rest));
      }
      if (word.equals("-c")) {
        return Optional.empty();
      }
      if (word.equals("-W") || word.equals("-X")) {
        i++;
      } else if (!word.startsWith("-")) {
        return script(word, words.subList(i + 1, words.size()));
      }
    }
    return Optional.empty();
  }

  private static Optional<PipCommand> module(List<String> words, int at) {
    String module = words.get(at);
    List<String> rest = words.subList(at + 1, words.size());
    if (module.equals("pip") || module.startsWith("pip.") || module.equals("ensurepip")) {
      return module.equals("ensurepip") ? Optional.empty() : Optional.of(of("pip", rest));
    }
    return module.equals("easy_install") || module.equals("setuptools.command.easy_install")
        ? Optional.of(of("easy_install", rest))
        : Optional.empty();
  }

  private static Optional<PipCommand> script(String word, List<String> rest) {
    if (base(word).equals("get-pip.py")) {
      return Optional.of(new PipCommand("pip", "install"));
    }
    return word.indexOf('/') >= 0 ? tool(word).map(name -> of(name, rest)) : Optional.empty();
  }

  static String base(String word) {
    return word.substring(word.lastIndexOf('/') + 1);
  }
}
