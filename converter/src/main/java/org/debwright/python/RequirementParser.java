package org.debwright.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/** Reads a requirement; each method's comment is its rule of PEP 508's grammar. */
final class RequirementParser {
  private final Cursor cursor;
  private final SpecifierParser specifierParser;
  private final List<Diagnostic> wrong = new ArrayList<>();

  RequirementParser(SourceText source) {
    this.cursor = new Cursor(source, "requirement-invalid", "a requirement");
    this.specifierParser = new SpecifierParser(source);
  }

  /** {@code specification = wsp* name wsp* extras? wsp* (urlspec | versionspec) marker?}. */
  Requirement requirement() {
    try {
      Requirement requirement = specification();
      if (wrong.isEmpty()) {
        return requirement;
      }
    } catch (DebwrightException e) {
      wrong.addAll(e.diagnostics());
    }
    throw new DebwrightException(wrong);
  }

  private Requirement specification() {
    cursor.skipBlanks();
    ProjectName name = name("a project name is expected here");
    cursor.skipBlanks();
    SortedSet<ProjectName> extras = extras();
    cursor.skipBlanks();
    if (cursor.take("@")) {
      String url = url();
      Optional<Marker> marker = marker("`;` and a marker");
      return new Requirement(name, extras, SpecifierSet.ANY, Optional.of(url), marker);
    }
    SpecifierSet specifiers = specifiers();
    cursor.skipBlanks();
    Optional<Marker> marker = marker("a version specifier such as `>=1`, or `;` and a marker,");
    return new Requirement(name, extras, specifiers, Optional.empty(), marker);
  }

  /** {@code name = letterOrDigit ((letterOrDigit | [-_.])* letterOrDigit)?}. */
  private ProjectName name(String expected) {
    int start = cursor.position();
    String run = cursor.takeWhile(RequirementParser::isNameCharacter);
    int length = run.length();
    while (length > 0 && (run.charAt(length - 1) == '-' || run.charAt(length - 1) == '.')) {
      length--;
    }
    String name = run.substring(0, length);
    if (!ProjectName.isValid(name)) {
      throw run.isEmpty()
          ? cursor.wrongHere(expected)
          : cursor.wrong(start, "a name begins and ends with a letter or a digit (PEP 508)");
    }
    cursor.returnTo(start + length);
    return new ProjectName(name);
  }

  /** {@code extras = '[' wsp* (name (wsp* ',' wsp* name)*)? wsp* ']'}. */
  private SortedSet<ProjectName> extras() {
    SortedSet<ProjectName> extras = new TreeSet<>();
    int start = cursor.position();
    if (!cursor.take("[")) {
      return extras;
    }
    cursor.skipBlanks();
    if (cursor.take("]")) {
      return extras;
    }
    do {
      cursor.skipBlanks();
      extras.add(name("the name of an extra is expected here"));
      cursor.skipBlanks();
    } while (cursor.take(","));
    if (!cursor.take("]")) {
      throw isNameCharacter(cursor.peek())
          ? cursor.wrongHere("a comma is expected between two extras")
          : cursor.wrong(start, "this `[` has no matching `]`");
    }
    return extras;
  }

  /** {@code urlspec = '@' wsp* URI_reference}: everything up to the next blank. */
  private String url() {
    cursor.skipBlanks();
    String url = cursor.takeWhile(c -> c != ' ' && c != '\t');
    if (url.isEmpty()) {
      throw cursor.wrongHere("a URL is expected after `@`");
    }
    cursor.skipBlanks();
    return url;
  }

  /** {@code versionspec = '(' wsp* version_many? wsp* ')' | version_many?}. */
  private SpecifierSet specifiers() {
    int start = cursor.position();
    boolean parenthesised = cursor.take("(");
    cursor.skipBlanks();
    List<Specifier> clauses = clauses();
    cursor.skipBlanks();
    if (parenthesised && !cursor.take(")")) {
      throw cursor.wrong(start, "this `(` has no matching `)` after the version specifiers");
    }
    return SpecifierSet.of(clauses);
  }

  /** {@code version_many = version_one (wsp* ',' wsp* version_one)* (wsp* ',')?}. */
  private List<Specifier> clauses() {
    List<Specifier> clauses = new ArrayList<>();
    boolean more = true;
    while (more && Specifier.Operator.startsAt(cursor.peek())) {
      int start = cursor.position();
      skipClause();
      try {
        clauses.add(specifierParser.clause(start, cursor.position()));
      } catch (DebwrightException e) {
        wrong.addAll(e.diagnostics());
      }
      cursor.skipBlanks();
      more = cursor.take(",");
      cursor.skipBlanks();
    }
    return clauses;
  }

  /** {@code version_one = version_cmp wsp* version}; only its extent, right or wrong. */
  private void skipClause() {
    Optional<Specifier.Operator> operator = cursor.operator();
    if (operator.isEmpty()) {
      cursor.takeWhile(Specifier.Operator::startsAt);
    }
    cursor.takeWhile(PythonText::isSpace);
    boolean anything = operator.equals(Optional.of(Specifier.Operator.ARBITRARY));
    cursor.takeWhile(c -> anything ? c != ',' && !Specifier.isEnd(c) : isVersionCharacter(c));
  }

  /** {@code quoted_marker = ';' wsp* marker}. */
  private Optional<Marker> marker(String expected) {
    if (cursor.isAtEnd()) {
      return Optional.empty();
    }
    if (!cursor.take(";")) {
      throw cursor.wrongHere(expected + " is expected here");
    }
    Marker marker = new MarkerParser(cursor).marker();
    if (!cursor.isAtEnd()) {
      throw cursor.wrongHere("`and`, `or` or the end is expected here");
    }
    return Optional.of(marker);
  }

  private static boolean isNameCharacter(char c) {
    return isAlphanumeric(c) || c == '-' || c == '_' || c == '.';
  }

  private static boolean isVersionCharacter(char c) {
    return isNameCharacter(c) || c == '!' || c == '+' || c == '*';
  }

  private static boolean isAlphanumeric(char c) {
    return Digits.isDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
  }
}
