package org.debwright.index;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter;

/** A reporter that keeps what it is told. */
final class Collecting implements Reporter {
  final List<Diagnostic> reported = Collections.synchronizedList(new ArrayList<>());

  @Override
  public void report(Diagnostic diagnostic) {
    reported.add(diagnostic);
  }

  @Override
  public Progress begin(String label, long total, Unit unit) {
    return SILENT.begin(label, total, unit);
  }

  List<String> codes() {
    return reported.stream().map(Diagnostic::code).toList();
  }
}
