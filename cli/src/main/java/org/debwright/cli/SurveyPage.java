package org.debwright.cli;

import static org.debwright.transition.survey.RawName.printable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.debwright.transition.survey.InstalledDistribution;
import org.debwright.transition.survey.PipCall;
import org.debwright.transition.survey.Survey;

/** A survey as a page of HTML that loads nothing and runs nothing. */
final class SurveyPage {
  private static final String STYLE =
      """
      :root{color-scheme:light dark;--line:#8884;--soft:#8881;--strong:#b3261e;--good:#2e7d32}
      body{font:15px/1.5 system-ui,sans-serif;margin:0 auto;max-width:72rem;padding:1.5rem}
      h1{font-size:1.5rem;margin:0}h1+p{margin:.2rem 0 1.2rem;opacity:.7}
      .cards{display:grid;gap:.8rem;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr))}
      .cards div{border:1px solid var(--line);border-radius:.5rem;padding:.6rem .9rem}
      .cards b{display:block;font-size:1.6rem;font-variant-numeric:tabular-nums}
      .bad b{color:var(--strong)}.good b{color:var(--good)}
      details{margin:1.2rem 0;border-top:1px solid var(--line);padding-top:.6rem}
      summary{cursor:pointer;font-size:1.1rem;font-weight:600}
      summary small{font-weight:400;opacity:.7}
      .wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.87rem;margin:.6rem 0}
      th{text-align:left;font-weight:600;border-bottom:2px solid var(--line)}
      th,td{padding:.25rem .7rem .25rem 0;vertical-align:top}
      td:first-child,td:last-child{overflow-wrap:anywhere}
      tr:nth-child(even) td{background:var(--soft)}
      td:first-child{font-family:ui-monospace,monospace;font-size:.82rem;min-width:14rem}
      @media print{details{break-inside:avoid}}
      """;

  private final Survey survey;
  private final HtmlText html = new HtmlText();

  SurveyPage(Survey survey) {
    this.survey = survey;
  }

  String html() {
    html.raw("<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">\n")
        .raw("<meta name=\"viewport\" content=\"width=device-width\">\n")
        .raw("<meta http-equiv=\"Content-Security-Policy\"")
        .raw(" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
        .element("title", "What pip left on " + printable(survey.root().toString()))
        .raw("\n<style>\n" + STYLE + "</style></head>\n<body>\n")
        .element("h1", "What pip left on this system")
        .element("p", printable(survey.root().toString()))
        .raw("\n<div class=\"cards\">\n");
    cards();
    html.raw("</div>\n");
    calls();
    distributions();
    shadows();
    imports();
    loose();
    pathEntries();
    places();
    environments();
    section(
        "Not looked into",
        "too large, unreadable, or no regular file",
        List.of("Path"),
        survey.unread().stream().map(path -> List.of(printable(path))).toList(),
        false);
    return html.raw("</body>\n</html>\n").toString();
  }

  private void cards() {
    int calls = survey.foreignCalls().size();
    card("", survey.distributions().size(), "distributions of pip's");
    card(survey.shadows().isEmpty() ? "good" : "bad", survey.shadows().size(), "hide others");
    card(calls == 0 ? "good" : "bad", calls, "calls of pip");
    card("", survey.loose().size(), "files of nobody");
    card("", survey.environments().size(), "virtual environments");
    card("", survey.interpreters().size(), "Pythons");
  }

  private void card(String kind, int number, String what) {
    html.raw("<div class=\"" + kind + "\">")
        .element("b", Integer.toString(number))
        .element("span", what)
        .raw("</div>\n");
  }

  private void section(
      String title, String remark, List<String> heads, List<List<String>> rows, boolean open) {
    if (rows.isEmpty()) {
      return;
    }
    html.raw("<details" + (open ? " open" : "") + "><summary>" + HtmlText.escape(title))
        .element("small", " " + rows.size() + (remark.isEmpty() ? "" : " · " + remark))
        .raw("</summary>\n<div class=\"wide\"><table>\n<thead>")
        .row("th", heads)
        .raw("</thead>\n<tbody>\n");
    rows.forEach(row -> html.row("td", row));
    html.raw("</tbody></table></div></details>\n");
  }

  private void calls() {
    List<String> heads = List.of("Where", "Kind", "How", "Owner", "Line");
    section("Calls of pip", "", heads, rows(survey.foreignCalls()), true);
    List<PipCall> tooling = survey.calls().stream().filter(PipCall::tooling).toList();
    section("Calls in pip's own tooling", "no reason to act", heads, rows(tooling), false);
  }

  private static List<List<String>> rows(List<PipCall> calls) {
    return calls.stream()
        .map(
            each ->
                List.of(
                    printable(each.path()) + ":" + each.line(),
                    each.kind().toString(),
                    each.how(),
                    printable(each.owner()),
                    printable(each.text())))
        .toList();
  }

  private void distributions() {
    List<List<String>> rows = new ArrayList<>();
    for (InstalledDistribution each : survey.distributions()) {
      rows.add(
          List.of(
              each.project().toString(),
              printable(each.spelling()),
              printable(each.place().path()),
              each.form().toString(),
              Integer.toString(each.extent().files()),
              String.join("; ", SurveyText.remarks(each))));
    }
    section(
        "Distributions",
        "",
        List.of("Project", "Version", "Place", "Form", "Files", "Remarks"),
        rows,
        true);
  }

  private void shadows() {
    section(
        "Copies that hide others",
        "the first on sys.path is imported",
        List.of("Imported", "In", "Hidden", "Version", "Modules"),
        survey.shadows().stream()
            .map(
                each ->
                    List.of(
                        each.project() + " " + printable(each.version()),
                        printable(each.place()),
                        printable(each.hidden()),
                        printable(each.hiddenVersion()),
                        printable(String.join(" ", each.modules()))))
            .toList(),
        true);
  }

  private void imports() {
    List<List<String>> rows = new ArrayList<>();
    for (InstalledDistribution each : survey.distributions()) {
      if (!each.imports().isEmpty()) {
        rows.add(
            List.of(
                each.project().toString(),
                each.imports().keySet().stream()
                    .map(Object::toString)
                    .collect(Collectors.joining(" ")),
                printable(each.imports().values().iterator().next().toString())));
      }
    }
    survey
        .importers()
        .forEach(
            each ->
                rows.add(
                    List.of(
                        printable(each.path()),
                        each.project().toString(),
                        printable(each.path() + ":" + each.line()))));
    section(
        "Who imports what pip installed", "", List.of("Who", "What", "For example"), rows, false);
  }

  private void loose() {
    section(
        "Files of no distribution",
        "",
        List.of("Path", "Kind", "Bytes"),
        survey.loose().stream()
            .map(each -> List.of(printable(each.path()), each.kind(), "" + each.bytes()))
            .toList(),
        false);
  }

  private void pathEntries() {
    section(
        "Lines of .pth files",
        "",
        List.of("Where", "Does", "Line"),
        survey.pathEntries().stream()
            .map(
                each ->
                    List.of(
                        printable(each.file()) + ":" + each.line(),
                        each.runs() ? "runs" : "adds",
                        printable(each.text())))
            .toList(),
        false);
  }

  private void places() {
    section(
        "Places",
        "",
        List.of("Path", "Kind", "Distributions", "Files", "Size", "Of nobody"),
        survey.places().stream()
            .map(
                each ->
                    List.of(
                        printable(each.place().path()),
                        each.place().kind()
                            + each.place().account().map(name -> " of " + name).orElse(""),
                        "" + each.distributions(),
                        "" + each.files(),
                        SurveyText.megabytes(each.bytes()),
                        "" + each.loose()))
            .toList(),
        true);
    section(
        "Pythons",
        "",
        List.of("Path", "Version", "Package"),
        survey.interpreters().stream()
            .map(
                each ->
                    List.of(
                        printable(each.path()), each.fullVersion(), each.owner().orElse("none")))
            .toList(),
        true);
  }

  private void environments() {
    section(
        "Virtual environments",
        "",
        List.of("Path", "Version", "Distributions", "Sees the system's modules"),
        survey.environments().entrySet().stream()
            .map(
                each ->
                    List.of(
                        printable(each.getKey().path()),
                        printable(each.getKey().version().orElse("")),
                        "" + each.getValue(),
                        each.getKey().systemSite() ? "yes" : "no"))
            .toList(),
        false);
  }
}
