package org.debwright.transition.survey;

/**
 * Reads words of the shell's language, where it stands in a text: quotes, escapes, expansions and
 * substituted commands. Never fails.
 */
final class ShellWords {
  /** Takes a command that is substituted, and the line it begins at. */
  interface Substitution {
    void command(String text, int line);
  }

  private final String text;
  private final Substitution substituted;
  // Where it stands; the words between are another's business.
  int at;
  int line;

  ShellWords(String text, int line, Substitution substituted) {
    this.text = text;
    this.line = line;
    this.substituted = substituted;
  }

  static boolean isOperator(char c) {
    return c == ';' || c == '&' || c == '|' || c == '(' || c == ')';
  }

  void skipBlanks() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  /** One word, its quotes removed. */
  String word() {
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
        word.append(
            content.startsWith("(") ? String.valueOf(ShellText.SUBSTITUTED) : "$(" + content + ")");
        line += newlines(content);
        at = Math.min(text.length(), end + 1);
      } else {
        word.append(ShellText.SUBSTITUTED);
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

  /** Tells of the command between two places, and stands behind it. */
  void substitution(int from, int end) {
    String content = text.substring(Math.min(from, text.length()), Math.min(end, text.length()));
    substituted.command(content, line);
    line += newlines(content);
    at = Math.min(text.length(), end + 1);
  }

  private void backquoted(StringBuilder word) {
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != '`') {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    end = Math.min(end, text.length());
    word.append(ShellText.SUBSTITUTED);
    substitution(at + 1, end);
  }

  /** Where the parenthesis at {@code open} is closed, quotes in it passed over. */
  int closing(int open) {
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

  static int newlines(String content) {
    int count = 0;
    for (int i = 0; i < content.length(); i++) {
      count += content.charAt(i) == '\n' ? 1 : 0;
    }
    return count;
  }
}
