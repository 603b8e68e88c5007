package org.debwright.cli;

import static org.debwright.transition.survey.RawName.printable;

import java.util.Collection;
import org.debwright.transition.survey.InstalledDistribution;
import org.debwright.transition.survey.PipCall;
import org.debwright.transition.survey.Place;
import org.debwright.transition.survey.Survey;
import tools.jackson.core.JsonGenerator;

/** A survey as JSON; docs/transition.md tells the fields. Names of files are made printable. */
final class SurveyJson {
  private SurveyJson() {}

  static void write(JsonGenerator json, Survey survey) {
    json.writeStringProperty("root", survey.root().toString());
    interpreters(json, survey);
    places(json, survey);
    json.writeArrayPropertyStart("distributions");
    survey.distributions().forEach(each -> distribution(json, each));
    json.writeEndArray();
    shadows(json, survey);
    json.writeArrayPropertyStart("loose_files");
    survey
        .loose()
        .forEach(
            each -> {
              json.writeStartObject();
              json.writeStringProperty("path", printable(each.path()));
              json.writeStringProperty("kind", each.kind());
              json.writeNumberProperty("bytes", each.bytes());
              json.writeEndObject();
            });
    json.writeEndArray();
    pathEntries(json, survey);
    environments(json, survey);
    importers(json, survey);
    json.writeArrayPropertyStart("calls");
    survey.calls().forEach(each -> call(json, each));
    json.writeEndArray();
    strings(json, "unread", survey.unread());
  }

  private static void interpreters(JsonGenerator json, Survey survey) {
    json.writeArrayPropertyStart("interpreters");
    survey
        .interpreters()
        .forEach(
            each -> {
              json.writeStartObject();
              json.writeStringProperty("path", printable(each.path()));
              json.writeStringProperty("version", each.version().toString());
              json.writeStringProperty("full_version", each.fullVersion());
              json.writeStringProperty("package", each.owner().orElse(""));
              json.writeEndObject();
            });
    json.writeEndArray();
  }

  private static void places(JsonGenerator json, Survey survey) {
    json.writeArrayPropertyStart("places");
    survey
        .places()
        .forEach(
            each -> {
              json.writeStartObject();
              place(json, each.place());
              json.writeNumberProperty("distributions", each.distributions());
              json.writeNumberProperty("files", each.files());
              json.writeNumberProperty("bytes", each.bytes());
              json.writeNumberProperty("loose_files", each.loose());
              json.writeEndObject();
            });
    json.writeEndArray();
  }

  private static void place(JsonGenerator json, Place place) {
    json.writeStringProperty("path", printable(place.path()));
    json.writeStringProperty("kind", place.kind().toString());
    json.writeStringProperty("python", place.version().toString());
    json.writeStringProperty("account", printable(place.account().orElse("")));
  }

  private static void distribution(JsonGenerator json, InstalledDistribution each) {
    json.writeStartObject();
    json.writeStringProperty("project", each.project().toString());
    json.writeStringProperty("version", printable(each.spelling()));
    json.writeStringProperty("place", printable(each.place().path()));
    json.writeStringProperty("form", each.form().toString());
    json.writeStringProperty("metadata", printable(each.metadata()));
    json.writeStringProperty("installer", printable(each.installer().orElse("")));
    json.writeStringProperty("editable", printable(each.editable().orElse("")));
    json.writeBooleanProperty("files_recorded", each.extent().recorded());
    json.writeNumberProperty("files", each.extent().files());
    json.writeNumberProperty("bytes", each.extent().bytes());
    json.writeNumberProperty("machine_code", each.extent().machineCode());
    strings(json, "modules", each.modules());
    strings(json, "scripts", each.scripts());
    strings(json, "data_files", each.dataFiles());
    strings(json, "missing", each.missing());
    strings(json, "requires", each.requirements().stream().map(Object::toString).toList());
    json.writeArrayPropertyStart("imports");
    each.imports()
        .forEach(
            (project, site) -> {
              json.writeStartObject();
              json.writeStringProperty("project", project.toString());
              json.writeStringProperty("path", printable(site.path()));
              json.writeNumberProperty("line", site.line());
              json.writeEndObject();
            });
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void shadows(JsonGenerator json, Survey survey) {
    json.writeArrayPropertyStart("shadows");
    survey
        .shadows()
        .forEach(
            each -> {
              json.writeStartObject();
              json.writeStringProperty("project", each.project().toString());
              json.writeStringProperty("version", printable(each.version()));
              json.writeStringProperty("place", printable(each.place()));
              json.writeStringProperty("hidden", printable(each.hidden()));
              json.writeStringProperty("hidden_version", printable(each.hiddenVersion()));
              strings(json, "modules", each.modules());
              json.writeEndObject();
            });
    json.writeEndArray();
  }

  private static void pathEntries(JsonGenerator json, Survey survey) {
    json.writeArrayPropertyStart("path_entries");
    survey
        .pathEntries()
        .forEach(
            each -> {
              json.writeStartObject();
              json.writeStringProperty("path", printable(each.file()));
              json.writeNumberProperty("line", each.line());
              json.writeStringProperty("text", printable(each.text()));
              json.writeBooleanProperty("runs", each.runs());
              json.writeEndObject();
            });
    json.writeEndArray();
  }

  private static void environments(JsonGenerator json, Survey survey) {
    json.writeArrayPropertyStart("environments");
    survey
        .environments()
        .forEach(
            (each, count) -> {
              json.writeStartObject();
              json.writeStringProperty("path", printable(each.path()));
              json.writeStringProperty("home", printable(each.home().orElse("")));
              json.writeStringProperty("version", printable(each.version().orElse("")));
              json.writeBooleanProperty("system_site", each.systemSite());
              json.writeNumberProperty("distributions", count);
              json.writeEndObject();
            });
    json.writeEndArray();
  }

  private static void importers(JsonGenerator json, Survey survey) {
    json.writeArrayPropertyStart("importers");
    survey
        .importers()
        .forEach(
            each -> {
              json.writeStartObject();
              json.writeStringProperty("path", printable(each.path()));
              json.writeNumberProperty("line", each.line());
              json.writeStringProperty("module", printable(each.module()));
              json.writeStringProperty("project", each.project().toString());
              json.writeStringProperty("owner", printable(each.owner()));
              json.writeEndObject();
            });
    json.writeEndArray();
  }

  private static void call(JsonGenerator json, PipCall each) {
    json.writeStartObject();
    json.writeStringProperty("path", printable(each.path()));
    json.writeNumberProperty("line", each.line());
    json.writeStringProperty("kind", each.kind().toString());
    json.writeStringProperty("how", each.how());
    json.writeStringProperty("tool", each.tool());
    json.writeStringProperty("action", each.action());
    json.writeStringProperty("text", printable(each.text()));
    json.writeStringProperty("owner", printable(each.owner()));
    json.writeBooleanProperty("tooling", each.tooling());
    json.writeEndObject();
  }

  static void strings(JsonGenerator json, String name, Collection<String> values) {
    json.writeArrayPropertyStart(name);
    values.forEach(value -> json.writeString(printable(value)));
    json.writeEndArray();
  }
}
