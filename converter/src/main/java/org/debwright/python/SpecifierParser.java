package org.debwright.python;

import java.util.ArrayList;
import java.util.List;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/** Reads clauses out of a text and says where each wrong one stands. */
final class SpecifierParser {
  private final SourceText source;
  private final String text;

  SpecifierParser(SourceText source) {
    this.source = source;
    this.text = source.text();
  }

  /** {@code clause? (',' clause?)*}: as {@code packaging}, empty clauses are passed over. */
  List<Specifier> clauses() {
    List<Specifier> clauses = new ArrayList<>();
    List<Diagnostic> wrong = new ArrayList<>();
    for (int from = 0; from <= text.length(); ) {
      int comma = text.indexOf(',', from);
      int to = comma < 0 ? text.length() : comma;
      try {
        if (skipSpace(from, to) < to) {
          clauses.add(clause(from, to));
        }
      } catch (DebwrightException e) {
        wrong.addAll(e.diagnostics());
      }
      from = to + 1;
    }
    if (!wrong.isEmpty()) {
      throw new DebwrightException(wrong);
    }
    return clauses;
  }

  /**
   * {@code space* operator space* version space*}, which is all from {@code from} to {@code to}.
   */
  Specifier clause(int from, int to) {
    int start = skipSpace(from, to);
    int end = to;
    while (end > start && PythonText.isSpace(text.charAt(end - 1))) {
      end--;
    }
    Specifier.Operator operator =
        Specifier.Operator.at(text, start).orElseThrow(noOperator(start, end)::toException);
    int version = skipSpace(start + operator.symbol().length(), end);
    try {
      return Specifier.of(operator, text.substring(Math.min(version, end), end));
    } catch (DebwrightException e) {
      throw new DebwrightException(at(e.diagnostics(), start, end));
    }
  }

  private Diagnostic noOperator(int from, int to) {
    String clause = text.substring(from, to);
    Diagnostic wrong =
        Diagnostic.error("specifier-invalid", "`" + clause + "` is not a version specifier")
            .because("it must begin with one of `~=`, `==`, `!=`, `<=`, `>=`, `<`, `>`, `===`")
            .at(source.at(from, to));
    String version = clause.startsWith("=") ? PythonText.strip(clause.substring(1)) : clause;
    return VersionScanner.scan(version) == null ? wrong : wrong.mend("write `==" + version + "`");
  }

  private List<Diagnostic> at(List<Diagnostic> diagnostics, int from, int to) {
    return diagnostics.stream().map(diagnostic -> diagnostic.at(source.at(from, to))).toList();
  }

  private int skipSpace(int from, int to) {
    int position = from;
    while (position < to && PythonText.isSpace(text.charAt(position))) {
      position++;
    }
    return position;
  }
}
