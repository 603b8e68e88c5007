package org.debwright.python;

import java.util.ArrayList;
import java.util.List;
import org.debwright.diagnostic.Diagnostic;

/**
 * Splits the options of a line into words as a POSIX shell would (Python's {@code shlex.split}).
 */
final class OptionWords {
  private final SourceText source;
  private final String text;
  private int at;

  private OptionWords(SourceText source) {
    this.source = source;
    this.text = source.text();
  }

  /**
   * A word, unquoted.
   *
   * @param from where it begins in the source
   * @param to where it ends there
   */
  record Word(String text, int from, int to) {}

  /** All words of a text. Throws DebwrightException where a quote does not end. */
  static List<Word> of(SourceText source) {
    return new OptionWords(source).words();
  }

  private List<Word> words() {
    List<Word> words = new ArrayList<>();
    while (at < text.length()) {
      if (isBlank()) {
        at++;
      } else {
        words.add(word());
      }
    }
    return words;
  }

  private Word word() {
    int start = at;
    StringBuilder word = new StringBuilder();
    while (at < text.length() && !isBlank()) {
      char c = text.charAt(at++);
      if (c == '"' || c == '\'') {
        quoted(word, c);
      } else if (c == '\\' && at < text.length()) {
        word.append(text.charAt(at++));
      } else {
        word.append(c);
      }
    }
    return new Word(word.toString(), start, at);
  }

  private void quoted(StringBuilder word, char quote) {
    int start = at - 1;
    for (; at < text.length() && text.charAt(at) != quote; at++) {
      boolean escape = quote == '"' && text.charAt(at) == '\\' && at + 1 < text.length();
      if (escape && (text.charAt(at + 1) == '"' || text.charAt(at + 1) == '\\')) {
        at++;
      }
      word.append(text.charAt(at));
    }
    if (at == text.length()) {
      throw Diagnostic.error("requirements-option-invalid", "this quoted value does not end")
          .at(source.at(start, at))
          .toException();
    }
    at++;
  }

  private boolean isBlank() {
    char c = text.charAt(at);
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }
}
