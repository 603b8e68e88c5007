package org.debwright.manual;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of Python source, as far as reading calls with literal arguments needs them ("Lexical
 * analysis"). Wrong source gives odd tokens, never an error.
 */
final class PythonTokens {
  /** Kinds of tokens. */
  enum Kind {
    NAME,
    NUMBER,
    /** A literal whose value is known. */
    STRING,
    /** A formatted one. */
    FORMATTED,
    OPERATOR,
    /** The end of a logical line. */
    END
  }

  /**
   * A token.
   *
   * @param text a string's value, any other as written
   * @param column blanks before the logical line that it is in
   */
  record Token(Kind kind, String text, int column) {
    boolean is(String operator) {
      return kind == Kind.OPERATOR && text.equals(operator);
    }

    boolean isName(String name) {
      return kind == Kind.NAME && text.equals(name);
    }
  }

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int depth;
  private int column;
  private boolean atStart = true;

  private PythonTokens(String source) {
    this.source = source;
  }

  static List<Token> of(String source) {
    PythonTokens scanner = new PythonTokens(source);
    scanner.scan();
    return scanner.tokens;
  }

  private void scan() {
    while (at < source.length()) {
      if (atStart && depth == 0) {
        column = indentation();
        atStart = false;
      } else {
        token(source.charAt(at));
      }
    }
    add(Kind.END, "");
  }

  private int indentation() {
    int start = at;
    while (at < source.length() && (source.charAt(at) == ' ' || source.charAt(at) == '\t')) {
      at++;
    }
    return at - start;
  }

  private void token(char c) {
    if (c == '\n') {
      at++;
      if (depth == 0) {
        add(Kind.END, "");
        atStart = true;
      }
    } else if (c == '#') {
      while (at < source.length() && source.charAt(at) != '\n') {
        at++;
      }
    } else if (c == '\\') {
      at += source.startsWith("\\\r\n", at) ? 3 : 2;
    } else if (Character.isWhitespace(c)) {
      at++;
    } else if (c == '"' || c == '\'') {
      string("");
    } else if (Character.isUnicodeIdentifierStart(c) || c == '_') {
      word();
    } else if (Character.isDigit(c)) {
      add(Kind.NUMBER, run());
    } else {
      depth = Math.max(0, depth + ("([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0));
      add(Kind.OPERATOR, String.valueOf(c));
      at++;
    }
  }

  private void word() {
    String word = run();
    boolean quote = at < source.length() && "\"'".indexOf(source.charAt(at)) >= 0;
    if (quote && word.matches("(?i)[rbuft]{1,2}")) {
      string(word.toLowerCase(java.util.Locale.ROOT));
    } else {
      add(Kind.NAME, word);
    }
  }

  private String run() {
    int start = at;
    while (at < source.length()
        && (Character.isUnicodeIdentifierPart(source.charAt(at)) || source.charAt(at) == '_')) {
      at++;
    }
    at = Math.max(at, start + 1);
    return source.substring(start, at);
  }

  private void string(String prefix) {
    char quote = source.charAt(at);
    boolean triple = source.startsWith(String.valueOf(quote).repeat(3), at);
    String end = String.valueOf(quote).repeat(triple ? 3 : 1);
    at += end.length();
    StringBuilder value = new StringBuilder();
    while (at < source.length() && !source.startsWith(end, at)) {
      char c = source.charAt(at);
      if (c == '\n' && !triple) {
        break;
      }
      if (c == '\\' && at + 1 < source.length()) {
        value.append(prefix.contains("r") ? source.substring(at, at + 2) : escape());
        at += 2;
      } else {
        value.append(c);
        at++;
      }
    }
    at = Math.min(source.length(), at + end.length());
    boolean formatted = prefix.matches(".*[ft].*") && value.indexOf("{") >= 0;
    add(formatted ? Kind.FORMATTED : Kind.STRING, value.toString());
  }

  private String escape() {
    char c = source.charAt(at + 1);
    return switch (c) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case '\n' -> "";
      case '\\', '\'', '"' -> String.valueOf(c);
      default -> "\\" + c;
    };
  }

  private void add(Kind kind, String text) {
    tokens.add(new Token(kind, text, column));
  }
}
