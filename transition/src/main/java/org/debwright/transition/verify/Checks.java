package org.debwright.transition.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.debwright.debian.Architecture;
import org.debwright.lock.Lock;
import org.debwright.transition.TransitionNames;
import org.debwright.transition.plan.Planner;
import org.debwright.transition.plan.Planner.UserSites;
import org.debwright.transition.plan.Supplies;
import org.debwright.transition.plan.TransitionPlan;
import org.debwright.transition.survey.Place;
import org.debwright.transition.survey.Root;
import org.debwright.transition.survey.Survey;
import org.debwright.transition.survey.Survey.LooseFile;
import org.debwright.transition.survey.Survey.PlaceSummary;

/** What a survey tells of a root that left pip; nothing is run. */
public final class Checks {
  private final Root root;
  private final Survey survey;
  private final TransitionNames names;

  private Checks(Root root, Survey survey, TransitionNames names) {
    this.root = root;
    this.survey = survey;
    this.names = names;
  }

  /**
   * All but the imports.
   *
   * @param lock whose pins what is imported has to have; without, those of the packages count that
   *     depend on the transition's
   */
  public static List<Check> of(
      Root root,
      Survey survey,
      Architecture architecture,
      TransitionNames names,
      Optional<Lock> lock) {
    Checks checks = new Checks(root, survey, names);
    UserSites users =
        root.isFile(names.state() + "/user-sites") ? UserSites.BEHIND : UserSites.STAY;
    Supplies supplies = Supplies.installed(survey);
    TransitionPlan plan = Planner.plan(survey, supplies, architecture, names, users, Set.of());
    List<String> broken = Planner.broken(survey, supplies, architecture, names, users);
    int requiring = survey.distributions().size() + survey.packaged().size();
    return List.of(
        checks.calls(),
        checks.files(),
        Check.of(Check.Name.REQUIREMENTS, requiring, broken),
        new Pins(root, survey, names, plan).check(lock));
  }

  private Check calls() {
    List<String> wrong =
        survey.foreignCalls().stream()
            .map(
                call ->
                    call.path()
                        + ":"
                        + call.line()
                        + ": "
                        + call.kind()
                        + ", "
                        + call.how()
                        + ": "
                        + call.text()
                        + (call.owner().isEmpty() ? "" : " (" + call.owner() + ")"))
            .toList();
    return Check.of(Check.Name.CALLS, survey.calls().size(), wrong);
  }

  private Check files() {
    List<String> pips = new ArrayList<>();
    int looked = 0;
    for (PlaceSummary each : survey.places()) {
      if (each.place().kind() == Place.Kind.DIST_PACKAGES) {
        pips.add(each.place().path() + "/");
        looked += each.files();
      }
    }
    List<String> wrong =
        survey.loose().stream()
            .filter(file -> pips.stream().anyMatch(file.path()::startsWith))
            .filter(file -> !isMoved(file))
            .map(file -> file.path() + ": no distribution has it")
            .toList();
    return Check.of(Check.Name.FILES, looked, wrong);
  }

  // The link that stays where a single distribution was moved away.
  private boolean isMoved(LooseFile file) {
    return root.target(file.path())
        .filter(target -> target.contains("." + names.suffix() + "/"))
        .isPresent();
  }
}
