package org.debwright.cli;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import org.debwright.deb.SourcePackage;
import org.debwright.debian.LintianTag;
import org.debwright.job.MadePackage;
import org.debwright.job.Publication;
import org.debwright.job.Selection;
import org.debwright.repository.PoolPath;
import org.debwright.repository.Repository;
import org.debwright.resolve.Resolution.Pinned;
import org.debwright.resolve.Resolution.Supplied;
import org.debwright.target.Target;
import tools.jackson.core.JsonGenerator;

/** What {@code build} says in the end, for reading and as JSON. */
final class BuildText {
  private final Target target;

  BuildText(Target target) {
    this.target = target;
  }

  String plan(Selection selection) {
    ProvenanceText provenance = new ProvenanceText(selection);
    if (!selection.resolution().supplied().isEmpty()) {
      return provenance.tables() + provenance.summary() + "; nothing done\n";
    }
    Table table = new Table();
    for (Pinned pinned : selection.resolution().pinned()) {
      String file = pinned.distribution().filename().filename();
      table.row(
          pinned.project().toString(),
          pinned.version().toString(),
          file.endsWith(".whl") ? "convert" : "build, convert",
          file);
    }
    int count = selection.resolution().pinned().size();
    return table + "" + count + " projects for " + TargetText.of(target) + "; nothing done\n";
  }

  void plan(JsonGenerator json, Selection selection) {
    TargetText.write(json, target);
    SelectionText.write(json, selection);
  }

  String result(Publication publication, Selection selection) {
    Table table = new Table();
    for (MadePackage made : publication.packages()) {
      table.row(
          made.file().name().toString(),
          made.file().version().toString(),
          made.file().architecture().toString(),
          size(made.file().sizeBytes()),
          source(made));
    }
    StringBuilder text = new StringBuilder(table.toString());
    text.append(new ProvenanceText(selection).supplied());
    text.append('\n').append(summary(publication)).append("\n\n");
    text.append(use(publication, selection));
    return text.toString();
  }

  private static String source(MadePackage made) {
    return switch (made.origin()) {
      case WHEEL -> "from " + made.ingredient();
      case SOURCE -> "built from " + made.ingredient();
      case METAPACKAGE -> "metapackage for an extra";
      case SET -> "metapackage that pins the set";
      case TRANSITION -> "moves a machine off pip";
      case KEYRING -> "the repository's key and apt's source";
    };
  }

  private static String size(long bytes) {
    return bytes < 1_000_000
        ? (bytes + 999) / 1000 + " kB"
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  private String summary(Publication publication) {
    String state =
        publication.outcome() == Repository.Outcome.PUBLISHED
            ? publication.plan().changes().size() + " new or changed"
            : "nothing new";
    return publication.packages().size()
        + " packages for "
        + TargetText.of(target)
        + " in "
        + publication.root()
        + ", "
        + state
        + "\nsigned by "
        + publication.fingerprint()
        + overrides(publication.packages());
  }

  static String overrides(List<MadePackage> packages) {
    SortedMap<LintianTag, Integer> counts = MadePackage.overrides(packages);
    return counts.isEmpty()
        ? ""
        : counts.entrySet().stream()
            .map(count -> count.getKey() + " in " + count.getValue())
            .collect(joining(", ", "\nlintian overrides: ", ""));
  }

  /** The tags that one package overrides, as a JSON array. */
  static void overridden(JsonGenerator json, MadePackage made) {
    json.writeArrayPropertyStart("lintian_overrides");
    made.overridden().forEach(tag -> json.writeString(tag.value()));
    json.writeEndArray();
  }

  private String use(Publication publication, Selection selection) {
    String commands =
        publication.sourceLines().commands().stream().map(c -> "  " + c + "\n").collect(joining());
    String first =
        publication.packages().stream()
            .filter(MadePackage::asked)
            .sorted(comparing(made -> made.origin() != MadePackage.Origin.SET))
            .map(made -> made.file().name().toString())
            .findFirst()
            .or(() -> supplied(selection))
            .orElse("PACKAGE");
    return "To use it on a machine of "
        + target.suite()
        + ":\n"
        + commands
        + "  sudo apt-get install "
        + first
        + "\n"
        + sources(publication);
  }

  private static String sources(Publication publication) {
    int count = publication.sources().size();
    return count == 0
        ? ""
        : "To have the sources of %d of the packages there too:\n".formatted(count)
            + publication.sourceLines().commandsForSources().stream()
                .map(command -> "  " + command + "\n")
                .collect(joining())
            + "  apt-get source "
            + publication.sources().get(0).name()
            + "\n";
  }

  private static Optional<String> supplied(Selection selection) {
    return selection.resolution().supplied().stream()
        .filter(Supplied::asked)
        .map(supplied -> supplied.offer().packageName().toString())
        .findFirst();
  }

  void result(JsonGenerator json, Publication publication) {
    TargetText.write(json, target);
    json.writeStringProperty("repository", publication.root().toString());
    json.writeStringProperty("fingerprint", publication.fingerprint());
    json.writeBooleanProperty("changed", publication.outcome() == Repository.Outcome.PUBLISHED);
    json.writeArrayPropertyStart("packages");
    for (MadePackage made : publication.packages()) {
      json.writeStartObject();
      if (made.upstream().isPresent()) {
        json.writeStringProperty("project", made.upstream().get().project().toString());
        json.writeStringProperty("version", made.upstream().get().version().toString());
      }
      json.writeStringProperty("package", made.file().name().toString());
      json.writeStringProperty("package_version", made.file().version().toString());
      json.writeStringProperty("architecture", made.file().architecture().toString());
      json.writeStringProperty("path", PoolPath.of(made.file()));
      json.writeStringProperty("sha256", made.file().sha256().hex());
      json.writeNumberProperty("size", made.file().sizeBytes());
      json.writeStringProperty("origin", made.origin().name().toLowerCase(Locale.ROOT));
      json.writeStringProperty("made_of", made.ingredient());
      json.writeBooleanProperty("asked", made.asked());
      overridden(json, made);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("sources");
    for (SourcePackage source : publication.sources()) {
      json.writeStartObject();
      json.writeStringProperty("package", source.name().toString());
      json.writeStringProperty("package_version", source.version().toString());
      json.writeStringProperty("directory", PoolPath.of(source));
      json.writeArrayPropertyStart("files");
      source.files().forEach(file -> json.writeString(file.name()));
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectPropertyStart("lintian_overrides");
    MadePackage.overrides(publication.packages())
        .forEach((tag, count) -> json.writeNumberProperty(tag.value(), count));
    json.writeEndObject();
  }
}
