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
  private final PythonTokens tokens;
  private final ShellCalls.Found found;
  private final PipImports imports;
  private final Deque<PythonBracket> open = new ArrayDeque<>();
  private final Set<Integer> told = new HashSet<>();
  // Variables that hold a command which calls pip, with the line; told once something runs them.
  private final Map<String, Assigned> assigned = new HashMap<>();

  private record Assigned(PipCommand command, int line) {}

  private PythonCalls(byte[] source, ShellCalls.Found found) {
    this.tokens = new PythonTokens(source);
    this.found = found;
    this.imports = new PipImports(tokens, this::tell);
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
          kind = imports.read();
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
        element(false, PythonBracket.UNKNOWN, 0);
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
      element(false, PythonBracket.UNKNOWN, 0);
      open.push(new PythonBracket(isCall ? dotted : isSubscript ? "[" : ""));
      if (isCall) {
        imports.called(dotted);
      }
    } else if (tokens.is(')') || tokens.is(']') || tokens.is('}')) {
      if (!open.isEmpty()) {
        close(open.pop());
      }
    } else if (tokens.is(',')) {
      if (!open.isEmpty()) {
        open.peek().endElement();
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

  /** Notes what the current element of the innermost bracket is. */
  private void element(boolean isString, String value, int line) {
    if (open.isEmpty()) {
      return;
    }
    PythonBracket bracket = open.peek();
    if (isString && bracket.elementIsEmpty) {
      bracket.add(value, line);
    } else if (isString && !bracket.words.isEmpty() && !bracket.elementIsPlain) {
      // sys.executable + " -m pip": what is known of the text.
      int last = bracket.words.size() - 1;
      bracket.words.set(last, bracket.words.get(last) + value);
      bracket.lines.set(last, Math.max(bracket.lines.get(last), line));
    } else if (bracket.elementIsEmpty) {
      bracket.add(PythonBracket.UNKNOWN, 0);
      bracket.elementIsPlain = false;
    }
    bracket.elementIsEmpty = false;
    if (!isString
        && !value.equals(PythonBracket.UNKNOWN)
        && bracket.words.size() == 1
        && bracket.isRunner()) {
      ran(value);
    }
  }

  // A runner is given a variable that was assigned a command.
  private void ran(String name) {
    Assigned command = assigned.get(name);
    if (command != null) {
      tell(command.command(), "subprocess", command.line());
    }
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
    PythonBracket bracket = open.peek();
    if (isFirst && bracket.isImporter() && PipImports.isPip(value.toString())) {
      tell(new PipCommand("pip", ""), "import", line);
    }
    return kind;
  }

  private static Optional<PipCommand> shell(String text) {
    if (!text.contains("pip") && !text.contains("easy_install")) {
      return Optional.empty();
    }
    List<PipCommand> commands = new ArrayList<>();
    ShellCalls.scan(text, 1, (command, how, line) -> commands.add(command));
    return commands.stream().filter(c -> !c.action().isEmpty()).findFirst();
  }

  private void close(PythonBracket bracket) {
    if (bracket.words.isEmpty()) {
      return;
    }
    String function = bracket.function();
    if (bracket.isDisplay()) {
      boolean isRun = open.stream().limit(2).anyMatch(PythonBracket::isRunner);
      bracket
          .argv(0, isRun)
          .ifPresent(
              at -> {
                PipCommand command = bracket.command(at);
                tell(command, how(), bracket.lines.get(at));
              });
    } else if (bracket.takesCommand()) {
      String text = bracket.words.get(0);
      int line = bracket.lines.get(0);
      if (line > 0) {
        runText(text, line, function);
      }
      // create_subprocess_exec("pip", "install", …)
      bracket
          .argv(0, false)
          .ifPresent(at -> tell(bracket.command(at), bracket.how(), bracket.lines.get(at)));
    } else if (bracket.replaces()) {
      for (int from = 0; from < Math.min(3, bracket.words.size()); from++) {
        Optional<Integer> at = bracket.argv(from, true);
        if (at.isPresent()) {
          tell(bracket.command(at.get()), bracket.how(), bracket.lines.get(at.get()));
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
      ShellCalls.scan(
          text, line, (command, how, at) -> tell(command, PythonBracket.nameOf(function), at));
    }
  }

  private String how() {
    return open.stream()
        .limit(2)
        .filter(PythonBracket::isRunner)
        .findFirst()
        .map(PythonBracket::how)
        .orElse("subprocess");
  }

  private void tell(PipCommand command, String how, int line) {
    if (told.add(line)) {
      found.call(command, how, line);
    }
  }
}
