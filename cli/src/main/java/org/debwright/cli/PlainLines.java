package org.debwright.cli;

import java.io.PrintStream;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter;
import org.debwright.diagnostic.Severity;

/** Progress in a log: a line when a piece of work begins, none while it runs. Thread-safe. */
final class PlainLines implements Reporter {
  /** How much is said. */
  enum Loudness {
    /** Warnings only. */
    QUIET,
    /** Warnings, notes and what begins. */
    USUAL,
    /** Each thing worked on, too. */
    VERBOSE
  }

  private final PrintStream err;
  private final DiagnosticText text;
  private final Loudness loudness;

  PlainLines(PrintStream err, Loudness loudness) {
    this.err = err;
    this.text = new DiagnosticText(false);
    this.loudness = loudness;
  }

  @Override
  public synchronized void report(Diagnostic diagnostic) {
    if (loudness != Loudness.QUIET || diagnostic.severity() != Severity.NOTE) {
      err.print(text.render(diagnostic));
    }
  }

  @Override
  public Progress begin(String label, long total, Unit unit) {
    if (loudness != Loudness.QUIET) {
      say(total > 0 && unit == Unit.ITEMS ? label + " (" + total + ")" : label);
    }
    return new Progress() {
      @Override
      public void advance(long amount) {}

      @Override
      public void item(String name) {
        if (loudness == Loudness.VERBOSE) {
          say("  " + name);
        }
      }

      @Override
      public void close() {}
    };
  }

  private synchronized void say(String line) {
    err.println(line);
  }
}
