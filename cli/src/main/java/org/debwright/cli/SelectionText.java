package org.debwright.cli;

import java.util.List;
import java.util.Optional;
import org.debwright.job.Selection;
import org.debwright.python.ProjectName;
import org.debwright.resolve.Chains;
import org.debwright.resolve.Offer;
import org.debwright.resolve.Provenance;
import org.debwright.resolve.Resolution.Pinned;
import org.debwright.resolve.Resolution.Supplied;
import tools.jackson.core.JsonGenerator;

/** A selection as JSON, the same for every command that prints one. */
final class SelectionText {
  private static final int MOST_CHAINS = 100;

  private SelectionText() {}

  static void write(JsonGenerator json, Selection selection) {
    json.writeArrayPropertyStart("packages");
    for (Pinned pinned : selection.resolution().pinned()) {
      json.writeStartObject();
      built(json, selection, pinned);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("supplied");
    for (Supplied supplied : selection.resolution().supplied()) {
      json.writeStartObject();
      supplied(json, selection, supplied);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** One project, with what needs it. */
  static void explain(JsonGenerator json, Selection selection, ProjectName project) {
    TargetText.write(json, selection.target());
    for (Pinned pinned : selection.resolution().pinned()) {
      if (pinned.project().equals(project)) {
        json.writeStringProperty("origin", "index");
        built(json, selection, pinned);
        ways(json, Chains.of(selection.resolution()), project);
      }
    }
    for (Supplied supplied : selection.resolution().supplied()) {
      if (supplied.offer().project().equals(project)) {
        json.writeStringProperty("origin", "suite");
        supplied(json, selection, supplied);
        ways(json, Chains.of(selection.resolution()), project);
      }
    }
  }

  private static void built(JsonGenerator json, Selection selection, Pinned pinned) {
    json.writeStringProperty("project", pinned.project().toString());
    json.writeStringProperty("version", pinned.version().toString());
    json.writeStringProperty("file", pinned.distribution().filename().filename());
    json.writeBooleanProperty("asked", pinned.asked());
    reason(json, selection, pinned.project());
  }

  private static void supplied(JsonGenerator json, Selection selection, Supplied supplied) {
    Offer offer = supplied.offer();
    json.writeStringProperty("project", offer.project().toString());
    json.writeStringProperty("version", offer.version().toString());
    json.writeStringProperty("package", offer.packageName().toString());
    json.writeStringProperty("package_version", offer.packageVersion().toString());
    json.writeBooleanProperty("asked", supplied.asked());
    reason(json, selection, offer.project());
  }

  private static void reason(JsonGenerator json, Selection selection, ProjectName project) {
    provenance(selection, project)
        .ifPresent(provenance -> json.writeStringProperty("reason", provenance.reason()));
  }

  /** Who needs a project, and ways to it, shortest first. */
  static void ways(JsonGenerator json, Chains chains, ProjectName project) {
    json.writeArrayPropertyStart("needs");
    for (Provenance.Need need : chains.needs(project)) {
      json.writeStartObject();
      json.writeStringProperty("by", need.by());
      json.writeStringProperty("what", need.what());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("chains");
    for (List<ProjectName> way : chains.to(project, MOST_CHAINS)) {
      json.writeStartArray();
      way.forEach(each -> json.writeString(each.normalized()));
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private static Optional<Provenance> provenance(Selection selection, ProjectName project) {
    return Optional.ofNullable(selection.resolution().reasons().get(project));
  }
}
