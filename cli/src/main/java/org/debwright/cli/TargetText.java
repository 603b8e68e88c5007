package org.debwright.cli;

import org.debwright.target.Target;
import tools.jackson.core.JsonGenerator;

/** A target in words. */
final class TargetText {
  private TargetText() {}

  static String of(Target target) {
    return target.suite() + "/" + target.architecture() + ", Python " + target.python().version();
  }

  static void write(JsonGenerator json, Target target) {
    json.writeObjectPropertyStart("target");
    json.writeStringProperty("suite", target.suite().toString());
    json.writeStringProperty("architecture", target.architecture().toString());
    json.writeStringProperty("python", target.python().version().toString());
    json.writeEndObject();
  }
}
