package org.debwright.cli;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.job.Selection;
import org.debwright.python.ProjectName;
import org.debwright.resolve.Chains;
import org.debwright.resolve.Offer;
import org.debwright.resolve.Provenance;
import org.debwright.resolve.Resolution;
import org.debwright.resolve.Resolution.Pinned;
import org.debwright.resolve.Resolution.Supplied;

/** What comes from which world and why, for reading. */
final class ProvenanceText {
  // A longer chain of needs is told by its beginning and its end.
  private static final int LONGEST_CHAIN = 12;
  private static final int MOST_CHAINS = 10;

  private final Selection selection;
  private final Resolution resolution;

  ProvenanceText(Selection selection) {
    this.selection = selection;
    this.resolution = selection.resolution();
  }

  /** Two tables: what the suite supplies, what is built; a line each with the reason. */
  String tables() {
    StringBuilder text = new StringBuilder(supplied());
    if (!resolution.pinned().isEmpty()) {
      Table table = new Table();
      for (Pinned pinned : resolution.pinned()) {
        table.row(
            "  " + pinned.project(),
            pinned.version().toString(),
            pinned.distribution().filename().filename(),
            reason(pinned.project()));
      }
      text.append("to be built:\n").append(table);
    }
    return text.toString();
  }

  /** The table of what the suite supplies, empty where that is nothing. */
  String supplied() {
    if (resolution.supplied().isEmpty()) {
      return "";
    }
    Table table = new Table();
    for (Supplied supplied : resolution.supplied()) {
      Offer offer = supplied.offer();
      table.row(
          "  " + offer.project(),
          offer.version().toString(),
          offer.packageName() + " " + offer.packageVersion(),
          reason(offer.project()));
    }
    return "from " + selection.target().suite() + ":\n" + table;
  }

  /** For example {@code 12 projects for bookworm/amd64, Python 3.11: 7 of bookworm's, 5 built}. */
  String summary() {
    int built = resolution.pinned().size();
    int supplied = resolution.supplied().size();
    return (built + supplied)
        + " projects for "
        + TargetText.of(selection.target())
        + (supplied == 0
            ? ""
            : ": "
                + supplied
                + " from "
                + selection.target().suite()
                + ", "
                + built
                + " to be built");
  }

  private String reason(ProjectName project) {
    return provenance(project).map(Provenance::reason).orElse("");
  }

  private Optional<Provenance> provenance(ProjectName project) {
    return Optional.ofNullable(resolution.reasons().get(project));
  }

  /**
   * All there is to say of one project.
   *
   * @throws org.debwright.diagnostic.DebwrightException if it is not in the resolution
   */
  String explanation(ProjectName project) {
    Provenance provenance =
        provenance(project)
            .orElseThrow(
                () ->
                    Diagnostic.error("explain-unknown", "`" + project + "` was not chosen")
                        .because("nothing that was asked for needs it")
                        .toException());
    StringBuilder text = new StringBuilder(headline(project)).append('\n');
    text.append("  why: ").append(provenance.reason()).append('\n');
    return text.append(ways(Chains.of(resolution), project)).toString();
  }

  /** Who needs a project, and the ways to it: {@code you > a > b}, the shortest first. */
  static String ways(Chains chains, ProjectName project) {
    StringBuilder text = new StringBuilder();
    chains.needs(project).forEach(need -> text.append("  needed: ").append(need).append('\n'));
    List<List<ProjectName>> ways = chains.to(project, MOST_CHAINS + 1);
    ways.stream()
        .limit(MOST_CHAINS)
        .map(way -> way.stream().map(ProjectName::normalized).toList())
        .forEach(
            way ->
                text.append(
                    shortened(way).stream().collect(joining(" > ", "  chain: you > ", "\n"))));
    if (ways.size() > MOST_CHAINS) {
      text.append("  and more chains, none of them shorter\n");
    }
    return text.toString();
  }

  private String headline(ProjectName project) {
    for (Supplied supplied : resolution.supplied()) {
      Offer offer = supplied.offer();
      if (offer.project().equals(project)) {
        return project
            + " "
            + offer.version()
            + ": from "
            + selection.target().suite()
            + ", `"
            + offer.packageName()
            + "` "
            + offer.packageVersion();
      }
    }
    return resolution.pinned().stream()
        .filter(pinned -> pinned.project().equals(project))
        .map(
            pinned ->
                project
                    + " "
                    + pinned.version()
                    + ": to be built of "
                    + pinned.distribution().filename().filename())
        .findFirst()
        .orElseThrow();
  }

  private static List<String> shortened(List<String> path) {
    if (path.size() <= LONGEST_CHAIN) {
      return path;
    }
    List<String> few = new ArrayList<>(path.subList(0, LONGEST_CHAIN / 2));
    few.add("…");
    few.addAll(path.subList(path.size() - LONGEST_CHAIN / 2, path.size()));
    return few;
  }
}
