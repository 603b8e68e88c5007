package org.debwright.resolve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.debwright.python.MarkerEnvironment;
import org.debwright.python.ProjectName;

/** One search with certain candidates kept back, and what came of it. */
final class Attempt {
  private final Explorer explorer;
  private final Search.End end;

  private Attempt(Explorer explorer, Search.End end) {
    this.explorer = explorer;
    this.end = end;
  }

  /** What does not change from one attempt to the next. */
  record Question(
      Knowledge knowledge,
      Scout scout,
      MarkerEnvironment environment,
      Wishes wishes,
      List<Root> roots,
      List<Root> constraints) {}

  /**
   * Searches, and where kept-back candidates may be what is missing, searches again with those
   * open.
   *
   * <p>PEP 440 accepts pre-releases "where there is no final or post release that satisfies the
   * version specifier", PEP 592 accepts a yanked release where a specifier pins it. Each
   * requirement by itself is judged so at once; but pip, and we, mean all requirements on a project
   * together, and which these are is known only at the end. So what no single requirement admits is
   * opened only after a refusal that rests on it, and taken only if {@link Justification} finds the
   * whole solution in keeping with the rules.
   */
  static Attempt of(Question question) {
    Map<ProjectName, Candidates.Opening> openings = new LinkedHashMap<>();
    Attempt first = search(question, openings);
    Attempt latest = first;
    while (latest.end instanceof Search.End.Refused refused) {
      Map<ProjectName, Candidates.Opening> more =
          Justification.openings(refused.contradiction(), latest.explorer);
      more.entrySet().removeAll(openings.entrySet());
      if (more.isEmpty()) {
        return first;
      }
      openings.putAll(more);
      latest = search(question, openings);
    }
    return latest == first || latest.isJustified(question) ? latest : first;
  }

  private boolean isJustified(Question question) {
    return end instanceof Search.End.Solved solved
        && Justification.holds(question, solved.decisions(), explorer);
  }

  private static Attempt search(Question question, Map<ProjectName, Candidates.Opening> openings) {
    Attempt quick = search(question, openings, Explorer.Shortcuts.TAKEN);
    return quick.restsOnInterpolation()
        ? search(question, openings, Explorer.Shortcuts.AVOIDED)
        : quick;
  }

  private boolean restsOnInterpolation() {
    return end instanceof Search.End.Refused refused
        && ProofReduction.facts(refused.contradiction()).stream()
            .anyMatch(fact -> fact.cause() instanceof Cause.Interpolated);
  }

  private static Attempt search(
      Question question,
      Map<ProjectName, Candidates.Opening> openings,
      Explorer.Shortcuts shortcuts) {
    Explorer explorer =
        new Explorer(
            question.knowledge(),
            question.scout(),
            question.environment(),
            question.wishes(),
            question.constraints(),
            openings,
            shortcuts);
    return new Attempt(explorer, new Search(explorer).run(explorer.roots(question.roots())));
  }

  Explorer explorer() {
    return explorer;
  }

  Search.End end() {
    return end;
  }
}
