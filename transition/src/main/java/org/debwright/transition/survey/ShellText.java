package org.debwright.transition.survey;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The simple commands of a text in the shell's language (POSIX, "Shell Command Language", and what
 * bash adds to it), told apart as far as finding commands by name needs it. Never fails.
 * Substituted commands are found too; where one stands in a word, the word has {@link
 * #SUBSTITUTED}.
 */
final class ShellText {
  /** Stands for the output of a command. */
  static final char SUBSTITUTED = '\u0001';

  private static final int DEEPEST = 40;

  /** Takes what was found. */
  interface Visitor {
    /**
     * A simple command.
     *
     * @param words quotes removed, variables as written
     * @param line of the first word, 1-based
     */
    void command(List<String> words, int line);

    /**
     * A here-document.
     *
     * @param words of the command that reads it
     * @param line of its first line
     */
    void document(List<String> words, String body, int line);
  }

  private record Pending(String delimiter, boolean stripsTabs, List<String> words) {}

  private final String text;
  private final Visitor visitor;
  private final ShellWords in;
  private final Deque<Pending> pending = new ArrayDeque<>();
  // One entry for each `case` that is open; whether a pattern is expected.
  private final Deque<Boolean> cases = new ArrayDeque<>();
  private List<String> words = new ArrayList<>();
  private int commandLine;

  private ShellText(String text, int line, int deep, Visitor visitor) {
    this.text = text;
    this.visitor = visitor;
    this.in = new ShellWords(text, line, (inner, first) -> scan(inner, first, deep + 1, visitor));
  }

  /**
   * Finds the commands of a text.
   *
   * @param line that it begins at
   */
  static void scan(String text, int line, Visitor visitor) {
    scan(text, line, 0, visitor);
  }

  private static void scan(String text, int line, int deep, Visitor visitor) {
    if (deep <= DEEPEST) {
      new ShellText(text, line, deep, visitor).commands();
    }
  }

  private void commands() {
    while (in.at < text.length()) {
      char c = text.charAt(in.at);
      if (c == ' ' || c == '\t' || c == '\r') {
        in.at++;
      } else if (c == '\n') {
        end();
        in.at++;
        in.line++;
        documents();
      } else if (c == '\\' && in.at + 1 < text.length() && text.charAt(in.at + 1) == '\n') {
        in.at += 2;
        in.line++;
      } else if (c == '#') {
        skipComment();
      } else if (c == '<' || c == '>') {
        redirection();
      } else if (ShellWords.isOperator(c)) {
        operator(c);
      } else {
        takeWord();
      }
    }
    end();
  }

  private void skipComment() {
    while (in.at < text.length() && text.charAt(in.at) != '\n') {
      in.at++;
    }
  }

  private void operator(char c) {
    if (c == '(' && words.size() == 1 && words.get(0).endsWith("=")) {
      skipArray();
      return;
    }
    if (c == '('
        && in.at + 1 < text.length()
        && text.charAt(in.at + 1) == ')'
        && words.size() == 1) {
      // name() { … }: what is defined does not run here.
      words.clear();
      in.at += 2;
      return;
    }
    if (c == ')' && !cases.isEmpty() && Boolean.TRUE.equals(cases.peek())) {
      words.clear();
      cases.pop();
      cases.push(false);
    }
    if (c == '&' && in.at > 0 && text.charAt(in.at - 1) == '>') {
      in.at++;
      return;
    }
    end();
    boolean isDouble = in.at + 1 < text.length() && text.charAt(in.at + 1) == c;
    if (c == ';'
        && in.at + 1 < text.length()
        && isCaseEnd(text.charAt(in.at + 1))
        && !cases.isEmpty()) {
      cases.pop();
      cases.push(true);
    }
    in.at += isDouble ? 2 : 1;
  }

  private static boolean isCaseEnd(char c) {
    return c == ';' || c == '&';
  }

  // NAME=( … ): words, not commands.
  private void skipArray() {
    in.at++;
    int open = 1;
    while (in.at < text.length() && open > 0) {
      char c = text.charAt(in.at);
      if (c == '\n') {
        in.line++;
        in.at++;
      } else if (c == '#') {
        skipComment();
      } else if (c == '(' || c == ')') {
        open += c == '(' ? 1 : -1;
        in.at++;
      } else if (ShellWords.isOperator(c) || c == ' ' || c == '\t' || c == '<' || c == '>') {
        in.at++;
      } else {
        in.word();
      }
    }
  }

  // [[ … ]]: no command in it, and parentheses that are no subshells.
  private void skipCondition() {
    int end = text.indexOf("]]", in.at);
    end = end < 0 ? text.length() : end + 2;
    in.line += ShellWords.newlines(text.substring(in.at, end));
    in.at = end;
  }

  private void redirection() {
    char c = text.charAt(in.at);
    if (in.at + 1 < text.length() && text.charAt(in.at + 1) == '(') {
      in.at++;
      in.substitution(in.at + 1, in.closing(in.at));
      return;
    }
    if (text.startsWith("<<<", in.at)) {
      in.at += 3;
      in.skipBlanks();
      in.word();
      return;
    }
    if (text.startsWith("<<", in.at)) {
      in.at += 2;
      boolean stripsTabs = in.at < text.length() && text.charAt(in.at) == '-';
      in.at += stripsTabs ? 1 : 0;
      in.skipBlanks();
      String delimiter = in.word();
      if (!delimiter.isEmpty()) {
        pending.add(new Pending(delimiter, stripsTabs, words));
      }
      return;
    }
    in.at++;
    while (in.at < text.length()
        && (text.charAt(in.at) == c || text.charAt(in.at) == '&' || text.charAt(in.at) == '|')) {
      in.at++;
    }
    in.skipBlanks();
    in.word();
  }

  private void takeWord() {
    if (words.isEmpty()) {
      commandLine = in.line;
    }
    int from = in.at;
    String word = in.word();
    if (in.at == from) {
      in.at++;
      return;
    }
    // 2>file: the number belongs to the redirection.
    if (in.at < text.length()
        && (text.charAt(in.at) == '<' || text.charAt(in.at) == '>')
        && word.chars().allMatch(Character::isDigit)) {
      return;
    }
    if (words.isEmpty() && isReserved(word)) {
      return;
    }
    if (words.isEmpty() && word.equals("[[")) {
      skipCondition();
      return;
    }
    if (!words.isEmpty() && words.get(0).equals("case") && word.equals("in")) {
      words = new ArrayList<>();
      cases.push(true);
      return;
    }
    if (words.isEmpty() && word.equals("esac") && !cases.isEmpty()) {
      cases.pop();
      return;
    }
    words.add(word);
  }

  private static boolean isReserved(String word) {
    return switch (word) {
      case "if",
          "then",
          "elif",
          "else",
          "while",
          "until",
          "do",
          "!",
          "{",
          "}",
          "time",
          "fi",
          "done" ->
          true;
      default -> false;
    };
  }

  private void end() {
    if (!words.isEmpty()) {
      boolean isPattern = !cases.isEmpty() && Boolean.TRUE.equals(cases.peek());
      String first = words.get(0);
      if (!isPattern
          && !first.equals("for")
          && !first.equals("select")
          && !first.equals("case")
          && !first.equals("function")) {
        visitor.command(words, commandLine);
      }
      words = new ArrayList<>();
    }
  }

  private void documents() {
    while (!pending.isEmpty()) {
      Pending document = pending.poll();
      int from = in.at;
      int firstLine = in.line;
      while (in.at < text.length()) {
        int end = text.indexOf('\n', in.at);
        end = end < 0 ? text.length() : end;
        String row = text.substring(in.at, end);
        int before = in.at;
        in.at = Math.min(text.length(), end + 1);
        in.line++;
        String bare = document.stripsTabs() ? row.replaceFirst("^\t+", "") : row;
        if (bare.replace("\r", "").equals(document.delimiter())) {
          visitor.document(document.words(), text.substring(from, before), firstLine);
          from = -1;
          break;
        }
      }
      if (from >= 0) {
        visitor.document(
            document.words(), text.substring(Math.min(from, text.length())), firstLine);
      }
    }
  }
}
