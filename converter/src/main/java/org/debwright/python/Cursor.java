package org.debwright.python;

import java.util.Optional;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/** A place in a text that a descent parser has reached, and how it complains there. */
final class Cursor {
  private final SourceText source;
  private final String text;
  private final String code;
  private final String noun;
  private int position;

  /**
   * At the text's beginning.
   *
   * @param code of the diagnostics
   * @param noun what the text should be, for example {@code a requirement}
   */
  Cursor(SourceText source, String code, String noun) {
    this.source = source;
    this.text = source.text();
    this.code = code;
    this.noun = noun;
  }

  int position() {
    return position;
  }

  boolean isAtEnd() {
    return position == text.length();
  }

  /** The character here, NUL at the end. */
  char peek() {
    return isAtEnd() ? '\0' : text.charAt(position);
  }

  boolean isAt(String expected) {
    return text.startsWith(expected, position);
  }

  /** Steps over {@code expected} if it stands here. */
  boolean take(String expected) {
    if (!isAt(expected)) {
      return false;
    }
    position += expected.length();
    return true;
  }

  /** Steps over {@code word} if it stands here and no further word character follows. */
  boolean takeWord(String word) {
    int end = position + word.length();
    if (!isAt(word) || (end < text.length() && isWordCharacter(text.charAt(end)))) {
      return false;
    }
    position = end;
    return true;
  }

  /** Steps over the comparison operator that stands here, if any. */
  Optional<Specifier.Operator> operator() {
    Optional<Specifier.Operator> operator = Specifier.Operator.at(text, position);
    operator.ifPresent(found -> position += found.symbol().length());
    return operator;
  }

  /** Steps over blanks and tabs; whether there were any. */
  boolean skipBlanks() {
    return !takeWhile(c -> c == ' ' || c == '\t').isEmpty();
  }

  /** Steps over all characters here that {@code wanted} accepts and returns them. */
  String takeWhile(CharacterClass wanted) {
    int start = position;
    while (position < text.length() && wanted.has(text.charAt(position))) {
      position++;
    }
    return text.substring(start, position);
  }

  /** Goes to a place it has already been at. */
  void returnTo(int earlier) {
    position = earlier;
  }

  /** The text between two places. */
  String between(int from, int to) {
    return text.substring(from, to);
  }

  /** A refusal that underlines from {@code from} to here, at least one character. */
  DebwrightException wrong(int from, String why) {
    return Diagnostic.error(code, "`" + Credentials.masked(text) + "` is not " + noun)
        .because(why)
        .at(source.at(from, position))
        .toException();
  }

  /** A refusal of what stands here. */
  DebwrightException wrongHere(String why) {
    return wrong(position, why);
  }

  private static boolean isWordCharacter(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  /** A set of characters. */
  interface CharacterClass {
    boolean has(char c);
  }
}
