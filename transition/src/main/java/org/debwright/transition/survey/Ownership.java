package org.debwright.transition.survey;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which distribution has which file, by their own records; of those without, by module names. */
final class Ownership {
  private final Map<String, Tally> byPath = new HashMap<>();
  // Place and first name below it, for what belongs as a whole.
  private final Map<String, Tally> byTop = new HashMap<>();
  private final Map<String, List<Tally>> byModule = new HashMap<>();
  private final List<Tally> tallies = new ArrayList<>();

  void add(DistributionReader.Found found) {
    Tally tally = new Tally(found);
    tallies.add(tally);
    InstalledDistribution distribution = found.distribution();
    String place = distribution.place().path();
    found.files().paths().forEach(path -> byPath.putIfAbsent(path, tally));
    distribution.scripts().forEach(path -> byPath.putIfAbsent(path, tally));
    byTop.putIfAbsent(distribution.metadata(), tally);
    for (String module : distribution.modules()) {
      String top = module.replace('.', '/');
      if (!found.files().recorded()) {
        byTop.putIfAbsent(place + "/" + top, tally);
        byTop.putIfAbsent(place + "/" + top + ".py", tally);
      }
      byModule.computeIfAbsent(module, key -> new ArrayList<>()).add(tally);
    }
  }

  List<Tally> tallies() {
    return tallies;
  }

  /** Whose a file is; a compiled one is its source's. */
  Optional<Tally> owner(String path, String place) {
    Tally owner = byPath.get(path);
    if (owner == null && path.endsWith(".pyc")) {
      owner = byPath.get(source(path));
    }
    return owner != null ? Optional.of(owner) : byTop(path, place);
  }

  /** The project whose a file is, in whichever place. */
  Optional<String> ownerAnywhere(String path) {
    for (Tally tally : tallies) {
      String place = tally.distribution().place().path();
      if (path.startsWith(place + "/")) {
        return owner(path, place).map(each -> each.distribution().project().normalized());
      }
    }
    return owner(path, "").map(each -> each.distribution().project().normalized());
  }

  // a/__pycache__/b.cpython-311.opt-1.pyc is of a/b.py, as is Python 2's a/b.pyc.
  static String source(String path) {
    int slash = path.lastIndexOf('/');
    String directory = path.substring(0, slash);
    String name = path.substring(slash + 1);
    if (!directory.endsWith("/__pycache__")) {
      return path.substring(0, path.length() - 1);
    }
    int dot = name.indexOf('.');
    return directory.substring(0, directory.length() - "__pycache__".length())
        + name.substring(0, dot)
        + ".py";
  }

  private Optional<Tally> byTop(String path, String place) {
    if (place.isEmpty() || byTop.isEmpty()) {
      return Optional.empty();
    }
    // Deeper names first would be better for namespaces, but these have records nowadays.
    for (int slash = path.indexOf('/', place.length() + 1);
        ;
        slash = path.indexOf('/', slash + 1)) {
      String top = slash < 0 ? path : path.substring(0, slash);
      Tally owner = byTop.get(top);
      if (owner == null && slash < 0) {
        owner = byTop.get(nativeStem(path));
      }
      if (owner != null || slash < 0) {
        return Optional.ofNullable(owner);
      }
    }
  }

  // …/name.cpython-311-x86_64-linux-gnu.so, and compiled files of modules beside them.
  private static String nativeStem(String path) {
    if (path.endsWith(".pyc")) {
      return source(path);
    }
    int dot = path.indexOf('.', path.lastIndexOf('/') + 1);
    return path.endsWith(".so") && dot > 0 ? path.substring(0, dot) : path;
  }

  /** Distributions that bring a module, or the package it is in. */
  List<Tally> bringing(String module) {
    String name = module;
    while (true) {
      List<Tally> found = byModule.get(name);
      if (found != null) {
        return found;
      }
      int dot = name.lastIndexOf('.');
      if (dot < 0) {
        return List.of();
      }
      name = name.substring(0, dot);
    }
  }

  /** What a distribution says it has and what is not there, sorted; compiled files left out. */
  static List<String> missing(Tally tally, Root root) {
    List<String> missing = new ArrayList<>();
    if (tally.isWhole()) {
      return missing;
    }
    Set<String> seen = new HashSet<>();
    for (String path : tally.recorded().paths()) {
      if (!path.endsWith(".pyc")
          && !path.endsWith(".pyo")
          && seen.add(path)
          && root.real(path).isEmpty()
          && root.target(path).isEmpty()) {
        missing.add(path);
      }
    }
    missing.sort(null);
    return missing;
  }
}
