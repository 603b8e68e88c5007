package org.debwright.cli;

import static org.debwright.transition.survey.RawName.printable;

import java.util.List;
import org.debwright.python.Pep440Version;
import org.debwright.transition.plan.PlannedDistribution;
import org.debwright.transition.plan.PlannedDistribution.Fate;
import org.debwright.transition.plan.Supply;
import org.debwright.transition.plan.TransitionPlan;
import tools.jackson.core.JsonGenerator;

/** A plan for reading and as JSON (docs/transition.md). */
final class TransitionPlanText {
  private TransitionPlanText() {}

  static String of(TransitionPlan plan) {
    StringBuilder text = new StringBuilder();
    for (Fate fate : Fate.values()) {
      Table table = new Table();
      for (PlannedDistribution each : plan.of(fate)) {
        table.row(
            each.distribution().project().toString(),
            printable(each.distribution().spelling()),
            "Python " + each.distribution().place().version(),
            each.supply().map(TransitionPlanText::supply).orElse(""),
            printable(String.join("; ", each.reasons())));
      }
      section(text, heading(fate), table.toString());
    }
    section(text, "Pins missing", lines(plan.unpinned()));
    section(text, "Commands that stay", lines(plan.kept()));
    section(text, "Steps", lines(plan.steps()));
    return text.append(summary(plan)).toString();
  }

  private static String heading(Fate fate) {
    return switch (fate) {
      case REPLACED -> "Replaced by a package";
      case FALLS_BACK -> "Falls back: imported as before, behind the packages";
      case STAYS -> "Stays: not touched";
      case BLOCKS -> "Blocks: would break";
    };
  }

  private static String supply(Supply supply) {
    return supply.label()
        + " ("
        + supply.version().map(version -> version + ", ").orElse("")
        + supply.source()
        + ")";
  }

  private static void section(StringBuilder text, String title, String rows) {
    if (!rows.isEmpty()) {
      text.append(title).append('\n').append(rows.indent(2)).append('\n');
    }
  }

  private static String lines(List<String> lines) {
    return lines.isEmpty() ? "" : printable(String.join("\n", lines)).replace("\\n", "\n") + "\n";
  }

  private static String summary(TransitionPlan plan) {
    return plan.of(Fate.REPLACED).size()
        + " replaced, "
        + plan.of(Fate.FALLS_BACK).size()
        + " fall back, "
        + plan.of(Fate.STAYS).size()
        + " stay, "
        + plan.of(Fate.BLOCKS).size()
        + " block; "
        + SurveyText.count(plan.steps().size(), "step")
        + "\n";
  }

  static void write(JsonGenerator json, TransitionPlan plan) {
    json.writeArrayPropertyStart("distributions");
    for (PlannedDistribution each : plan.distributions()) {
      json.writeStartObject();
      json.writeStringProperty("project", each.distribution().project().toString());
      json.writeStringProperty("version", printable(each.distribution().spelling()));
      json.writeStringProperty("place", printable(each.distribution().place().path()));
      json.writeStringProperty("fate", each.fate().toString());
      each.supply()
          .ifPresent(
              supply -> {
                json.writeStringProperty("package", supply.packageName().value());
                json.writeStringProperty("package_version", supply.packageVersion().toString());
                json.writeStringProperty(
                    "python_version", supply.version().map(Pep440Version::toString).orElse(""));
                json.writeStringProperty("source", supply.source().toString());
              });
      SurveyJson.strings(json, "reasons", each.reasons());
      json.writeEndObject();
    }
    json.writeEndArray();
    SurveyJson.strings(json, "unpinned", plan.unpinned());
    SurveyJson.strings(json, "kept_commands", plan.kept());
    json.writeArrayPropertyStart("steps");
    plan.steps().forEach(json::writeString);
    json.writeEndArray();
  }
}
