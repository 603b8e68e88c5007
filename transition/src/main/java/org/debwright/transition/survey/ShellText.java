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
  private final int deep;
  private final Deque<Pending> pending = new ArrayDeque<>();
  // One entry for each `case` that is open; whether a pattern is expected.
  private final Deque<Boolean> cases = new ArrayDeque<>();
  private int at;
  private int line;
  private List<String> words = new ArrayList<>();
  private int commandLine;

  private ShellText(String text, int line, int deep, Visitor visitor) {
    this.text = text;
    this.line = line;
    this.deep = deep;
    this.visitor = visitor;
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
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ' ' || c == '\t' || c == '\r') {
        at++;
      } else if (c == '\n') {
        end();
        at++;
        line++;
        documents();
      } else if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
        at += 2;
        line++;
      } else if (c == '#') {
        skipComment();
      } else if (c == '<' || c == '>') {
        redirection();
      } else if (isOperator(c)) {
        operator(c);
      } else {
        takeWord();
      }
    }
    end();
  }

  private static boolean isOperator(char c) {
    return c == ';' || c == '&' || c == '|' || c == '(' || c == ')';
  }

  private void skipComment() {
    while (at < text.length() && text.charAt(at) != '\n') {
      at++;
    }
  }

  private void operator(char c) {
    if (c == '(' && words.size() == 1 && words.get(0).endsWith("=")) {
      skipArray();
      return;
    }
    if (c == '(' && at + 1 < text.length() && text.charAt(at + 1) == ')' && words.size() == 1) {
      // name() { … }: what is defined does not run here.
      words.clear();
      at += 2;
      return;
    }
    if (c == ')' && !cases.isEmpty() && Boolean.TRUE.equals(cases.peek())) {
      words.clear();
      cases.pop();
      cases.push(false);
    }
    if (c == '&' && at > 0 && text.charAt(at - 1) == '>') {
      at++;
      return;
    }
    end();
    boolean isDouble = at + 1 < text.length() && text.charAt(at + 1) == c;
    if (c == ';' && at + 1 < text.length() && isCaseEnd(text.charAt(at + 1)) && !cases.isEmpty()) {
      cases.pop();
      cases.push(true);
    }
    at += isDouble ? 2 : 1;
  }

  private static boolean isCaseEnd(char c) {
    return c == ';' || c == '&';
  }

  // NAME=( … ): words, not commands.
  private void skipArray() {
    at++;
    int open = 1;
    while (at < text.length() && open > 0) {
      char c = text.charAt(at);
      if (c == '\n') {
        line++;
        at++;
      } else if (c == '#') {
        skipComment();
      } else if (c == '(' || c == ')') {
        open += c == '(' ? 1 : -1;
        at++;
      } else if (isOperator(c) || c == ' ' || c == '\t' || c == '<' || c == '>') {
        at++;
      } else {
        word();
      }
    }
  }

  // [[ … ]]: no command in it, and parentheses that are no subshells.
  private void skipCondition() {
    int end = text.indexOf("]]", at);
    end = end < 0 ? text.length() : end + 2;
    line += newlines(text.substring(at, end));
    at = end;
  }

  private void redirection() {
    char c = text.charAt(at);
    if (at + 1 < text.length() && text.charAt(at + 1) == '(') {
      at++;
      substitution(at + 1, closing(at));
      return;
    }
    if (text.startsWith("<<<", at)) {
      at += 3;
      skipBlanks();
      word();
      return;
    }
    if (text.startsWith("<<", at)) {
      at += 2;
      boolean stripsTabs = at < text.length() && text.charAt(at) == '-';
      at += stripsTabs ? 1 : 0;
      skipBlanks();
      String delimiter = word();
      if (!delimiter.isEmpty()) {
        pending.add(new Pending(delimiter, stripsTabs, words));
      }
      return;
    }
    at++;
    while (at < text.length()
        && (text.charAt(at) == c || text.charAt(at) == '&' || text.charAt(at) == '|')) {
      at++;
    }
    skipBlanks();
    word();
  }

  private void skipBlanks() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  private void takeWord() {
    if (words.isEmpty()) {
      commandLine = line;
    }
    int from = at;
    String word = word();
    if (at == from) {
      at++;
      return;
    }
    // 2>file: the number belongs to the redirection.
    if (at < text.length()
        && (text.charAt(at) == '<' || text.charAt(at) == '>')
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
      int from = at;
      int firstLine = line;
      while (at < text.length()) {
        int end = text.indexOf('\n', at);
        end = end < 0 ? text.length() : end;
        String row = text.substring(at, end);
        int before = at;
        at = Math.min(text.length(), end + 1);
        line++;
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

  // One word, its quotes removed.
  private String word() {
    StringBuilder word = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\') {
        escape(word);
      } else if (c == '\'') {
        singleQuoted(word);
      } else if (c == '"') {
        doubleQuoted(word);
      } else if (c == '$') {
        expansion(word);
      } else if (c == '`') {
        backquoted(word);
      } else if (isOperator(c)
          || c == ' '
          || c == '\t'
          || c == '\n'
          || c == '\r'
          || c == '<'
          || c == '>') {
        break;
      } else {
        word.append(c);
        at++;
      }
    }
    return word.toString();
  }

  private void escape(StringBuilder word) {
    at++;
    if (at < text.length()) {
      if (text.charAt(at) == '\n') {
        line++;
      } else {
        word.append(text.charAt(at));
      }
      at++;
    }
  }

  private void singleQuoted(StringBuilder word) {
    int end = text.indexOf('\'', at + 1);
    end = end < 0 ? text.length() : end;
    String content = text.substring(at + 1, end);
    line += newlines(content);
    word.append(content);
    at = Math.min(text.length(), end + 1);
  }

  private void doubleQuoted(StringBuilder word) {
    at++;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return;
      } else if (c == '\\') {
        escape(word);
      } else if (c == '$') {
        expansion(word);
      } else if (c == '`') {
        backquoted(word);
      } else {
        line += c == '\n' ? 1 : 0;
        word.append(c);
        at++;
      }
    }
  }

  // $name, ${…}, $(…), $((…)), $'…'
  private void expansion(StringBuilder word) {
    char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    if (next == '(') {
      int end = closing(at + 1);
      String content = text.substring(at + 2, Math.min(end, text.length()));
      if (content.startsWith("(") || isVariable(content)) {
        // Arithmetic; or a variable of make.
        word.append(content.startsWith("(") ? String.valueOf(SUBSTITUTED) : "$(" + content + ")");
        line += newlines(content);
        at = Math.min(text.length(), end + 1);
      } else {
        word.append(SUBSTITUTED);
        substitution(at + 2, end);
      }
    } else if (next == '{') {
      int end = text.indexOf('}', at);
      end = end < 0 ? text.length() - 1 : end;
      String content = text.substring(at, end + 1);
      line += newlines(content);
      word.append(content);
      at = end + 1;
    } else {
      word.append('$');
      at++;
    }
  }

  // $(PIP) is a variable where make reads it; in a shell no command is spelled so.
  private static boolean isVariable(String content) {
    return !content.isEmpty()
        && content
            .chars()
            .allMatch(c -> (c >= 'A' && c <= 'Z') || c == '_' || (c >= '0' && c <= '9'));
  }

  private void substitution(int from, int end) {
    String content = text.substring(Math.min(from, text.length()), Math.min(end, text.length()));
    scan(content, line, deep + 1, visitor);
    line += newlines(content);
    at = Math.min(text.length(), end + 1);
  }

  private void backquoted(StringBuilder word) {
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != '`') {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    end = Math.min(end, text.length());
    word.append(SUBSTITUTED);
    substitution(at + 1, end);
  }

  // Where the parenthesis at `open` is closed, quotes and comments in it passed over.
  private int closing(int open) {
    int depth = 0;
    int i = open;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '\'') {
        int end = text.indexOf('\'', i + 1);
        i = end < 0 ? text.length() : end;
      } else if (c == '"') {
        i = endOfDoubleQuoted(i);
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && --depth == 0) {
        return i;
      }
      i++;
    }
    return text.length();
  }

  private int endOfDoubleQuoted(int open) {
    int i = open + 1;
    while (i < text.length() && text.charAt(i) != '"') {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(i, text.length());
  }

  private static int newlines(String content) {
    int count = 0;
    for (int i = 0; i < content.length(); i++) {
      count += content.charAt(i) == '\n' ? 1 : 0;
    }
    return count;
  }
}
