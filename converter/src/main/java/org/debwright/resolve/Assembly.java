package org.debwright.resolve;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter;
import org.debwright.python.CoreMetadata;
import org.debwright.python.ProjectName;
import org.debwright.python.Requirement;

/** Makes a {@link Resolution} of what the search decided, and says what the user should know. */
final class Assembly {
  private final Attempt.Question question;
  private final Explorer explorer;
  private final Map<Node, Integer> decisions;
  private final Reporter reporter;

  Assembly(
      Attempt.Question question,
      Explorer explorer,
      Map<Node, Integer> decisions,
      Reporter reporter) {
    this.question = question;
    this.explorer = explorer;
    this.decisions = decisions;
    this.reporter = reporter;
  }

  Resolution resolution() {
    SortedMap<ProjectName, Integer> chosen = new TreeMap<>();
    decisions.forEach(
        (node, index) -> {
          if (node instanceof Node.Base) {
            chosen.put(node.project(), index);
          }
        });
    List<Resolution.Pinned> pinned = new ArrayList<>();
    chosen.forEach((project, index) -> pinned.add(pin(project, index)));
    return new Resolution(pinned);
  }

  private Resolution.Pinned pin(ProjectName project, int index) {
    Candidates candidates = explorer.candidates(project);
    Candidate candidate = candidates.get(index);
    Candidate.Verdict.Usable usable = (Candidate.Verdict.Usable) candidate.verdict();
    CoreMetadata metadata = explorer.metadata(project, index);
    SortedSet<ProjectName> extras = extras(project);
    tell(candidates, candidate, metadata, extras);
    if (explorer.hasSkipped()) {
      IntStream.range(0, index).forEach(newer -> tellSkipped(candidates, newer));
    }
    return new Resolution.Pinned(
        project,
        candidate.version(),
        extras,
        askedExtras(project),
        usable.file(),
        usable.alternatives(),
        metadata,
        dependencies(project, index, extras),
        roots(project).findAny().isPresent(),
        question.wishes().direct(project).isPresent(),
        question.wishes().hashes(project));
  }

  private Stream<Requirement> roots(ProjectName project) {
    return question.roots().stream()
        .map(Root::requirement)
        .filter(requirement -> requirement.name().equals(project));
  }

  private SortedSet<ProjectName> extras(ProjectName project) {
    SortedSet<ProjectName> extras = new TreeSet<>();
    for (Node node : decisions.keySet()) {
      if (node instanceof Node.Extra extra && extra.project().equals(project)) {
        extras.add(extra.extra());
      }
    }
    return extras;
  }

  private SortedSet<ProjectName> askedExtras(ProjectName project) {
    SortedSet<ProjectName> extras = new TreeSet<>();
    roots(project).forEach(requirement -> extras.addAll(requirement.extras()));
    return extras;
  }

  private List<Requirement> dependencies(
      ProjectName project, int index, SortedSet<ProjectName> extras) {
    Set<Requirement> all =
        new LinkedHashSet<>(explorer.requirements(new Node.Base(project), index));
    extras.forEach(
        extra -> all.addAll(explorer.requirements(new Node.Extra(project, extra), index)));
    return List.copyOf(all);
  }

  private void tellSkipped(Candidates candidates, int index) {
    Candidate candidate = candidates.get(index);
    explorer
        .skipped(candidate)
        .filter(rejection -> !rejection.isPython())
        .ifPresent(
            rejection ->
                reporter.report(
                    Diagnostic.warning(
                            "release-skipped",
                            "`" + candidates.project() + " " + candidate + "` was passed over")
                        .because(rejection.text())));
  }

  private void tell(
      Candidates candidates,
      Candidate candidate,
      CoreMetadata metadata,
      SortedSet<ProjectName> extras) {
    String name = "`" + candidates.project() + " " + candidate + "`";
    candidate
        .yanked()
        .ifPresent(
            reason ->
                reporter.report(
                    Diagnostic.warning("yanked", name + " has been yanked")
                        .because(reason.isBlank() ? "no reason is given" : reason)));
    extras.stream()
        .filter(extra -> !metadata.providesExtra().contains(extra))
        .forEach(
            extra ->
                reporter.report(
                    Diagnostic.warning("extra-unknown", name + " has no extra `" + extra + "`")));
    if (candidate.version().isPrerelease()
        && candidates.opening().prereleases() != Candidates.Openness.WANTED) {
      reporter.report(
          Diagnostic.note("prerelease", name + " is a pre-release")
              .because("no final release satisfies what is required"));
    }
  }
}
