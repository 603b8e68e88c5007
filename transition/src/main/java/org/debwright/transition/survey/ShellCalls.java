package org.debwright.transition.survey;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls of pip in a shell script, those in nested shells and here-documents too. */
final class ShellCalls implements ShellText.Visitor {
  private static final int DEEPEST = 8;
  private static final Pattern SHELL = Pattern.compile("(?:ba|da|a|k|z|mk)?sh");
  private static final Pattern PYTHON = Pattern.compile("(?:python|pypy)(?:[23](?:\\.\\d{1,2})?)?");
  private static final Pattern ASSIGNMENT =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=(.*)", Pattern.DOTALL);
  // ${PIP:-pip3}
  private static final Pattern DEFAULT = Pattern.compile("\\$\\{\\w+:?[-=]([^}]*)\\}");
  private static final Set<String> SHELL_WRAPPERS =
      Set.of(
          "sudo",
          "doas",
          "su",
          "runuser",
          "ssh",
          "chroot",
          "env",
          "exec",
          "nohup",
          "setsid",
          "timeout",
          "nice",
          "ionice",
          "flock",
          "xargs",
          "time",
          "systemd-run",
          "nsenter",
          "unshare");

  /** Takes a call. */
  interface Found {
    /** How: what kind of statement makes the call. */
    void call(PipCommand command, String how, int line);
  }

  private final Found found;
  private final int deep;
  private final Set<String> pipVariables;

  private ShellCalls(Found found, int deep, Set<String> pipVariables) {
    this.found = found;
    this.deep = deep;
    this.pipVariables = pipVariables;
  }

  /**
   * Finds the calls of a text.
   *
   * @param line that it begins at
   */
  static void scan(String text, int line, Found found) {
    ShellText.scan(text, line, new ShellCalls(found, 0, new HashSet<>()));
  }

  private void nested(String text, int line) {
    if (deep < DEEPEST) {
      ShellText.scan(text, line, new ShellCalls(found, deep + 1, pipVariables));
    }
  }

  @Override
  public void command(List<String> words, int line) {
    rememberVariables(words);
    Optional<PipCommand> direct = PipCommand.find(words, pipVariables);
    if (direct.isPresent()) {
      found.call(direct.get(), "command", line);
      return;
    }
    int first = firstWord(words);
    if (first == words.size()) {
      return;
    }
    String name = PipCommand.base(words.get(first));
    if (name.equals("eval")) {
      nested(String.join(" ", words.subList(first + 1, words.size())), line);
    } else if (name.equals("trap") && first + 1 < words.size()) {
      nested(words.get(first + 1), line);
    } else {
      inner(words.subList(first, words.size()), line);
    }
  }

  // PIP=pip3, PIP="python3 -m pip", export PIP=…, local pip=…
  private void rememberVariables(List<String> words) {
    for (String word : words) {
      Matcher assignment = ASSIGNMENT.matcher(word);
      if (!assignment.matches()) {
        continue;
      }
      String value = DEFAULT.matcher(assignment.group(2)).replaceAll("$1");
      List<String> parts = List.of(value.strip().split("\\s+", -1));
      if (PipCommand.find(parts, Set.of()).isPresent()) {
        pipVariables.add(assignment.group(1));
      }
    }
  }

  private static int firstWord(List<String> words) {
    int first = 0;
    while (first < words.size() && ASSIGNMENT.matcher(words.get(first)).matches()) {
      first++;
    }
    return first;
  }

  // sh -c '…', su user -c '…', sudo sh -c '…', python3 -c '…', ssh host '…'
  private void inner(List<String> words, int line) {
    String name = PipCommand.base(words.get(0));
    boolean isWrapper = SHELL_WRAPPERS.contains(name);
    if (!isWrapper && !isShell(name) && !isPython(name)) {
      return;
    }
    String runner = name;
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      String base = PipCommand.base(word);
      if (isShell(base) || isPython(base)) {
        runner = base;
      } else if (isCommandOption(word) && i + 1 < words.size()) {
        if (isPython(runner)) {
          python(words.get(i + 1), line);
        } else {
          nested(words.get(i + 1), line);
        }
        return;
      } else if (name.equals("ssh") && word.indexOf(' ') > 0) {
        nested(word, line);
        return;
      }
    }
  }

  // -c, and clusters as -ec, -lc, -xc; su knows --command too.
  private static boolean isCommandOption(String word) {
    return word.equals("--command") || word.matches("-[a-zA-Z]{0,6}c");
  }

  private static boolean isShell(String name) {
    return SHELL.matcher(name).matches();
  }

  private static boolean isPython(String name) {
    return PYTHON.matcher(name).matches();
  }

  private void python(String code, int line) {
    PythonCalls.scan(
        code.getBytes(ISO_8859_1),
        (command, how, inLine) -> found.call(command, how, line + inLine - 1));
  }

  @Override
  public void document(List<String> words, String body, int line) {
    boolean toPython = false;
    boolean toShell = false;
    int first = firstWord(words);
    for (int i = first; i < words.size(); i++) {
      String base = PipCommand.base(words.get(i));
      boolean leads = i == first || SHELL_WRAPPERS.contains(PipCommand.base(words.get(first)));
      toPython |= leads && isPython(base);
      toShell |= leads && (isShell(base) || base.equals("su") || base.equals("ssh"));
    }
    if (toPython) {
      python(body, line);
    } else if (toShell) {
      nested(body, line);
    }
  }
}
