package org.debwright.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter;
import org.debwright.python.PythonTarget;
import org.debwright.python.Requirement;

/**
 * Finds for one declared target the releases and packages of the suite that fit together, by
 * PubGrub, the best by the policy, or proves that there are none. The same questions and answers
 * give the same result, however threads run.
 */
public final class Solver {
  private final World world;
  private final Optional<SuiteWorld> suite;
  private final PythonTarget target;
  private final SolverSettings settings;
  private final Reporter reporter;

  /**
   * A solver.
   *
   * @param reporter is told of yanked releases, unknown extras and requirements left out
   */
  public Solver(World world, PythonTarget target, SolverSettings settings, Reporter reporter) {
    this(world, Optional.empty(), target, settings, reporter);
  }

  /**
   * A solver over both worlds.
   *
   * @param suite what the suite packages; consulted where {@link SolverSettings#policy} says so
   * @param reporter is told of yanked releases, unknown extras and requirements left out
   */
  public Solver(
      World world,
      Optional<SuiteWorld> suite,
      PythonTarget target,
      SolverSettings settings,
      Reporter reporter) {
    this.world = world;
    this.suite = suite;
    this.target = target;
    this.settings = settings;
    this.reporter = reporter;
  }

  /**
   * Solves for {@code requirements}.
   *
   * @throws DebwrightException with code {@code unsatisfiable} and the proof as its reason
   */
  public Resolution solve(List<Root> requirements) {
    return solve(requirements, List.of());
  }

  /**
   * Solves for {@code requirements}, of each project only what {@code constraints} allow.
   *
   * @throws DebwrightException with code {@code unsatisfiable} and the proof as its reason
   */
  public Resolution solve(List<Root> requirements, List<Root> constraints) {
    Outcome outcome = attempt(requirements, constraints);
    if (outcome instanceof Outcome.Refused refused) {
      throw Diagnostic.error("unsatisfiable", "the requirements cannot be satisfied together")
          .because(refused.refusal().text())
          .toException();
    }
    return ((Outcome.Solved) outcome).resolution();
  }

  /** As {@link #solve(List, List)}, with a refusal as a value. */
  public Outcome attempt(List<Root> requirements, List<Root> constraints) {
    List<Root> asked = applicable(requirements, "requirement");
    List<Root> constraining = applicable(constraints, "constraint");
    Wishes wishes = new Wishes(asked, constraining);
    Knowledge knowledge = new Knowledge(world, suite, target, settings, wishes);
    try (Scout scout = new Scout(knowledge, target.markers(), settings.lookahead())) {
      Attempt.Question question =
          new Attempt.Question(knowledge, scout, target.markers(), wishes, asked, constraining);
      return outcome(question, Attempt.of(question));
    }
  }

  private Outcome outcome(Attempt.Question question, Attempt attempt) {
    Explorer explorer = attempt.explorer();
    if (attempt.end() instanceof Search.End.Refused refused) {
      return new Outcome.Refused(
          Proof.of(
              refused.contradiction(), new Statements(explorer::candidates, question.wishes())));
    }
    Search.End.Solved solved = (Search.End.Solved) attempt.end();
    Resolution resolution =
        new Assembly(question, explorer, solved.decisions(), reporter).resolution();
    if (settings.hashes() == SolverSettings.HashPolicy.REQUIRED) {
      requireHashes(resolution);
    }
    return new Outcome.Solved(resolution);
  }

  /** PEP 508, "Environment Markers": a requirement counts only where its marker holds. */
  private List<Root> applicable(List<Root> roots, String kind) {
    List<Root> applicable = new ArrayList<>();
    for (Root root : roots) {
      Requirement requirement = root.requirement();
      if (requirement.appliesTo(target.markers(), Set.of())) {
        applicable.add(root);
      } else {
        reporter.report(
            Diagnostic.note(kind + "-not-for-target", "`" + requirement + "` is left out")
                .because("its marker does not hold for Python " + target.fullVersion())
                .at(root.where()));
      }
    }
    return applicable;
  }

  private static void requireHashes(Resolution resolution) {
    List<Diagnostic> missing =
        resolution.pinned().stream()
            .filter(pinned -> pinned.requiredHashes().isEmpty())
            .map(
                pinned ->
                    Diagnostic.error(
                            "hash-missing",
                            "`" + pinned.project() + "==" + pinned.version() + "` has no hash")
                        .because("hashes are required of every project, dependencies included"))
            .toList();
    if (!missing.isEmpty()) {
      throw new DebwrightException(missing);
    }
  }
}
