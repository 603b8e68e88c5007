package org.debwright.cli;

import java.util.List;
import java.util.Locale;
import org.debwright.lock.LockDiff.Change;
import org.debwright.lock.LockDiff.Kind;
import tools.jackson.core.JsonGenerator;

/** Differences between two locks, for reading and as JSON. */
final class LockDiffText {
  private LockDiffText() {}

  /** A line a difference, and the count of releases at the end. */
  static String of(List<Change> changes) {
    if (changes.isEmpty()) {
      return "no difference\n";
    }
    StringBuilder text = new StringBuilder();
    changes.forEach(change -> text.append(line(change)).append('\n'));
    long releases = changes.stream().filter(c -> c.kind() == Kind.RELEASE).count();
    return text.append(releases)
        .append(releases == 1 ? " release differs, " : " releases differ, ")
        .append(changes.size())
        .append(changes.size() == 1 ? " difference\n" : " differences\n")
        .toString();
  }

  /** One difference: {@code + beta 1.1}, {@code - gamma 3.0}, {@code ~ alpha 1.0 -> 1.1}. */
  static String line(Change change) {
    String subject = prefix(change.kind()) + change.subject();
    if (change.before().isEmpty()) {
      return "+ " + subject + " " + change.after();
    }
    return change.after().isEmpty()
        ? "- " + subject + " " + change.before()
        : "~ " + subject + " " + change.before() + " -> " + change.after();
  }

  private static String prefix(Kind kind) {
    return switch (kind) {
      case RELEASE -> "";
      case TARGET -> "target: ";
      case FILES -> "files of ";
      case ENTRY -> "entry of ";
      case SUPPLIED -> "suite: ";
      case BUILD -> "built with, ";
      case ARCHIVE -> "archive: ";
    };
  }

  static void write(JsonGenerator json, List<Change> changes) {
    json.writeArrayPropertyStart("changes");
    for (Change change : changes) {
      json.writeStartObject();
      json.writeStringProperty("kind", change.kind().name().toLowerCase(Locale.ROOT));
      json.writeStringProperty("subject", change.subject());
      json.writeStringProperty("before", change.before());
      json.writeStringProperty("after", change.after());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
