package org.debwright.resolve;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    List<Resolution.Supplied> supplied = new ArrayList<>();
    chosen.forEach(
        (project, index) -> {
          if (explorer.candidates(project).offered() == index) {
            supplied.add(supply(project, index));
          } else {
            pinned.add(pin(project, index));
          }
        });
    supplied.forEach(one -> tellDisagreement(one, chosen));
    return new Resolution(
        pinned, supplied, new Origins(question, explorer, decisions, chosen).all());
  }

  private Resolution.Supplied supply(ProjectName project, int index) {
    Reading.Packaged packaged = explorer.packaged(project, index);
    SortedSet<ProjectName> extras = extras(project);
    packaged.upstream().ifPresent(known -> tellUnknown(packaged, known.metadata(), extras));
    return new Resolution.Supplied(
        packaged.offer(),
        extras,
        packaged.upstream().map(Reading.Known::metadata),
        dependencies(project, index, extras),
        packaged.demands(),
        roots(project).findAny().isPresent());
  }

  private void tellUnknown(
      Reading.Packaged packaged, CoreMetadata metadata, SortedSet<ProjectName> extras) {
    Offer offer = packaged.offer();
    tellUnknown("`" + offer.project() + " " + offer.version() + "`", metadata, extras);
  }

  private void tellUnknown(String name, CoreMetadata metadata, SortedSet<ProjectName> extras) {
    extras.stream()
        .filter(extra -> !metadata.providesExtra().contains(extra))
        .forEach(
            extra ->
                reporter.report(
                    Diagnostic.warning("extra-unknown", name + " has no extra `" + extra + "`")));
  }

  /** Says where Debian changed what a distribution requires, as far as that shows here. */
  private void tellDisagreement(
      Resolution.Supplied supplied, SortedMap<ProjectName, Integer> chosen) {
    ProjectName project = supplied.offer().project();
    int index = Optional.ofNullable(chosen.get(project)).orElseThrow();
    List<String> ignored = new ArrayList<>();
    explorer.packaged(project, index).upstream().stream()
        .flatMap(known -> known.requirements().stream())
        .filter(requirement -> requirement.url().isEmpty())
        .filter(requirement -> !requirement.name().equals(project))
        .forEach(
            requirement -> {
              Integer other = chosen.get(requirement.name());
              if (other == null || !explorer.admit(requirement).allowed().has(other)) {
                ignored.add("`" + Phrases.requirement(requirement) + "`");
              }
            });
    if (!ignored.isEmpty()) {
      reporter.report(
          Diagnostic.note(
                  "suite-disagrees",
                  supplied.offer().described() + " does without " + String.join(", ", ignored))
              .because(
                  "the index's metadata of `"
                      + project
                      + " "
                      + supplied.offer().version()
                      + "` ask for that; between packages of the suite the suite decides"));
    }
  }

  private Resolution.Pinned pin(ProjectName project, int index) {
    Candidates candidates = explorer.candidates(project);
    Candidate candidate = candidates.get(index);
    Candidate.Verdict.Usable usable = (Candidate.Verdict.Usable) candidate.verdict();
    CoreMetadata metadata = explorer.metadata(project, index);
    SortedSet<ProjectName> extras = extras(project);
    tell(candidates, candidate, metadata, extras);
    tellOtherSoftware(candidates);
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

  private void tellOtherSoftware(Candidates candidates) {
    if (candidates.offered() < 0) {
      return;
    }
    Candidate theirs = candidates.get(candidates.offered());
    explorer
        .skipped(theirs)
        .ifPresent(
            rejection ->
                reporter.report(
                    Diagnostic.note(
                            "suite-other-software",
                            theirs.offer().map(Offer::described).orElse("")
                                + " is not taken for `"
                                + candidates.project()
                                + "`")
                        .because(rejection.text())));
  }

  private void tellSkipped(Candidates candidates, int index) {
    Candidate candidate = candidates.get(index);
    explorer
        .skipped(candidate)
        .filter(rejection -> !rejection.isPython() && candidate.offer().isEmpty())
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
    tellUnknown(name, metadata, extras);
    if (candidate.version().isPrerelease()
        && candidates.opening().prereleases() != Candidates.Openness.WANTED) {
      reporter.report(
          Diagnostic.note("prerelease", name + " is a pre-release")
              .because("no final release satisfies what is required"));
    }
  }
}
