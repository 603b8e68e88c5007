package org.debwright.cli;

import static org.debwright.transition.survey.RawName.printable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.debwright.transition.survey.Importer;
import org.debwright.transition.survey.InstalledDistribution;
import org.debwright.transition.survey.PipCall;
import org.debwright.transition.survey.Place;
import org.debwright.transition.survey.Shadow;
import org.debwright.transition.survey.Survey;
import org.debwright.transition.survey.Survey.LooseFile;
import org.debwright.transition.survey.Survey.PlaceSummary;

/** A survey as tables, one after the other; those that would be empty are left out. */
final class SurveyText {
  private static final int MOST_ROWS = 40;

  private final Survey survey;
  private final boolean all;
  private final StringBuilder text = new StringBuilder();

  /**
   * Of a survey.
   *
   * @param all whether nothing is shortened, and tooling's own calls are told
   */
  SurveyText(Survey survey, boolean all) {
    this.survey = survey;
    this.all = all;
  }

  String text() {
    interpreters();
    places();
    for (PlaceSummary place : survey.places()) {
      distributions(place.place());
    }
    shadows();
    imports();
    loose();
    pathEntries();
    environments();
    calls();
    unread();
    return text.append(summary()).toString();
  }

  private void section(String title, Table table) {
    String rows = table.toString();
    if (!rows.isEmpty()) {
      text.append(title).append('\n').append(rows.indent(2)).append('\n');
    }
  }

  private void interpreters() {
    Table table = new Table();
    survey
        .interpreters()
        .forEach(
            each ->
                table.row(
                    printable(each.path()),
                    each.fullVersion(),
                    each.owner().orElse("of no package")));
    section("Pythons", table);
  }

  private void places() {
    Table table = new Table();
    for (PlaceSummary each : survey.places()) {
      table.row(
          printable(each.place().path()),
          each.place().kind() + each.place().account().map(name -> " of " + name).orElse(""),
          count(each.distributions(), "distribution"),
          count(each.files(), "file"),
          megabytes(each.bytes()),
          each.loose() == 0 ? "" : each.loose() + " of nobody");
    }
    section("Places", table);
  }

  private void distributions(Place place) {
    Table table = new Table();
    for (InstalledDistribution each : survey.distributions()) {
      if (each.place().equals(place)) {
        table.row(
            each.project().toString(),
            printable(each.spelling()),
            each.form().toString(),
            count(each.extent().files(), "file"),
            String.join("; ", remarks(each)));
      }
    }
    section("Distributions in " + printable(place.path()), table);
  }

  /** What is worth knowing of a distribution. */
  static List<String> remarks(InstalledDistribution each) {
    List<String> remarks = new ArrayList<>();
    each.editable().ifPresent(target -> remarks.add("editable: " + printable(target)));
    if (!each.extent().recorded() && each.editable().isEmpty()) {
      remarks.add("has no list of its files");
    }
    if (!each.missing().isEmpty()) {
      remarks.add(count(each.missing().size(), "file") + " missing");
    }
    if (!each.scripts().isEmpty()) {
      remarks.add(
          "commands: "
              + each.scripts().stream()
                  .map(path -> printable(path.substring(path.lastIndexOf('/') + 1)))
                  .collect(Collectors.joining(" ")));
    }
    if (!each.dataFiles().isEmpty()) {
      remarks.add(count(each.dataFiles().size(), "data file") + " elsewhere");
    }
    if (each.extent().machineCode() > 0) {
      remarks.add("machine code");
    }
    return remarks;
  }

  private void shadows() {
    Table table = new Table();
    for (Shadow each : survey.shadows()) {
      table.row(
          each.project() + " " + printable(each.version()),
          "hides",
          printable(each.hidden() + " " + each.hiddenVersion()),
          shortened(each.modules()));
    }
    section("Copies that hide others", table);
  }

  private static String shortened(List<String> names) {
    return String.join(" ", names.subList(0, Math.min(3, names.size())))
        + (names.size() > 3 ? " …" : "");
  }

  private void imports() {
    Table table = new Table();
    for (InstalledDistribution each : survey.distributions()) {
      if (!each.imports().isEmpty()) {
        table.row(
            each.project().toString(),
            "imports",
            each.imports().keySet().stream()
                .map(Object::toString)
                .collect(Collectors.joining(" ")));
      }
    }
    for (Map.Entry<String, List<String>> each : importers().entrySet()) {
      table.row(printable(each.getKey()), "imports", String.join(" ", each.getValue()));
    }
    section("Who imports what pip installed", table);
  }

  private Map<String, List<String>> importers() {
    Map<String, List<String>> byPath = new TreeMap<>();
    for (Importer each : survey.importers()) {
      List<String> projects = byPath.computeIfAbsent(each.path(), key -> new ArrayList<>());
      if (!projects.contains(each.project().toString())) {
        projects.add(each.project().toString());
      }
    }
    return byPath;
  }

  private void loose() {
    Table table = new Table();
    List<LooseFile> files = survey.loose();
    for (LooseFile each : all ? files : files.subList(0, Math.min(MOST_ROWS, files.size()))) {
      table.row(printable(each.path()), each.kind(), each.bytes() + " B");
    }
    if (!all && files.size() > MOST_ROWS) {
      table.row("and " + (files.size() - MOST_ROWS) + " more: --verbose, --json");
    }
    section("Files of no distribution", table);
  }

  private void pathEntries() {
    Table table = new Table();
    survey
        .pathEntries()
        .forEach(
            each ->
                table.row(
                    printable(each.file()) + ":" + each.line(),
                    each.runs() ? "runs" : "adds",
                    abbreviated(printable(each.text()))));
    section("Lines of .pth files", table);
  }

  private static String abbreviated(String line) {
    return line.length() <= 100 ? line : line.substring(0, 100) + "…";
  }

  private void environments() {
    Table table = new Table();
    survey
        .environments()
        .forEach(
            (each, count) ->
                table.row(
                    printable(each.path()),
                    printable(each.version().orElse("")),
                    count(count, "distribution"),
                    each.systemSite() ? "sees the system's modules" : ""));
    section("Virtual environments", table);
  }

  private void calls() {
    Table table = new Table();
    for (PipCall each : all ? survey.calls() : survey.foreignCalls()) {
      table.row(
          printable(each.path()) + ":" + each.line(),
          each.kind().toString(),
          each.how(),
          printable(each.owner()) + (each.tooling() ? " (tooling)" : ""),
          abbreviated(printable(each.text())));
    }
    section("Calls of pip", table);
  }

  private void unread() {
    Table table = new Table();
    List<String> paths = survey.unread();
    for (String each : paths.subList(0, Math.min(MOST_ROWS, paths.size()))) {
      table.row(printable(each));
    }
    section("Not looked into: too large, unreadable, or no regular file", table);
  }

  private String summary() {
    int foreign = survey.foreignCalls().size();
    return count(survey.distributions().size(), "distribution")
        + " of pip's, "
        + survey.shadows().size()
        + " hiding others, "
        + count(survey.loose().size(), "file")
        + " of nobody, "
        + count(foreign, "call")
        + " of pip and "
        + (survey.calls().size() - foreign)
        + " in tooling\n";
  }

  static String count(int number, String thing) {
    return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
  }

  static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
