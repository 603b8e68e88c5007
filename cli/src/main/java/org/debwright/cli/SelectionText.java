package org.debwright.cli;

import org.debwright.job.Selection;
import org.debwright.resolve.Resolution.Pinned;
import tools.jackson.core.JsonGenerator;

/** A selection as JSON, the same for every command that prints one. */
final class SelectionText {
  private SelectionText() {}

  static void write(JsonGenerator json, Selection selection) {
    json.writeArrayPropertyStart("packages");
    for (Pinned pinned : selection.resolution().pinned()) {
      json.writeStartObject();
      json.writeStringProperty("project", pinned.project().toString());
      json.writeStringProperty("version", pinned.version().toString());
      json.writeStringProperty("file", pinned.distribution().filename().filename());
      json.writeBooleanProperty("asked", pinned.asked());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
