package org.debwright.transition.survey;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls of pip in one file, by the syntax it is in. */
final class CallScan {
  private static final int LONGEST_TEXT = 200;
  private static final byte[] EASY_INSTALL = "easy_install".getBytes(ISO_8859_1);
  private static final byte[] SHIFTS = shifts();
  // systemd.service(5), "Command lines": ExecStart=-/usr/bin/x
  private static final Pattern EXEC =
      Pattern.compile(
          "\\s*Exec(?:Start(?:Pre|Post)?|Stop(?:Post)?|Reload|Condition)\\s*=\\s*[-@:+!|]*(.*)",
          Pattern.DOTALL);
  // crontab(5): five fields or @reboot.
  private static final Pattern TIMES =
      Pattern.compile("\\s*(?:@\\w+|(?:[-*/,0-9A-Za-z]+[ \t]+){4}[-*/,0-9A-Za-z]+)[ \t]+(.*)");
  // Of apt.conf, udev, desktop files, supervisord and upstart.
  private static final Pattern HOOK =
      Pattern.compile(
          "(?i).*(?:(?:Pre|Post)-(?:Invoke|Install-Pkgs)\\S*\\s*(?:\\{\\s*)?|RUN(?:\\{\\w+\\})?\\s*\\+?=\\s*|PROGRAM\\s*=+\\s*)\"([^\"]*)\".*"
              + "|(?i)\\s*(?:Exec|TryExec|command)\\s*=\\s*(.*)|\\s*exec\\s+(.*)|(?i)(?:pre|post)-invoke=(.*)|\\s*\"([^\"]*)\";\\s*|[^:#]*:[^:]*:(?:once|wait|respawn|boot):(.*)");
  private static final Pattern RECIPE_PREFIX = Pattern.compile("[@+-]+\\s*");

  private final String path;
  private final CallKind kind;
  private final byte[] content;
  private final List<PipCall> calls = new ArrayList<>();
  private final Set<Integer> told = new HashSet<>();
  private int[] lineStarts = {};

  private CallScan(String path, CallKind kind, byte[] content) {
    this.path = path;
    this.kind = kind;
    this.content = content;
  }

  /** The calls of a file, owners not known yet. */
  static List<PipCall> of(String path, ScriptKind script, byte[] content) {
    if (Tooling.isPipItself(path) || !mentions(content)) {
      return List.of();
    }
    CallScan scan = new CallScan(path, script.kind(), content);
    scan.scan(script.language());
    return scan.calls;
  }

  /** Whether pip is mentioned at all, as a word that may be its name. */
  static boolean mentions(byte[] content) {
    // Of three letters in a row one is at an index that three divides with remainder two.
    int length = content.length;
    for (int i = 2; i < length; i += 3) {
      byte c = content[i];
      if (c == 'i') {
        if (isPip(content, i - 1)) {
          return true;
        }
      } else if (c == 'p' && (isPip(content, i) || isPip(content, i - 2))) {
        return true;
      }
    }
    return mentionsEasyInstall(content);
  }

  private static boolean isPip(byte[] content, int at) {
    return at >= 0
        && at + 2 < content.length
        && content[at] == 'p'
        && content[at + 1] == 'i'
        && content[at + 2] == 'p'
        && (at == 0 || !isLetter(content[at - 1]))
        && (at + 3 == content.length || !isLetter(content[at + 3]));
  }

  private static boolean isLetter(byte c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  // Boyer, Moore and Horspool: most bytes are never looked at.
  private static boolean mentionsEasyInstall(byte[] content) {
    int last = EASY_INSTALL.length - 1;
    int at = last;
    while (at < content.length) {
      int back = 0;
      while (back <= last && content[at - back] == EASY_INSTALL[last - back]) {
        back++;
      }
      if (back > last) {
        return true;
      }
      at += SHIFTS[content[at] & 0xff];
    }
    return false;
  }

  private static byte[] shifts() {
    byte[] shifts = new byte[256];
    java.util.Arrays.fill(shifts, (byte) EASY_INSTALL.length);
    for (int i = 0; i < EASY_INSTALL.length - 1; i++) {
      shifts[EASY_INSTALL[i]] = (byte) (EASY_INSTALL.length - 1 - i);
    }
    return shifts;
  }

  private void scan(ScriptKind.Language language) {
    switch (language) {
      case PYTHON -> PythonCalls.scan(content, this::take);
      case SHELL -> shell();
      case UNIT -> logicalLines('\\', this::unitLine);
      case CRONTAB -> logicalLines('\0', (text, line) -> cronLine(text, line, true));
      case USER_CRONTAB -> logicalLines('\0', (text, line) -> cronLine(text, line, false));
      case MAKEFILE -> makefile();
      case HOOK -> logicalLines('\\', this::hookLine);
    }
  }

  private void shell() {
    // A maintainer script may be in Python.
    String text = new String(content, ISO_8859_1);
    if (text.startsWith("#!") && text.split("\n", 2)[0].contains("python")) {
      PythonCalls.scan(content, this::take);
    } else {
      ShellCalls.scan(text, 1, this::take);
    }
  }

  /** Takes a line and its number. */
  private interface LineVisitor {
    void line(String text, int line);
  }

  private void logicalLines(char continuation, LineVisitor visitor) {
    String[] rows = new String(content, ISO_8859_1).split("\n", -1);
    for (int i = 0; i < rows.length; i++) {
      int first = i;
      StringBuilder row = new StringBuilder(rows[i]);
      while (row.length() > 0
          && row.charAt(row.length() - 1) == continuation
          && i + 1 < rows.length) {
        row.setCharAt(row.length() - 1, ' ');
        row.append(rows[++i]);
      }
      String text = row.toString();
      if (!text.isBlank()
          && !text.stripLeading().startsWith("#")
          && !text.stripLeading().startsWith(";")) {
        visitor.line(text, first + 1);
      }
    }
  }

  private void unitLine(String text, int line) {
    Matcher exec = EXEC.matcher(text);
    if (exec.matches()) {
      // $$ is a dollar sign, %% a per cent sign.
      ShellCalls.scan(exec.group(1).replace("$$", "$").replace("\n", " "), line, this::onLine);
    }
  }

  private void onLine(PipCommand command, String how, int line) {
    take(command, how, line);
  }

  private void cronLine(String text, int line, boolean hasUser) {
    Matcher times = TIMES.matcher(text);
    if (!times.matches()) {
      return;
    }
    String command = times.group(1);
    if (hasUser) {
      String[] parts = command.split("[ \t]+", 2);
      command = parts.length == 2 ? parts[1] : "";
    }
    // crontab(5): a per cent sign ends the command.
    ShellCalls.scan(command.replaceFirst("(?<!\\\\)%.*", ""), line, this::take);
  }

  private void hookLine(String text, int line) {
    Matcher hook = HOOK.matcher(text);
    if (!hook.matches()) {
      return;
    }
    for (int group = 1; group <= hook.groupCount(); group++) {
      if (hook.group(group) != null) {
        ShellCalls.scan(hook.group(group), line, this::take);
      }
    }
  }

  // Recipes are the lines that begin with a tab; one that ends with a backslash goes on. What
  // stands
  // behind the colon's semicolon is a recipe too.
  private void makefile() {
    String[] rows = new String(content, ISO_8859_1).split("\n", -1);
    StringBuilder script = new StringBuilder();
    boolean continued = false;
    for (String row : rows) {
      boolean isRecipe = row.startsWith("\t") || (continued && script.length() > 0);
      if (isRecipe) {
        String command = row.strip();
        script.append(continued ? command : RECIPE_PREFIX.matcher(command).replaceFirst(""));
      } else if (isAssignment(row)) {
        // PIP = pip3 is no command, but tells what $(PIP) is.
        script.append(assignment(row));
      }
      script.append('\n');
      continued = row.endsWith("\\") && isRecipe;
    }
    ShellCalls.scan(script.toString().replace("$$", "$"), 1, this::take);
  }

  private static boolean isAssignment(String row) {
    return row.matches("[A-Za-z_][A-Za-z0-9_]*\\s*[:?+]?=.*") && !row.contains("$(shell");
  }

  private static String assignment(String row) {
    int equals = row.indexOf('=');
    String name = row.substring(0, equals).replaceAll("[\\s:?+]+$", "");
    String value = row.substring(equals + 1).strip();
    return value.matches("[\\w./ -]*") ? name + "='" + value + "'" : "";
  }

  private void take(PipCommand command, String how, int line) {
    if (told.add(line)) {
      calls.add(
          new PipCall(
              path, line, kind, how, command.tool(), command.action(), text(line), "", false));
    }
  }

  private String text(int line) {
    if (lineStarts.length == 0) {
      lineStarts = starts();
    }
    if (line < 1 || line > lineStarts.length) {
      return "";
    }
    int from = lineStarts[line - 1];
    int to = line < lineStarts.length ? lineStarts[line] - 1 : content.length;
    String text = RawName.decode(content, from, Math.max(from, to)).strip();
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
  }

  private int[] starts() {
    int count = 1;
    for (byte c : content) {
      count += c == '\n' ? 1 : 0;
    }
    int[] starts = new int[count];
    int next = 1;
    for (int i = 0; i < content.length; i++) {
      if (content[i] == '\n') {
        starts[next++] = i + 1;
      }
    }
    return starts;
  }
}
