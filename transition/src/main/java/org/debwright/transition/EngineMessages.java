package org.debwright.transition;

import java.util.ArrayList;
import java.util.List;
import org.debwright.diagnostic.Diagnostic;

/**
 * What the engine says on standard error: {@code error: }, {@code note: } and, behind an error,
 * lines with {@code why: } and {@code fix: }. Other lines come from programs that it runs.
 */
final class EngineMessages {
  private static final String CODE = "transition-refused";

  private EngineMessages() {}

  /** The messages; at least one error where the engine failed. */
  static List<Diagnostic> read(List<String> lines, boolean done) {
    List<Diagnostic> found = new ArrayList<>();
    StringBuilder others = new StringBuilder();
    for (String line : lines) {
      String text = line.strip();
      int last = found.size() - 1;
      if (text.startsWith("error: ")) {
        found.add(Diagnostic.error(CODE, after(text)));
      } else if (text.startsWith("note: ")) {
        found.add(Diagnostic.note("transition-note", after(text)));
      } else if (text.startsWith("why: ") && last >= 0) {
        found.set(last, found.get(last).because(after(text)));
      } else if (text.startsWith("fix: ") && last >= 0) {
        found.set(last, found.get(last).mend(after(text)));
      } else {
        others.append(others.isEmpty() ? "" : "; ").append(text);
      }
    }
    if (!others.isEmpty()) {
      found.add(
          done
              ? Diagnostic.note("transition-note", others.toString())
              : Diagnostic.error(CODE, "the engine did not come to its end")
                  .because(others.toString()));
    } else if (!done && found.isEmpty()) {
      found.add(Diagnostic.error(CODE, "the engine did not come to its end"));
    }
    return found;
  }

  private static String after(String text) {
    return text.substring(text.indexOf(' ') + 1);
  }
}
