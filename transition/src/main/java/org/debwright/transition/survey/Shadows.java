package org.debwright.transition.survey;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What hides what on the {@code sys.path} of each Python. */
final class Shadows {
  private final Dpkg dpkg;
  private final List<InstalledDistribution> distributions;
  // Directory of the packages, then module, then who has it.
  private final Map<String, Map<String, SortedSet<String>>> packagedModules = new HashMap<>();
  private final Map<String, InstalledDistribution> packagedByOwner = new HashMap<>();

  Shadows(
      Dpkg dpkg, List<InstalledDistribution> distributions, List<InstalledDistribution> packaged) {
    this.dpkg = dpkg;
    this.distributions = distributions;
    for (InstalledDistribution each : packaged) {
      each.owner().ifPresent(owner -> packagedByOwner.putIfAbsent(owner, each));
    }
  }

  List<Shadow> of(List<Interpreter> interpreters) {
    NavigableSet<Shadow> found = new TreeSet<>();
    for (Interpreter interpreter : interpreters) {
      for (InstalledDistribution each : distributions) {
        if (each.place().version().equals(interpreter.version())) {
          behind(each, interpreter).forEach(found::add);
        }
      }
    }
    return List.copyOf(found);
  }

  private List<Shadow> behind(InstalledDistribution first, Interpreter interpreter) {
    List<Shadow> found = new ArrayList<>();
    List<String> path = interpreter.sitePath();
    // A user site comes before all of them.
    int own =
        first.place().kind() == Place.Kind.USER_SITE ? -1 : path.indexOf(first.place().path());
    if (own < 0 && first.place().kind() != Place.Kind.USER_SITE) {
      return found;
    }
    for (String directory : path.subList(own + 1, path.size())) {
      found.addAll(packages(first, directory));
      found.addAll(places(first, directory));
    }
    return found;
  }

  private List<Shadow> packages(InstalledDistribution first, String directory) {
    Map<String, List<String>> byOwner = new TreeMap<>();
    for (String module : first.modules()) {
      modules(directory)
          .getOrDefault(module, Collections.emptySortedSet())
          .forEach(owner -> byOwner.computeIfAbsent(owner, key -> new ArrayList<>()).add(module));
    }
    List<Shadow> found = new ArrayList<>();
    byOwner.forEach(
        (owner, modules) ->
            found.add(
                new Shadow(
                    first.project(),
                    first.spelling(),
                    first.place().path(),
                    "deb:" + owner,
                    version(owner),
                    modules)));
    return found;
  }

  private String version(String owner) {
    InstalledDistribution metadata = packagedByOwner.get(owner);
    return metadata != null ? metadata.spelling() : dpkg.version(owner).orElse("");
  }

  private Map<String, SortedSet<String>> modules(String directory) {
    return packagedModules.computeIfAbsent(directory, this::readModules);
  }

  private Map<String, SortedSet<String>> readModules(String directory) {
    Map<String, List<String>> byOwner =
        dpkg.below(directory).stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getValue,
                    LinkedHashMap::new,
                    Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
    Map<String, SortedSet<String>> modules = new HashMap<>();
    byOwner.forEach(
        (owner, paths) ->
            DistributionFiles.modules(paths, directory)
                .forEach(
                    module -> modules.computeIfAbsent(module, key -> new TreeSet<>()).add(owner)));
    return modules;
  }

  private List<Shadow> places(InstalledDistribution first, String directory) {
    List<Shadow> found = new ArrayList<>();
    for (InstalledDistribution other : distributions) {
      if (!other.place().path().equals(directory) || other.metadata().equals(first.metadata())) {
        continue;
      }
      List<String> both =
          first.modules().stream()
              .filter(module -> other.modules().contains(module))
              .sorted()
              .toList();
      if (!both.isEmpty()) {
        found.add(
            new Shadow(
                first.project(),
                first.spelling(),
                first.place().path(),
                "pip:" + other.project() + " in " + directory,
                other.spelling(),
                both));
      }
    }
    return found;
  }
}
