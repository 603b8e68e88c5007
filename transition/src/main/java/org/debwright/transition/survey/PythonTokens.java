package org.debwright.transition.survey;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Tokens of Python source, of Python 2 and 3 alike ("Lexical analysis" of both references), told
 * apart as far as finding imports and calls needs it. Never fails: what is no token is skipped, a
 * string that does not end stops at the line's end or the file's.
 *
 * <p>Bytes beyond ASCII count as letters, so that no encoding has to be known.
 */
final class PythonTokens {
  /** What a token is. */
  enum Kind {
    NAME,
    NUMBER,
    STRING,
    OPERATOR,
    NEWLINE,
    END
  }

  private static final byte OTHER = 0;
  private static final byte LETTER = 1;
  private static final byte DIGIT = 2;
  private static final byte BLANK = 3;
  private static final byte[] CLASSES = classes();

  private final byte[] source;
  private final int length;
  private int at;
  private int depth;
  private int line = 1;
  private Kind kind = Kind.NEWLINE;
  private int start;
  private int startLine = 1;
  private int contentStart;
  private int contentEnd;
  private boolean raw;

  PythonTokens(byte[] source) {
    this.source = source;
    this.length = source.length;
  }

  private static byte[] classes() {
    byte[] classes = new byte[256];
    for (int i = 0; i < classes.length; i++) {
      if ((i >= 'a' && i <= 'z') || (i >= 'A' && i <= 'Z') || i == '_' || i >= 0x80) {
        classes[i] = LETTER;
      } else if (i >= '0' && i <= '9') {
        classes[i] = DIGIT;
      } else if (i == ' ' || i == '\t' || i == '\f' || i == '\r') {
        classes[i] = BLANK;
      } else {
        classes[i] = OTHER;
      }
    }
    return classes;
  }

  /** Goes on to the next token. */
  Kind next() {
    while (at < length) {
      byte c = source[at];
      switch (CLASSES[c & 0xff]) {
        case BLANK -> at++;
        case LETTER -> {
          return nameOrString();
        }
        case DIGIT -> {
          return number();
        }
        default -> {
          if (c == '\n') {
            line++;
            at++;
            if (depth == 0 && kind != Kind.NEWLINE) {
              return simple(Kind.NEWLINE, at - 1, line - 1);
            }
          } else if (c == '#') {
            skipComment();
          } else if (c == '\\') {
            skipContinuation();
          } else if (c == '"' || c == '\'') {
            return string(at, at);
          } else {
            return operator(c);
          }
        }
      }
    }
    return simple(Kind.END, length, line);
  }

  private Kind simple(Kind found, int from, int onLine) {
    start = from;
    startLine = onLine;
    kind = found;
    return found;
  }

  private Kind operator(byte c) {
    if (c == '(' || c == '[' || c == '{') {
      depth++;
    } else if ((c == ')' || c == ']' || c == '}') && depth > 0) {
      depth--;
    }
    return simple(Kind.OPERATOR, at++, line);
  }

  private void skipComment() {
    while (at < length && source[at] != '\n') {
      at++;
    }
  }

  private void skipContinuation() {
    at++;
    if (at < length && source[at] == '\r') {
      at++;
    }
    if (at < length && source[at] == '\n') {
      at++;
      line++;
    }
  }

  private Kind number() {
    simple(Kind.NUMBER, at, line);
    while (at < length && (CLASSES[source[at] & 0xff] != OTHER || source[at] == '.')) {
      if (CLASSES[source[at] & 0xff] == BLANK) {
        break;
      }
      at++;
    }
    return kind;
  }

  private Kind nameOrString() {
    int from = at;
    while (at < length) {
      byte c = CLASSES[source[at] & 0xff];
      if (c != LETTER && c != DIGIT) {
        break;
      }
      at++;
    }
    // r"", bR'', Rb"", f"", t"", rf"": at most two letters of these before a quote.
    if (at < length && (source[at] == '"' || source[at] == '\'') && at - from <= 2) {
      return string(from, at);
    }
    return simple(Kind.NAME, from, line);
  }

  private Kind string(int from, int quoteAt) {
    simple(Kind.STRING, from, line);
    raw = false;
    for (int i = from; i < quoteAt; i++) {
      raw |= source[i] == 'r' || source[i] == 'R';
    }
    byte quote = source[quoteAt];
    boolean triple =
        quoteAt + 2 < length && source[quoteAt + 1] == quote && source[quoteAt + 2] == quote;
    contentStart = quoteAt + (triple ? 3 : 1);
    at = contentStart;
    while (at < length) {
      byte c = source[at];
      if (c == '\\') {
        at++;
        if (at < length && source[at] == '\n') {
          line++;
        }
      } else if (c == '\n') {
        if (!triple) {
          contentEnd = at;
          return kind;
        }
        line++;
      } else if (c == quote
          && (!triple || (at + 2 < length && source[at + 1] == quote && source[at + 2] == quote))) {
        contentEnd = at;
        at += triple ? 3 : 1;
        return kind;
      }
      at++;
    }
    at = length;
    contentEnd = length;
    return kind;
  }

  Kind kind() {
    return kind;
  }

  /** Where the token begins. */
  int start() {
    return start;
  }

  /** 1-based line where the token begins. */
  int line() {
    return startLine;
  }

  /** Whether it is this operator of one character. */
  boolean is(char operator) {
    return kind == Kind.OPERATOR && source[start] == operator;
  }

  /** Whether it is this word. */
  boolean is(String word) {
    if (kind != Kind.NAME || at - start != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (source[start + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The token as it stands there, byte by byte. */
  String text() {
    return new String(source, start, at - start, ISO_8859_1);
  }

  /** What a string holds, simple escapes resolved. */
  String value() {
    String content =
        new String(source, contentStart, Math.max(0, contentEnd - contentStart), ISO_8859_1);
    if (raw || content.indexOf('\\') < 0) {
      return content;
    }
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      if (c != '\\' || i + 1 == content.length()) {
        value.append(c);
        continue;
      }
      char escaped = content.charAt(++i);
      switch (escaped) {
        case 'n' -> value.append('\n');
        case 't' -> value.append('\t');
        case '\n' -> {}
        case '\\', '\'', '"' -> value.append(escaped);
        default -> value.append(c).append(escaped);
      }
    }
    return value.toString();
  }
}
