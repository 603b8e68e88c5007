package org.debwright.diagnostic;

/** How much a {@link Diagnostic} matters. */
public enum Severity {
  /** The run cannot go on. */
  ERROR,
  /** The run goes on, but the result may not be what was meant. */
  WARNING,
  /** Good to know. */
  NOTE
}
