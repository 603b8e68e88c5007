package org.debwright.transition.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.ProjectName;
import org.debwright.transition.TransitionNames;
import org.debwright.transition.plan.PlannedDistribution.Fate;
import org.debwright.transition.plan.Planner.UserSites;
import org.debwright.transition.survey.InstalledDistribution;
import org.debwright.transition.survey.Interpreter;
import org.debwright.transition.survey.Place;
import org.debwright.transition.survey.Survey;
import org.debwright.transition.survey.Survey.PlaceSummary;

/** The engine's steps for what was decided (docs/transition-journal.md, "Plan"). */
final class Steps {
  private static final String COMMANDS = "/usr/local/bin";
  // What the engine takes as the name of a command.
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._+-]+");

  private final Survey survey;
  private final List<PlannedDistribution> decided;
  private final TransitionNames names;
  private final UserSites users;
  private final Set<String> steps = new LinkedHashSet<>();
  private final List<String> kept = new ArrayList<>();
  private final SortedSet<String> watched = new TreeSet<>();

  Steps(Survey survey, List<PlannedDistribution> decided, TransitionNames names, UserSites users) {
    this.survey = survey;
    this.decided = decided;
    this.names = names;
    this.users = users;
  }

  List<String> steps() {
    return List.copyOf(steps);
  }

  List<String> kept() {
    return kept;
  }

  List<String> watched() {
    return List.copyOf(watched);
  }

  void plan(Set<ProjectName> only) {
    if (served().isEmpty() && only.isEmpty()) {
      return;
    }
    lines();
    if (users == UserSites.BEHIND) {
      steps.add("users");
      watched.add(names.state() + "/user-sites");
    }
    steps.add("activate");
    watched.add(names.state() + "/active");
    if (only.isEmpty()) {
      movable().forEach(place -> exchange(place.path()));
    } else {
      single(only);
    }
    SortedMap<String, Supply> scripts = new TreeMap<>();
    for (PlannedDistribution each : decided) {
      if (each.fate() == Fate.REPLACED
          && (only.isEmpty() || only.contains(each.distribution().project()))) {
        each.distribution()
            .scripts()
            .forEach(script -> scripts.put(script, each.supply().orElseThrow()));
      }
    }
    scripts.forEach(this::script);
  }

  private List<Place> movable() {
    return served().stream().filter(Place::isMovable).toList();
  }

  // What comes behind packages from then on.
  private List<Place> served() {
    Set<Object> versions =
        survey.interpreters().stream()
            .filter(Interpreter::isDebian)
            .map(Interpreter::version)
            .collect(Collectors.toSet());
    return survey.places().stream()
        .map(PlaceSummary::place)
        .filter(
            place ->
                place.isMovable()
                    || (users == UserSites.BEHIND && place.kind() == Place.Kind.USER_SITE))
        .filter(place -> versions.contains(place.version()))
        .filter(place -> names.place(place.version()).isPresent())
        .toList();
  }

  // One file for all Pythons 3, one for Python 2.
  private void lines() {
    for (Place place : served()) {
      String line = names.place(place.version()).orElseThrow() + "/" + names.line();
      step("line", line);
      watched.add(line);
    }
  }

  private void step(String verb, String... paths) {
    StringBuilder step = new StringBuilder(verb);
    for (String path : paths) {
      step.append(' ').append(PlanWord.encode(path));
    }
    steps.add(step.toString());
  }

  private void exchange(String path) {
    String fallback = path + "." + names.suffix();
    step("exchange", path, fallback);
    watched.add(path);
    watched.add(fallback);
  }

  private void single(Set<ProjectName> only) {
    Map<ProjectName, PlannedDistribution> asked = new TreeMap<>();
    for (PlannedDistribution each : decided) {
      if (only.contains(each.distribution().project())
          && movable().contains(each.distribution().place())) {
        asked.put(each.distribution().project(), each);
        moveAlone(each.distribution());
      }
    }
    List<String> missing =
        only.stream()
            .filter(project -> !asked.containsKey(project))
            .map(ProjectName::toString)
            .sorted()
            .toList();
    if (!missing.isEmpty()) {
      throw Diagnostic.error(
              "transition-not-there", "pip did not install `" + String.join("`, `", missing) + "`")
          .because("no place that can be moved has it")
          .mend("see what is there: `debwright transition survey`")
          .toException();
    }
  }

  private void moveAlone(InstalledDistribution distribution) {
    String place = distribution.place().path();
    Map<String, SortedSet<ProjectName>> owners = owners(place);
    List<String> shared = new ArrayList<>();
    SortedSet<String> tops = tops(distribution);
    for (String top : tops) {
      owners.getOrDefault(top, new TreeSet<>()).stream()
          .filter(other -> !other.equals(distribution.project()))
          .forEach(other -> shared.add("`" + top + "` is of `" + other + "` too"));
    }
    if (!shared.isEmpty()) {
      throw refusal(distribution, String.join("; ", shared));
    }
    if (!distribution.extent().recorded()) {
      throw refusal(distribution, "it has no list of its files");
    }
    String fallback = place + "." + names.suffix();
    step("directory", fallback, place);
    watched.add(fallback);
    watched.add(place);
    for (String top : tops) {
      step("exchange", place + "/" + top, fallback + "/" + top);
    }
  }

  private static DebwrightException refusal(InstalledDistribution distribution, String why) {
    return Diagnostic.error(
            "transition-not-alone", "`" + distribution.project() + "` cannot be moved alone")
        .because(why)
        .mend("move whole directories: leave out `--only`")
        .toException();
  }

  private Map<String, SortedSet<ProjectName>> owners(String place) {
    Map<String, SortedSet<ProjectName>> owners = new HashMap<>();
    for (InstalledDistribution each : survey.distributions()) {
      if (each.place().path().equals(place)) {
        for (String top : tops(each)) {
          owners.computeIfAbsent(top, key -> new TreeSet<>()).add(each.project());
        }
      }
    }
    return owners;
  }

  private static SortedSet<String> tops(InstalledDistribution distribution) {
    return new TreeSet<>(distribution.tops());
  }

  // A command follows its distribution where a package has it: else the fallback needs it.
  private void script(String script, Supply supply) {
    String name = script.substring(script.lastIndexOf('/') + 1);
    if (!script.equals(COMMANDS + "/" + name)) {
      return;
    }
    if (!supply.commands().contains(name) && survey.dpkg().owner("/usr/bin/" + name).isEmpty()) {
      kept.add(script + ": `" + supply.packageName() + "` has no such command");
    } else if (!PLAIN.matcher(name).matches()) {
      kept.add(script + ": its name has characters that no command of a package has");
    } else {
      String fallback = COMMANDS + "." + names.suffix();
      step("directory", fallback, COMMANDS);
      step("script", script, fallback + "/" + name, "/usr/bin/" + name);
      watched.add(script);
      watched.add(fallback);
    }
  }
}
