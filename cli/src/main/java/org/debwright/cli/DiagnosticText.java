package org.debwright.cli;

import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;
import org.debwright.diagnostic.Severity;

/**
 * Renders a {@link Diagnostic} for reading: what, why, fix and the place with the line underlined.
 */
final class DiagnosticText {
  private static final String RESET = "\u001b[0m";
  private static final String BOLD_RED = "\u001b[1;31m";
  private static final String BOLD_YELLOW = "\u001b[1;33m";
  private static final String BOLD_CYAN = "\u001b[1;36m";
  private static final String BOLD_GREEN = "\u001b[1;32m";

  private final boolean colour;

  DiagnosticText(boolean colour) {
    this.colour = colour;
  }

  /** Lines, each ended by a line feed. */
  String render(Diagnostic diagnostic) {
    StringBuilder text = new StringBuilder();
    text.append(paint(colourOf(diagnostic.severity()), wordOf(diagnostic.severity()) + ":"));
    text.append(' ').append(printable(diagnostic.what())).append('\n');
    place(text, diagnostic.where());
    labelled(text, "why", BOLD_CYAN, diagnostic.why());
    labelled(text, "fix", BOLD_GREEN, Remedies.of(diagnostic));
    return text.toString();
  }

  private void labelled(StringBuilder text, String label, String colourCode, String value) {
    if (value.isEmpty()) {
      return;
    }
    String indented = printable(value.strip()).replace("\n", "\n       ");
    text.append("  ").append(paint(colourCode, label + ":")).append(' ');
    text.append(indented).append('\n');
  }

  private void place(StringBuilder text, Location where) {
    if (!where.isPresent()) {
      return;
    }
    text.append("  --> ").append(printable(where.toString())).append('\n');
    if (where.text().isEmpty()) {
      return;
    }
    String line = printable(where.text()).replace('\t', ' ');
    text.append("  | ").append(line).append('\n');
    if (where.column() > 0) {
      int length = Math.max(1, Math.min(where.length(), line.length() - where.column() + 1));
      text.append("  | ").append(" ".repeat(where.column() - 1));
      text.append("~".repeat(length - 1)).append("^\n");
    }
  }

  private String paint(String code, String word) {
    return colour ? code + word + RESET : word;
  }

  // What comes from outside must not steer the terminal.
  private static String printable(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      safe.append(steers(c) && c != '\n' && c != '\t' ? '?' : c);
    }
    return safe.toString();
  }

  // Also what begins a line or turns the direction of text (Unicode UAX #9, table 1).
  private static boolean steers(char c) {
    return Character.isISOControl(c)
        || c == '\u2028'
        || c == '\u2029'
        || (c >= '\u202a' && c <= '\u202e')
        || (c >= '\u2066' && c <= '\u2069');
  }

  private static String wordOf(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case NOTE -> "note";
    };
  }

  private static String colourOf(Severity severity) {
    return switch (severity) {
      case ERROR -> BOLD_RED;
      case WARNING -> BOLD_YELLOW;
      case NOTE -> BOLD_CYAN;
    };
  }
}
