package org.debwright.transition.imports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.debwright.transition.imports.ImportSite.Urgency;

/** How much depends on an import, by the blocks that it stands in. */
final class ImportUrgency {
  private static final int TAB = 8;

  private final String[] lines;

  ImportUrgency(byte[] source) {
    this.lines = new String(source, ISO_8859_1).split("\n", -1);
  }

  /** Of the statement that begins at a line. */
  Urgency of(int line) {
    int indent = indent(lines[line - 1]);
    boolean isLazy = false;
    for (int i = line - 2; i >= 0 && indent > 0; i--) {
      String text = lines[i].strip();
      if (text.isEmpty() || text.startsWith("#") || indent(lines[i]) >= indent) {
        continue;
      }
      indent = indent(lines[i]);
      if (isOptional(text)) {
        return Urgency.OPTIONAL;
      }
      isLazy |= text.startsWith("def ") || text.startsWith("async def ");
    }
    return isLazy
        ? Urgency.LAZY
        : isOptional(lines[line - 1].strip()) ? Urgency.OPTIONAL : Urgency.REQUIRED;
  }

  // Also `try: import x`, and what an `except` or an `else` imports instead.
  private static boolean isOptional(String text) {
    return text.startsWith("try:")
        || text.startsWith("except")
        || text.startsWith("if ")
        || text.startsWith("elif ")
        || text.startsWith("else:")
        || text.startsWith("with suppress(")
        || text.startsWith("with contextlib.suppress(");
  }

  private static int indent(String line) {
    int indent = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == ' ') {
        indent++;
      } else if (c == '\t') {
        indent += TAB - indent % TAB;
      } else {
        break;
      }
    }
    return indent;
  }
}
