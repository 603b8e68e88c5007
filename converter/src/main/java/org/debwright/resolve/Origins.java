package org.debwright.resolve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.Requirement;

/** Finds out, when all is decided, why each project is there and comes from its world. */
final class Origins {
  private final Attempt.Question question;
  private final Explorer explorer;
  private final Map<Node, Integer> decisions;
  private final SortedMap<ProjectName, Integer> chosen;
  private final SortedMap<ProjectName, List<Asking>> askings = new TreeMap<>();

  /** Somebody's requirement or relation on a project. */
  private record Asking(Provenance.Need need, Optional<Requirement> requirement) {}

  Origins(
      Attempt.Question question,
      Explorer explorer,
      Map<Node, Integer> decisions,
      SortedMap<ProjectName, Integer> chosen) {
    this.question = question;
    this.explorer = explorer;
    this.decisions = decisions;
    this.chosen = chosen;
    listen();
  }

  /** For every chosen project. */
  SortedMap<ProjectName, Provenance> all() {
    SortedMap<ProjectName, Provenance> all = new TreeMap<>();
    chosen.forEach(
        (project, index) ->
            all.put(
                project,
                new Provenance(
                    isSupplied(project) ? whySupplied(project) : whyBuilt(project, index),
                    of(project).stream().map(Asking::need).distinct().toList())));
    return all;
  }

  private void listen() {
    question.roots().stream()
        .map(Root::requirement)
        .forEach(
            requirement ->
                note(
                    requirement.name(),
                    new Asking(
                        new Provenance.Need("you", "", Phrases.requirement(requirement)),
                        Optional.of(requirement))));
    decisions.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
        .forEach(entry -> listen(entry.getKey(), entry.getValue()));
  }

  private void listen(Node node, int index) {
    String by = node + " " + version(node.project());
    String project = node.project().normalized();
    for (Requirement requirement : explorer.requirements(node, index)) {
      Provenance.Need need = new Provenance.Need(by, project, Phrases.requirement(requirement));
      note(requirement.name(), new Asking(need, Optional.of(requirement)));
    }
    if (node instanceof Node.Base && isSupplied(node.project())) {
      Reading.Packaged packaged = explorer.packaged(node.project(), index);
      for (Offer.Demand demand : packaged.demands()) {
        if (demand.kind() == Offer.Demand.Kind.DEPENDS) {
          String package_ = packaged.offer().suite() + "'s " + packaged.offer().packageName();
          note(
              demand.project(),
              new Asking(
                  new Provenance.Need(package_, project, demand.relation()), Optional.empty()));
        }
      }
    }
  }

  private void note(ProjectName project, Asking asking) {
    // What requires itself explains nothing.
    if (!asking.need().project().equals(project.normalized())) {
      askings.computeIfAbsent(project, name -> new ArrayList<>()).add(asking);
    }
  }

  private List<Asking> of(ProjectName project) {
    return askings.getOrDefault(project, List.of());
  }

  private Candidate candidate(ProjectName project) {
    return explorer.candidates(project).get(index(project));
  }

  private int index(ProjectName project) {
    return Optional.ofNullable(chosen.get(project)).orElseThrow();
  }

  private Pep440Version version(ProjectName project) {
    return candidate(project).version();
  }

  private boolean isSupplied(ProjectName project) {
    return candidate(project).offer().isPresent();
  }

  private Policy policy() {
    return explorer.knowledge().policy();
  }

  private String whySupplied(ProjectName project) {
    if (policy().override(project).isPresent()) {
      return "you want it from the suite";
    }
    return switch (policy().preference()) {
      case DISTRO_FIRST -> "it satisfies all that is asked";
      case PIP_NEWER ->
          isAskedByMetadata(project)
              ? "the index has nothing newer that fits"
              : "only packages of the suite need it";
      case EXACT -> "no index has it";
    };
  }

  private boolean isAskedByMetadata(ProjectName project) {
    return of(project).stream().anyMatch(asking -> asking.requirement().isPresent());
  }

  private String whyBuilt(ProjectName project, int index) {
    Optional<Policy.Choice> override = policy().override(project);
    if (override.isPresent()) {
      return override.get() instanceof Policy.Choice.Version pinned
          ? "you want version " + pinned.version()
          : "you want it built";
    }
    if (question.wishes().direct(project).isPresent()) {
      return "you named its file";
    }
    Optional<Offer> offer = explorer.knowledge().offer(project);
    if (offer.isEmpty()) {
      return "the suite does not package it";
    }
    Candidates all = explorer.candidates(project);
    if (all.offered() < 0) {
      return "the policy is to build everything";
    }
    Candidate theirs = all.get(all.offered());
    Optional<Rejection> rejection = theirs.rejection().or(() -> explorer.skipped(theirs));
    if (rejection.isPresent()) {
      return rejection.get().text();
    }
    String has = "; " + offer.get().suite() + " has " + offer.get().version();
    List<String> unmet = unmet(project, all);
    if (!unmet.isEmpty()) {
      return String.join(", ", unmet) + has;
    }
    boolean newer = all.get(index).version().compareTo(theirs.version()) > 0;
    return policy().preference() == Policy.Preference.PIP_NEWER && newer
        ? "it is newer" + has
        : whyNot(project, all) + has;
  }

  /** Requirements and constraints that the suite's version does not satisfy. */
  private List<String> unmet(ProjectName project, Candidates all) {
    Stream<String> asked =
        of(project).stream()
            .filter(
                asking ->
                    asking
                        .requirement()
                        .filter(r -> !explorer.admit(r).allowed().has(all.offered()))
                        .isPresent())
            .map(asking -> asking.need().toString());
    Stream<String> constrained =
        question.constraints().stream()
            .map(Root::requirement)
            .filter(constraint -> constraint.name().equals(project))
            .filter(constraint -> !all.satisfying(constraint.specifiers()).has(all.offered()))
            .map(
                constraint -> "a constraint allows only `" + Phrases.requirement(constraint) + "`");
    return Stream.concat(asked, constrained).distinct().limit(3).toList();
  }

  /** What of the suite's package does not go with what else was chosen. */
  private String whyNot(ProjectName project, Candidates all) {
    if (!(explorer.knowledge().reading(all, all.get(all.offered()))
        instanceof Reading.Packaged packaged)) {
      return "it cannot be used";
    }
    boolean extras =
        decisions.keySet().stream()
            .anyMatch(node -> node instanceof Node.Extra && node.project().equals(project));
    if (extras && packaged.upstream().isEmpty()) {
      return "what its extras require is not known";
    }
    String demands =
        packaged.demands().stream()
            .filter(demand -> isBuilt(demand.project()))
            .filter(demand -> !demand.admits().test(version(demand.project())))
            .map(demand -> clash(packaged.offer(), demand))
            .collect(Collectors.joining(", "));
    String metadata =
        packaged.upstream().stream()
            .flatMap(known -> known.requirements().stream())
            .filter(requirement -> isBuilt(requirement.name()))
            .filter(
                requirement ->
                    !explorer.admit(requirement).allowed().has(index(requirement.name())))
            .map(requirement -> clash(packaged.offer(), requirement))
            .collect(Collectors.joining(", "));
    String why = demands.isEmpty() ? metadata : demands;
    return why.isEmpty() ? "the suite's does not go with the rest" : why;
  }

  private boolean isBuilt(ProjectName project) {
    return chosen.containsKey(project) && !isSupplied(project);
  }

  private String clash(Offer offer, Offer.Demand demand) {
    String verb = demand.kind() == Offer.Demand.Kind.BREAKS ? "` breaks `" : "` depends on `";
    return "`"
        + offer.packageName()
        + verb
        + demand.relation()
        + "`, and "
        + demand.project()
        + " is "
        + version(demand.project());
  }

  private String clash(Offer offer, Requirement requirement) {
    return "`"
        + offer.packageName()
        + "` requires `"
        + Phrases.requirement(requirement)
        + "`, and "
        + requirement.name()
        + " is "
        + version(requirement.name());
  }
}
