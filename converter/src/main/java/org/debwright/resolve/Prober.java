package org.debwright.resolve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.debwright.python.ProjectName;
import org.debwright.python.Requirement;

/**
 * Spares the solver from walking down a thousand releases one by one.
 *
 * <p>Where the newest releases of a project are refused because each requires a too new (or too
 * old) version of another one, the older releases are searched by interpolation and bisection for
 * the first that is not refused on that side. Between two releases that were read, those that were
 * not are taken to require something between what these two require: a {@link Cause.Interpolated}.
 *
 * <p>Why the result stays right: an interpolated fact only ever passes releases over. Whatever is
 * chosen has been read, and every fact about it is a fact; so a solution is a solution. A refusal
 * that rests on an interpolated fact is not believed: {@link Attempt} then searches again without
 * any. That the newest fitting release is found needs the assumption itself: that what a project's
 * releases require moves one way with their versions. A release that breaks it, and lies between
 * two that were read and refused, is passed over. To know better one would have to read all of
 * them, which is the very cost to avoid; so it is done only where many releases are left.
 */
final class Prober {
  // Fewer are read one by one: that costs about as much and assumes nothing.
  private static final int FEW = 16;

  private final Explorer explorer;
  private final Map<ProjectName, NavigableMap<Integer, List<Requirement>>> read = new HashMap<>();
  private final Set<Trace> done = new HashSet<>();

  Prober(Explorer explorer) {
    this.explorer = explorer;
  }

  /** A search that has been made: from which release on, about which requirement. */
  private record Trace(ProjectName project, int newest, ProjectName required) {}

  /** On which side of what is possible a requirement lies. */
  private enum Side {
    NEWER,
    OLDER,
    NEITHER
  }

  /** Why a project is stuck. */
  private record Block(Node.Base node, Node.Base required, States possible, Side side) {}

  /** Notes what a release requires. */
  void note(ProjectName project, int index, List<Requirement> requirements) {
    read.computeIfAbsent(project, name -> new TreeMap<>()).put(index, requirements);
  }

  private NavigableMap<Integer, List<Requirement>> read(ProjectName project) {
    return read.getOrDefault(project, new TreeMap<>());
  }

  /** Facts that spare reading {@code candidate} and its like; none where it should be read. */
  List<Incompatibility> probe(Node.Base node, int candidate, PartialSolution solution) {
    Map.Entry<Integer, List<Requirement>> last = read(node.project()).lowerEntry(candidate);
    // What the suite packages stands in no row with the index's releases.
    if (last == null
        || explorer.candidates(node.project()).offered() == candidate
        || read(node.project()).containsKey(candidate)) {
      return List.of();
    }
    // What the last refused release required may be stuck itself: two projects in lockstep.
    for (Requirement requirement : last.getValue()) {
      Node.Base other = new Node.Base(requirement.name());
      int next = next(other, solution);
      if (next >= 0 && !other.equals(node)) {
        List<Incompatibility> facts = search(other, next, solution);
        if (!facts.isEmpty()) {
          return facts;
        }
      }
    }
    return search(node, candidate, solution);
  }

  /** The newest release not read yet that is not excluded, or -1. */
  private int next(Node.Base node, PartialSolution solution) {
    return possible(node, solution)
        .map(
            states ->
                states
                    .indices()
                    .filter(i -> !read(node.project()).containsKey(i))
                    .findFirst()
                    .orElse(-1))
        .orElse(-1);
  }

  /** The versions that are not excluded; empty where the project was not even met. */
  private Optional<States> possible(Node.Base node, PartialSolution solution) {
    if (!explorer.hasMet(node.project())) {
      return Optional.empty();
    }
    return solution
        .states(node)
        .or(() -> Optional.of(explorer.candidates(node.project()).all()))
        .map(States::installed);
  }

  private List<Incompatibility> search(Node.Base node, int from, PartialSolution solution) {
    NavigableMap<Integer, List<Requirement>> newer = read(node.project()).headMap(from, false);
    if (newer.size() < 2) {
      return List.of();
    }
    int last = newer.lastKey();
    int before = newer.headMap(last, false).lastKey();
    Optional<Block> block = block(node, last, before, solution);
    States left = possible(node, solution).orElseThrow();
    List<Integer> rest =
        left.indices()
            .filter(i -> i > last && explorer.isReadable(node.project(), i))
            .boxed()
            .toList();
    if (block.isEmpty()
        || rest.size() < FEW
        || !done.add(new Trace(node.project(), last, block.get().required().project()))) {
      return List.of();
    }
    return new Bisection(block.get(), rest, before, last).facts();
  }

  /** The requirement by which both {@code last} and {@code before} are refused, if there is one. */
  private Optional<Block> block(Node.Base node, int last, int before, PartialSolution solution) {
    return read(node.project()).getOrDefault(last, List.of()).stream()
        .map(requirement -> new Node.Base(requirement.name()))
        .filter(required -> !required.equals(node))
        // Where the search chose a version itself, it may better choose another.
        .filter(required -> solution.choiceLevel(required).isEmpty())
        .flatMap(required -> block(node, required, last, before, solution).stream())
        .filter(block -> reckon(block, last, before) >= last + FEW)
        .findFirst();
  }

  private Optional<Block> block(
      Node.Base node, Node.Base required, int last, int before, PartialSolution solution) {
    Optional<States> possible = possible(required, solution).filter(states -> !states.isEmpty());
    if (possible.isEmpty()) {
      return Optional.empty();
    }
    Side side = side(new Block(node, required, possible.get(), Side.NEITHER), last);
    Block block = new Block(node, required, possible.get(), side);
    return side != Side.NEITHER && side == side(block, before)
        ? Optional.of(block)
        : Optional.empty();
  }

  /**
   * The release that should be the first not refused, if what is required moves on as it did from
   * {@code before} to {@code last}; a very old one if it did not move.
   */
  private long reckon(Block block, int last, int before) {
    int here = required(block, last).newest();
    int step = here - required(block, before).newest();
    return step <= 0 || block.side() != Side.NEWER
        ? Integer.MAX_VALUE
        : last + (long) (block.possible().newest() - here) * (last - before) / step;
  }

  private Side side(Block block, int index) {
    States required = required(block, index);
    if (required.isEmpty()) {
      return Side.NEITHER;
    }
    if (required.oldest() < block.possible().newest()) {
      return Side.NEWER;
    }
    return required.newest() > block.possible().oldest() ? Side.OLDER : Side.NEITHER;
  }

  /** What release {@code index} requires of the other project; everything where nothing. */
  private States required(Block block, int index) {
    ProjectName other = block.required().project();
    States result = explorer.candidates(other).all();
    for (Requirement requirement : read(block.node().project()).getOrDefault(index, List.of())) {
      if (requirement.name().equals(other)) {
        result = result.and(explorer.admit(requirement).allowed());
      }
    }
    return result;
  }

  /** The search for the first release that is not refused like the newer ones. */
  private final class Bisection {
    private final Block block;
    private final List<Integer> rest;
    private final List<Integer> refused = new ArrayList<>();
    private final int before;
    // Positions in `rest`: all up to `low` are taken to be refused, `high` is not.
    private int low = -1;
    private int high;

    Bisection(Block block, List<Integer> rest, int before, int last) {
      this.block = block;
      this.rest = rest;
      this.before = before;
      this.high = rest.size();
      refused.add(last);
    }

    List<Incompatibility> facts() {
      int guess = interpolate();
      while (high - low > 1) {
        int position = guess > low && guess < high ? guess : (low + high) >>> 1;
        int index = rest.get(position);
        if (!explorer.read(block.node().project(), index)) {
          break;
        }
        boolean isRefused = side(block, index) == block.side();
        if (isRefused) {
          refused.add(index);
          low = position;
        } else {
          high = position;
        }
        // A good guess is confirmed by its neighbour.
        guess = guess == position ? position + (isRefused ? 1 : -1) : -1;
      }
      return gaps();
    }

    /** Where the other project's versions move in step, the place can be reckoned. */
    private int interpolate() {
      long wanted = reckon(block, refused.get(0), before);
      int position = 0;
      while (position < rest.size() && rest.get(position) < wanted) {
        position++;
      }
      return position;
    }

    private List<Incompatibility> gaps() {
      List<Integer> sorted = refused.stream().sorted().toList();
      List<Incompatibility> facts = new ArrayList<>();
      sorted.forEach(index -> facts.addAll(explorer.facts(block.node(), index, block.required())));
      for (int i = 1; i < sorted.size(); i++) {
        gap(sorted.get(i - 1), sorted.get(i)).ifPresent(facts::add);
      }
      return facts;
    }

    private Optional<Incompatibility> gap(int newer, int older) {
      Candidates own = explorer.candidates(block.node().project());
      States between =
          States.where(
              own.size(),
              i ->
                  i > newer
                      && i < older
                      && i != own.offered()
                      && !read(own.project()).containsKey(i));
      States ends = required(block, newer).or(required(block, older));
      States span = States.where(ends.candidates(), i -> i >= ends.newest() && i <= ends.oldest());
      return Incompatibility.dependency(
          block.node(),
          between,
          block.required(),
          span,
          new Cause.Interpolated(block.node(), block.required()));
    }
  }
}
