package org.debwright.transition.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.debwright.debian.Architecture;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.python.MarkerEnvironment;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.PythonTarget;
import org.debwright.python.PythonVersion;
import org.debwright.python.Requirement;
import org.debwright.transition.TransitionNames;
import org.debwright.transition.plan.PlannedDistribution.Fate;
import org.debwright.transition.survey.InstalledDistribution;
import org.debwright.transition.survey.Interpreter;
import org.debwright.transition.survey.Place;
import org.debwright.transition.survey.Survey;

/** Decides what becomes of each distribution, and by which steps. */
public final class Planner {
  // Only markers are evaluated, and none asks for it.
  private static final int ANY_GLIBC = 17;

  private final Survey survey;
  private final Supplies supplies;
  private final Architecture architecture;
  private final TransitionNames names;
  private final UserSites users;
  private final Map<InstalledDistribution, PlannedDistribution> planned = new HashMap<>();

  /** What becomes of the user sites of accounts. */
  public enum UserSites {
    /** They come before every package, as ever. */
    STAY,
    /** Packages come before them; nothing in them is changed. */
    BEHIND
  }

  private Planner(
      Survey survey,
      Supplies supplies,
      Architecture architecture,
      TransitionNames names,
      UserSites users) {
    this.survey = survey;
    this.supplies = supplies;
    this.architecture = architecture;
    this.names = names;
    this.users = users;
  }

  /**
   * Plans.
   *
   * @param users what becomes of user sites
   * @param only projects to move, one by one; empty for whole directories
   * @throws DebwrightException if one of {@code only} is not there or cannot be moved alone
   */
  public static TransitionPlan plan(
      Survey survey,
      Supplies supplies,
      Architecture architecture,
      TransitionNames names,
      UserSites users,
      Set<ProjectName> only) {
    Planner planner = new Planner(survey, supplies, architecture, names, users);
    List<PlannedDistribution> decided = planner.decide();
    Steps steps = new Steps(survey, decided, names, users);
    steps.plan(only);
    return new TransitionPlan(
        decided, steps.steps(), planner.unpinned(), steps.kept(), steps.watched());
  }

  private List<PlannedDistribution> decide() {
    survey.distributions().forEach(each -> planned.put(each, first(each)));
    List<PlannedDistribution> decided = new ArrayList<>();
    for (InstalledDistribution each : survey.distributions()) {
      PlannedDistribution plan = planned.getOrDefault(each, first(each));
      decided.add(mayBreak(plan) ? checked(plan) : plan);
    }
    return decided;
  }

  // What stays in a user site imports what packages replaced elsewhere.
  private static boolean mayBreak(PlannedDistribution plan) {
    return plan.fate() == Fate.FALLS_BACK
        || (plan.fate() == Fate.STAYS
            && plan.distribution().place().kind() == Place.Kind.USER_SITE);
  }

  // By itself, whatever becomes of the others.
  private PlannedDistribution first(InstalledDistribution each) {
    Optional<String> untouched = untouched(each);
    if (untouched.isPresent()) {
      return new PlannedDistribution(each, Fate.STAYS, Optional.empty(), List.of(untouched.get()));
    }
    Optional<Supply> supply = supplies.find(each.project(), each.place().version().major());
    List<String> reasons = new ArrayList<>();
    each.editable().ifPresent(target -> reasons.add("editable: its code stays in " + target));
    if (supply.isEmpty()) {
      reasons.add("no package has it");
      return new PlannedDistribution(each, Fate.FALLS_BACK, supply, reasons);
    }
    if (isOtherSoftware(each, supply.get())) {
      reasons.add(
          "`"
              + supply.get().packageName()
              + "` has other modules under that name: "
              + String.join(" ", supply.get().modules()));
      return new PlannedDistribution(each, Fate.FALLS_BACK, Optional.empty(), reasons);
    }
    reasons.addAll(remarks(each, supply.get()));
    return new PlannedDistribution(each, Fate.REPLACED, supply, reasons);
  }

  private Optional<String> untouched(InstalledDistribution each) {
    return switch (each.place().kind()) {
      case USER_SITE ->
          users == UserSites.BEHIND
              ? ofNoDebian(each.place().version())
              : Optional.of(
                  "user site of "
                      + each.place().account().orElse("an account")
                      + ": comes before every package; `--user-sites` puts it behind");
      case SITE_PACKAGES -> Optional.of("of a Python that no package installed");
      case STRAY -> Optional.of("no Python of Debian reads that directory");
      case PACKAGED -> Optional.of("lies among the files of packages");
      case VENV -> Optional.of("virtual environment");
      case DIST_PACKAGES -> ofNoDebian(each.place().version());
    };
  }

  private Optional<String> ofNoDebian(PythonVersion version) {
    if (names.place(version).isEmpty()) {
      return Optional.of("Python " + version + " is not meant, unless `--python2` says so");
    }
    return interpreter(version).isPresent()
        ? Optional.empty()
        : Optional.of("there is no Python " + version + " of Debian's");
  }

  private Optional<Interpreter> interpreter(PythonVersion version) {
    return survey.interpreters().stream()
        .filter(each -> each.isDebian() && each.version().equals(version))
        .findFirst();
  }

  private static boolean isOtherSoftware(InstalledDistribution each, Supply supply) {
    return !supply.modules().isEmpty()
        && !each.modules().isEmpty()
        && each.editable().isEmpty()
        && each.modules().stream().noneMatch(supply::hasModule);
  }

  private static List<String> remarks(InstalledDistribution each, Supply supply) {
    List<String> remarks = new ArrayList<>();
    if (each.version().isPresent() && supply.version().isPresent()) {
      int order = supply.version().get().compareTo(each.version().get());
      if (order < 0) {
        remarks.add("older than pip's " + each.spelling());
      }
    }
    if (!supply.modules().isEmpty() && each.editable().isEmpty()) {
      List<String> left =
          each.modules().stream().filter(module -> !supply.hasModule(module)).toList();
      if (!left.isEmpty()) {
        remarks.add("only pip's has " + String.join(" ", left));
      }
    }
    return remarks;
  }

  /**
   * What a root's packages broke as they came before pip's copies: distributions, pip's and
   * packaged ones, that require more than the package has and had it from pip.
   *
   * @return the distribution and the requirement, sorted
   */
  public static List<String> broken(
      Survey survey,
      Supplies supplies,
      Architecture architecture,
      TransitionNames names,
      UserSites users) {
    Planner planner = new Planner(survey, supplies, architecture, names, users);
    planner.decide();
    List<String> broken = new ArrayList<>();
    for (PlannedDistribution each : planner.planned.values()) {
      if (mayBreak(each)) {
        planner.brokenOf(each.distribution()).forEach(why -> broken.add(told(each, why)));
      }
    }
    for (InstalledDistribution each : survey.packaged()) {
      planner
          .brokenOf(each)
          .forEach(why -> broken.add(each.owner().orElse("") + ": " + each.label() + " " + why));
    }
    return broken.stream().sorted().distinct().toList();
  }

  private static String told(PlannedDistribution each, String why) {
    return each.distribution().place().path() + ": " + each.distribution().label() + " " + why;
  }

  // What falls back goes on importing the others, which may be older now.
  private PlannedDistribution checked(PlannedDistribution plan) {
    List<String> broken = brokenOf(plan.distribution());
    if (broken.isEmpty()) {
      return plan;
    }
    broken.addAll(plan.reasons());
    return new PlannedDistribution(plan.distribution(), Fate.BLOCKS, plan.supply(), broken);
  }

  private List<String> brokenOf(InstalledDistribution requiring) {
    List<String> broken = new ArrayList<>();
    for (Requirement requirement : requiring.requirements()) {
      for (PlannedDistribution other : replacements(requiring.place(), requirement.name())) {
        Optional<MarkerEnvironment> markers = markers(other.distribution().place());
        if (markers.isPresent() && applies(requirement, markers.get())) {
          breaks(requirement, other).ifPresent(broken::add);
        }
      }
    }
    return broken;
  }

  private static boolean applies(Requirement requirement, MarkerEnvironment markers) {
    try {
      return requirement.appliesTo(markers, Set.of());
    } catch (DebwrightException incomparable) {
      // pip would not have installed it; that it asks for something is the strict reading.
      return true;
    }
  }

  // Packages' modules are for every Python 3, each of which may have its own copies of pip's. An
  // account's own copy comes before pip's, which its user site imports too.
  private List<PlannedDistribution> replacements(Place place, ProjectName project) {
    List<PlannedDistribution> copies =
        planned.values().stream()
            .filter(each -> each.distribution().project().equals(project))
            .toList();
    List<PlannedDistribution> own =
        copies.stream().filter(each -> each.distribution().place().equals(place)).toList();
    List<PlannedDistribution> seen =
        place.kind() == Place.Kind.DIST_PACKAGES || !own.isEmpty()
            ? own
            : copies.stream()
                .filter(each -> each.distribution().place().isMovable())
                .filter(each -> place.serves(each.distribution().place().version()))
                .toList();
    return seen.stream().filter(each -> each.fate() == Fate.REPLACED).toList();
  }

  private static Optional<String> breaks(Requirement requirement, PlannedDistribution other) {
    Supply supply = other.supply().orElseThrow();
    Optional<Pep440Version> before = other.distribution().version();
    boolean wasFine = before.isEmpty() || requirement.specifiers().contains(before.get());
    boolean isFine =
        supply.version().isEmpty() || requirement.specifiers().contains(supply.version().get());
    return isFine || !wasFine
        ? Optional.empty()
        : Optional.of(
            "requires `"
                + requirement
                + "`, and `"
                + supply.packageName()
                + "` has "
                + supply.version().orElseThrow()
                + " (pip's was "
                + other.distribution().spelling()
                + ")");
  }

  private Optional<MarkerEnvironment> markers(Place place) {
    return interpreter(place.version())
        .map(
            python ->
                PythonTarget.of(
                        place.version(), python.fullVersion(), architecture.machine(), ANY_GLIBC)
                    .markers());
  }

  private List<String> unpinned() {
    List<String> unpinned = new ArrayList<>();
    if (!supplies.isLocked()) {
      return unpinned;
    }
    for (InstalledDistribution each : survey.distributions()) {
      if (untouched(each).isPresent()) {
        continue;
      }
      Optional<Pep440Version> pin = supplies.pin(each.project());
      if (pin.isEmpty()) {
        unpinned.add(each.label() + ": no pin");
      } else if (!pin.equals(each.version())) {
        unpinned.add(each.label() + ": pinned at " + pin.get());
      }
    }
    return unpinned;
  }
}
