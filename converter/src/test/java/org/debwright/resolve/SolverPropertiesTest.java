package org.debwright.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.debwright.diagnostic.Reporter;
import org.debwright.python.ProjectName;
import org.junit.jupiter.api.Test;

/** PubGrub: finds a solution whenever there is one, and only then. */
final class SolverPropertiesTest {
  private static final int QUESTIONS = Integer.getInteger("debwright.questions", 600);
  private static final long SEED = Long.getLong("debwright.seed", 20260101);

  @Test
  void agreesWithTryingEverything() {
    int solved = 0;
    for (long seed = SEED; seed < SEED + QUESTIONS; seed++) {
      String text = new RandomUniverse(seed).text();
      Scenario scenario = Scenario.parse(text);
      Outcome outcome = solve(scenario, scenario.world, scenario.settings().withLookahead(0));
      BruteForce oracle = new BruteForce(scenario);
      if (outcome instanceof Outcome.Solved answer) {
        solved++;
        assertThat(oracle.accepts(picks(answer.resolution())))
            .as("seed %d: %s is a solution of%n%s", seed, answer, text)
            .isTrue();
      } else {
        assertThat(oracle.isSatisfiable()).as("seed %d has a solution:%n%s", seed, text).isFalse();
      }
    }
    // The generator must reach both ends.
    assertThat(solved).isBetween(QUESTIONS / 10, QUESTIONS * 9 / 10);
  }

  /** The same where the suite takes part, whatever the policy. */
  @Test
  void agreesWithTryingEverythingInBothWorlds() {
    int solved = 0;
    int supplied = 0;
    for (long seed = SEED; seed < SEED + QUESTIONS; seed++) {
      String text = new RandomUniverse(seed).textOfBothWorlds();
      Scenario scenario = Scenario.parse(text);
      Outcome outcome = solve(scenario, scenario.world, scenario.settings().withLookahead(0));
      BruteForce oracle = new BruteForce(scenario);
      if (outcome instanceof Outcome.Solved answer) {
        solved++;
        supplied += answer.resolution().supplied().isEmpty() ? 0 : 1;
        assertThat(oracle.accepts(picks(answer.resolution())))
            .as("seed %d: %s is a solution of%n%s", seed, answer, text)
            .isTrue();
      } else {
        assertThat(oracle.isSatisfiable()).as("seed %d has a solution:%n%s", seed, text).isFalse();
      }
    }
    assertThat(solved).isBetween(QUESTIONS / 10, QUESTIONS * 9 / 10);
    assertThat(supplied).isGreaterThan(QUESTIONS / 10);
  }

  /** Policy distro-first: what the suite packages is taken wherever it satisfies. */
  @Test
  void buildsNothingInVain() {
    for (long seed = SEED; seed < SEED + QUESTIONS; seed++) {
      String text = new RandomUniverse(seed).textOfBothWorlds();
      Scenario scenario = Scenario.parse(text);
      if (scenario.settings().policy().preference() == Policy.Preference.DISTRO_FIRST
          && solve(scenario, scenario.world, scenario.settings().withLookahead(0))
              instanceof Outcome.Solved answer) {
        assertThat(new BruteForce(scenario).builtInVain(picks(answer.resolution())))
            .as("seed %d: %s%n%s", seed, answer, text)
            .isEmpty();
      }
    }
  }

  @Test
  void installsNothingThatNobodyRequires() {
    for (long seed = SEED; seed < SEED + QUESTIONS; seed++) {
      Scenario scenario = Scenario.parse(new RandomUniverse(seed).text());
      if (solve(scenario, scenario.world, scenario.settings().withLookahead(0))
          instanceof Outcome.Solved answer) {
        for (Resolution.Pinned pinned : answer.resolution().pinned()) {
          boolean required =
              pinned.asked()
                  || answer.resolution().pinned().stream()
                      .flatMap(other -> other.dependencies().stream())
                      .anyMatch(requirement -> requirement.name().equals(pinned.project()));
          assertThat(required).as("seed %d: %s", seed, pinned.project()).isTrue();
        }
      }
    }
  }

  @Test
  void givesTheSameWhateverTheOrderAndTimingOfAnswers() {
    for (long seed = SEED; seed < SEED + QUESTIONS / 20; seed++) {
      Scenario scenario = Scenario.parse(new RandomUniverse(seed).text());
      String calm = solve(scenario, scenario.world, scenario.settings()).toString();
      for (int order = 1; order <= 3; order++) {
        World hurried = scenario.world.shuffled(order, order);
        assertThat(solve(scenario, hurried, scenario.settings()).toString())
            .as("seed %d", seed)
            .isEqualTo(calm);
      }
    }
  }

  /** Each fact of a proof is needed, and together they suffice. */
  @Test
  void refusesWithJustTheFactsThatContradictEachOther() {
    for (long seed = SEED; seed < SEED + QUESTIONS / 4; seed++) {
      Scenario scenario = Scenario.parse(new RandomUniverse(seed).text());
      Attempt attempt = attempt(scenario);
      if (attempt.end() instanceof Search.End.Refused refused) {
        List<Incompatibility> facts =
            ProofReduction.facts(ProofReduction.reduce(refused.contradiction()));
        assertThat(ProofReduction.contradiction(facts)).as("seed %d", seed).isPresent();
        for (Incompatibility fact : facts) {
          List<Incompatibility> others = facts.stream().filter(one -> one != fact).toList();
          assertThat(ProofReduction.contradiction(others))
              .as("seed %d without %s", seed, fact)
              .isEmpty();
        }
      }
    }
  }

  private static Attempt attempt(Scenario scenario) {
    Wishes wishes = new Wishes(scenario.asked, scenario.constraints);
    Knowledge knowledge =
        new Knowledge(
            scenario.world, scenario.suiteWorld(), scenario.target(), scenario.settings(), wishes);
    try (Scout scout = new Scout(knowledge, scenario.target().markers(), 0)) {
      return Attempt.of(
          new Attempt.Question(
              knowledge,
              scout,
              scenario.target().markers(),
              wishes,
              scenario.asked,
              scenario.constraints));
    }
  }

  private static Outcome solve(Scenario scenario, World world, SolverSettings settings) {
    return new Solver(world, scenario.suiteWorld(), scenario.target(), settings, Reporter.SILENT)
        .attempt(scenario.asked, scenario.constraints);
  }

  private static Map<ProjectName, BruteForce.Pick> picks(Resolution resolution) {
    Map<ProjectName, BruteForce.Pick> picks = new HashMap<>();
    resolution
        .pinned()
        .forEach(one -> picks.put(one.project(), new BruteForce.Pick.Release(one.distribution())));
    resolution
        .supplied()
        .forEach(
            one -> picks.put(one.offer().project(), new BruteForce.Pick.Packaged(one.offer())));
    return picks;
  }
}
