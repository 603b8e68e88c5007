package org.debwright.resolve;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.debwright.python.CoreMetadata;
import org.debwright.python.MarkerEnvironment;
import org.debwright.python.ProjectName;
import org.debwright.python.Requirement;

/** Tells the search what the index says, as incompatibilities. Asks no more than is needed. */
final class Explorer implements Search.Frontier {
  private final Knowledge knowledge;
  private final Scout scout;
  private final MarkerEnvironment environment;
  private final Wishes wishes;
  private final List<Root> constraints;
  private final Map<ProjectName, Candidates.Opening> openings;
  private final Optional<Prober> shortcuts;
  private final SuiteFacts suiteFacts;
  private final boolean isPipNewer;
  private final Set<ProjectName> wanted = new HashSet<>();
  // What the search has met so far; what merely the scout has fetched must not matter.
  private final Map<ProjectName, Candidates> met = new HashMap<>();
  private final Map<ProjectName, Map<List<?>, Supplier<Optional<Incompatibility>>>> deferred =
      new HashMap<>();
  private final Map<Candidate, Rejection> skipped = new LinkedHashMap<>();

  /** Whether long rows of releases may be passed over without reading all of them. */
  enum Shortcuts {
    TAKEN,
    AVOIDED
  }

  Explorer(
      Knowledge knowledge,
      Scout scout,
      MarkerEnvironment environment,
      Wishes wishes,
      List<Root> constraints,
      Map<ProjectName, Candidates.Opening> openings,
      Shortcuts shortcuts) {
    this.knowledge = knowledge;
    this.scout = scout;
    this.environment = environment;
    this.wishes = wishes;
    this.constraints = constraints;
    this.openings = openings;
    this.shortcuts =
        shortcuts == Shortcuts.TAKEN ? Optional.of(new Prober(this)) : Optional.empty();
    this.suiteFacts = new SuiteFacts(this);
    this.isPipNewer = knowledge.policy().preference() == Policy.Preference.PIP_NEWER;
  }

  /** What the user asks for. */
  List<Incompatibility> roots(List<Root> roots) {
    scout.expect(roots.stream().map(Root::requirement).toList());
    return roots.stream().flatMap(this::root).toList();
  }

  private Stream<Incompatibility> root(Root root) {
    Requirement requirement = root.requirement();
    want(requirement.name());
    Stream<Incompatibility> constraining = meet(requirement.name());
    Candidates.Admission admission = admit(requirement);
    return Stream.concat(
        constraining,
        nodes(requirement)
            .flatMap(
                to ->
                    Incompatibility.never(
                        to,
                        admission.allowed().complement(),
                        new Cause.Asked(requirement, root.where(), to, admission.heldBack()))
                        .stream()));
  }

  @Override
  public int best(Node node, States states, PartialSolution solution) {
    Optional<Integer> base =
        node instanceof Node.Extra
            ? Optional.ofNullable(solution.decisions().get(new Node.Base(node.project())))
            : Optional.empty();
    return base.filter(states::has).orElseGet(() -> best(candidates(node.project()), states));
  }

  private int best(Candidates candidates, States states) {
    boolean theirs = candidates.offered() >= 0 && states.has(candidates.offered());
    return theirs && isForSuiteOnly(candidates.project())
        ? candidates.offered()
        : candidates.best(states);
  }

  @Override
  public int lateness(Node node, States states) {
    return isForSuiteOnly(node.project()) ? 2 : candidates(node.project()).lateness(states);
  }

  /** Whether none but packages of the suite ask for it, so that pip would never install it. */
  private boolean isForSuiteOnly(ProjectName project) {
    return isPipNewer && !wanted.contains(project);
  }

  /** Notes that pip would install {@code project}. */
  void want(ProjectName project) {
    wanted.add(project);
  }

  @Override
  public List<Incompatibility> before(Node node, int candidate, PartialSolution solution) {
    return node instanceof Node.Base base
        ? shortcuts.map(prober -> prober.probe(base, candidate, solution)).orElse(List.of())
        : List.of();
  }

  @Override
  public Iterator<Incompatibility> consequences(
      Node node, int candidate, PartialSolution solution) {
    Candidates candidates = candidates(node.project());
    States one = States.only(candidates.size(), candidate);
    Candidate chosen = candidates.get(candidate);
    Optional<Rejection> rejection = candidates.rejection(candidate);
    if (rejection.isPresent()) {
      States alike =
          candidates.likeRejected(candidate, solution.states(node).orElse(one).installed());
      return never(node, alike, rejection.get());
    }
    Reading reading = knowledge.reading(candidates, chosen);
    if (reading instanceof Reading.Refused refused) {
      skipped.put(chosen, refused.rejection());
      return never(node, one, refused.rejection());
    }
    return reading instanceof Reading.Packaged packaged
        ? consequences(node, one, packaged, solution)
        : consequences(node, one, (Reading.Known) reading, solution);
  }

  private Iterator<Incompatibility> consequences(
      Node node, States one, Reading.Packaged packaged, PartialSolution solution) {
    if (!(node instanceof Node.Extra extra)) {
      return suiteFacts.of((Node.Base) node, one, packaged);
    }
    States base = baseStates(extra, candidates(extra.project()), solution);
    if (!one.equals(base)) {
      return tie(extra, one, base, candidates(extra.project())).stream().iterator();
    }
    return packaged
        .upstream()
        .map(known -> require(node, one, known.requirements(environment, extra.extra())))
        .orElseGet(
            () ->
                never(
                    node,
                    one,
                    new Rejection(
                        "extra", "what its extra requires is not known: no index has it")));
  }

  private Iterator<Incompatibility> consequences(
      Node node, States one, Reading.Known known, PartialSolution solution) {
    if (!(node instanceof Node.Extra extra)) {
      return require(node, one, note(node.project(), one.newest(), known));
    }
    States base = baseStates(extra, candidates(extra.project()), solution);
    return one.equals(base)
        ? require(node, one, known.requirements(environment, extra.extra()))
        : tie(extra, one, base, candidates(extra.project())).stream().iterator();
  }

  private List<Requirement> note(ProjectName project, int index, Reading.Known known) {
    List<Requirement> requirements = known.requirements();
    shortcuts.ifPresent(prober -> prober.note(project, index, requirements));
    return requirements;
  }

  /** What a release that was read requires of {@code required}. */
  List<Incompatibility> facts(Node.Base from, int index, Node.Base required) {
    States one = States.only(candidates(from.project()).size(), index);
    return requirements(from, index).stream()
        .filter(requirement -> requirement.name().equals(required.project()))
        .flatMap(requirement -> require(from, one, requirement))
        .toList();
  }

  /** Whether the search has come upon {@code project}. */
  boolean hasMet(ProjectName project) {
    return met.containsKey(project);
  }

  /** Whether reading a release costs no more than a request, as far as can be told. */
  boolean isReadable(ProjectName project, int index) {
    return candidates(project).rejection(index).isEmpty()
        && candidates(project).get(index).file().filter(Scout::isCheap).isPresent();
  }

  /** Reads a release for the sake of its requirements; false where that gives nothing. */
  boolean read(ProjectName project, int index) {
    Candidates all = candidates(project);
    if (knowledge.reading(all, all.get(index)) instanceof Reading.Known known) {
      note(project, index, known);
      return true;
    }
    return false;
  }

  private static States baseStates(
      Node.Extra extra, Candidates candidates, PartialSolution solution) {
    return Optional.ofNullable(solution.decisions().get(new Node.Base(extra.project())))
        .map(index -> States.only(candidates.size(), index))
        .orElse(States.none(candidates.size()));
  }

  /** The decided version of the project, if any, forbids the extra at every other version. */
  private static Optional<Incompatibility> tie(
      Node.Extra extra, States one, States base, Candidates candidates) {
    Node project = new Node.Base(extra.project());
    Cause cause = new Cause.Tied(extra);
    return base.isEmpty()
        ? Incompatibility.dependency(extra, one, project, one, cause)
        : Incompatibility.together(project, base, extra, candidates.all().minus(base), cause);
  }

  private static Iterator<Incompatibility> never(Node node, States states, Rejection why) {
    return Incompatibility.never(node, states, new Cause.Unusable(why)).stream().iterator();
  }

  /**
   * Requirements of projects that the search has met come first: they may spare asking for more.
   */
  private Iterator<Incompatibility> require(
      Node from, States versions, List<Requirement> requirements) {
    List<Requirement> known =
        requirements.stream().filter(one -> met.containsKey(one.name())).toList();
    List<Requirement> unknown =
        requirements.stream().filter(one -> !met.containsKey(one.name())).toList();
    List<Requirement> ordered = Stream.concat(known.stream(), unknown.stream()).toList();
    return new LazyFacts<>(
        ordered,
        requirement -> {
          if (!met.containsKey(requirement.name())) {
            scout.expect(unknown);
          }
          return require(from, versions, requirement).toList();
        });
  }

  private Stream<Incompatibility> require(Node from, States versions, Requirement requirement) {
    want(requirement.name());
    Stream<Incompatibility> constraining = meet(requirement.name());
    Candidates.Admission admission = admit(requirement);
    String text = Phrases.requirement(requirement);
    return Stream.concat(
        constraining,
        nodes(requirement)
            .flatMap(
                to ->
                    Incompatibility.dependency(
                        from,
                        versions,
                        to,
                        admission.allowed(),
                        new Cause.Requires(from, to, requirement, text, admission.heldBack()))
                        .stream()));
  }

  private static Stream<Node> nodes(Requirement requirement) {
    return Stream.concat(
        Stream.of(new Node.Base(requirement.name())),
        requirement.extras().stream().map(extra -> new Node.Extra(requirement.name(), extra)));
  }

  /** What a requirement allows. */
  Candidates.Admission admit(Requirement requirement) {
    Candidates candidates = candidates(requirement.name());
    if (requirement.url().isEmpty()) {
      return candidates.admit(requirement.specifiers());
    }
    // A release may ask for a URL (PEP 508); it is only taken where the user named the same one.
    boolean same = requirement.url().equals(wishes.url(requirement.name()));
    States none = States.none(candidates.size());
    return new Candidates.Admission(same ? candidates.all() : none, none);
  }

  /**
   * What a decided node requires by its metadata; of what the suite packages, only for extras: the
   * rest is its package's to say.
   */
  List<Requirement> requirements(Node node, int index) {
    Candidates all = candidates(node.project());
    Reading reading = knowledge.reading(all, all.get(index));
    if (reading instanceof Reading.Packaged packaged) {
      return node instanceof Node.Extra extra
          ? packaged
              .upstream()
              .map(known -> known.requirements(environment, extra.extra()))
              .orElse(List.of())
          : List.of();
    }
    if (!(reading instanceof Reading.Known known)) {
      return List.of();
    }
    return node instanceof Node.Extra extra
        ? known.requirements(environment, extra.extra())
        : known.requirements();
  }

  /** Whether anything was passed over after its metadata were asked for. */
  boolean hasSkipped() {
    return !skipped.isEmpty();
  }

  /** Why {@code candidate} was passed over after its metadata were asked for, if it was. */
  Optional<Rejection> skipped(Candidate candidate) {
    return Optional.ofNullable(skipped.get(candidate));
  }

  /** The metadata of a candidate that was decided. */
  CoreMetadata metadata(ProjectName project, int index) {
    Candidates all = candidates(project);
    if (knowledge.reading(all, all.get(index)) instanceof Reading.Known known) {
      return known.metadata();
    }
    throw new IllegalStateException(project + " was decided without its metadata");
  }

  /** What the suite packages of a project, as it was read when it was decided. */
  Reading.Packaged packaged(ProjectName project, int index) {
    Candidates all = candidates(project);
    if (knowledge.reading(all, all.get(index)) instanceof Reading.Packaged packaged) {
      return packaged;
    }
    throw new IllegalStateException(project + " is not the suite's");
  }

  /** What is known of both worlds. */
  Knowledge knowledge() {
    return knowledge;
  }

  /** All versions of {@code project} as this search sees them. */
  Candidates candidates(ProjectName project) {
    return met.computeIfAbsent(
        project,
        name -> {
          Candidates all = knowledge.candidates(name);
          return openings.containsKey(name) ? all.withOpening(openings.get(name)) : all;
        });
  }

  /**
   * Keeps a fact about a project until the search meets it.
   *
   * @param key what makes it one fact
   */
  void defer(ProjectName project, List<?> key, Supplier<Optional<Incompatibility>> fact) {
    deferred.computeIfAbsent(project, any -> new LinkedHashMap<>()).putIfAbsent(key, fact);
  }

  /**
   * The constraints of a project and what overrides say, when the search first meets it; and what
   * was deferred until then.
   */
  Stream<Incompatibility> meet(ProjectName project) {
    Map<List<?>, Supplier<Optional<Incompatibility>>> kept = deferred.remove(project);
    Stream<Incompatibility> introduced = introduce(project);
    return kept == null
        ? introduced
        : Stream.concat(introduced, kept.values().stream().flatMap(fact -> fact.get().stream()));
  }

  private Stream<Incompatibility> introduce(ProjectName project) {
    if (met.containsKey(project)) {
      return Stream.empty();
    }
    Candidates candidates = candidates(project);
    Stream<Incompatibility> overriding =
        knowledge
            .policy()
            .override(project)
            .flatMap(choice -> suiteFacts.override(candidates, choice))
            .stream();
    return Stream.concat(
        overriding,
        constraints.stream()
            .filter(constraint -> constraint.requirement().name().equals(project))
            .flatMap(constraint -> constrain(constraint, candidates)));
  }

  private static Stream<Incompatibility> constrain(Root constraint, Candidates candidates) {
    Requirement requirement = constraint.requirement();
    States satisfying = candidates.satisfying(requirement.specifiers());
    return Incompatibility.never(
        new Node.Base(requirement.name()),
        candidates.all().minus(satisfying),
        new Cause.Constrained(requirement, constraint.where()))
        .stream();
  }
}
