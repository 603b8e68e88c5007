package org.debwright.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.debwright.debian.BinaryPackage;
import org.debwright.debian.Entry;
import org.debwright.debian.PackageName;
import org.debwright.debian.TargetPath;
import org.debwright.diagnostic.Diagnostic;

/**
 * Finds what dpkg would refuse while unpacking a set of packages together: a path that two of them
 * have, or that is a file in one and a directory in another. A converted package that clashes with
 * the suite's is refused, or replaces them, when it is converted.
 */
public final class CollisionCheck {
  // More of one pair says nothing new.
  private static final int MOST_NAMED = 3;

  private CollisionCheck() {}

  /** A diagnostic for each pair of packages, both named; empty where they fit together. */
  public static List<Diagnostic> of(List<BinaryPackage> packages) {
    Map<TargetPath, BinaryPackage> owners = new TreeMap<>();
    Map<String, List<TargetPath>> clashes = new TreeMap<>();
    for (BinaryPackage binary : packages) {
      for (Entry entry : binary.entries()) {
        if (!(entry instanceof Entry.Directory)) {
          BinaryPackage other = owners.putIfAbsent(entry.path(), binary);
          if (other != null && !other.name().equals(binary.name())) {
            clashes.computeIfAbsent(pair(other, binary), p -> new ArrayList<>()).add(entry.path());
          }
        }
      }
    }
    addParents(packages, owners, clashes);
    return Stream.concat(
            namesakes(packages),
            clashes.entrySet().stream().map(e -> diagnostic(e.getKey(), e.getValue())))
        .toList();
  }

  private static Stream<Diagnostic> namesakes(List<BinaryPackage> packages) {
    Map<PackageName, Long> times =
        packages.stream()
            .collect(
                Collectors.groupingBy(BinaryPackage::name, TreeMap::new, Collectors.counting()));
    return times.entrySet().stream()
        .filter(e -> e.getValue() > 1)
        .map(
            e ->
                Diagnostic.error(
                        "package-name-twice", "two packages are called `" + e.getKey() + "`")
                    .because("several projects, or several versions of one, have that name"));
  }

  private static void addParents(
      List<BinaryPackage> packages,
      Map<TargetPath, BinaryPackage> owners,
      Map<String, List<TargetPath>> clashes) {
    for (BinaryPackage binary : packages) {
      binary.entries().stream()
          .flatMap(e -> parents(e.path().value()))
          .distinct()
          .forEach(
              parent -> {
                BinaryPackage other = owners.get(parent);
                if (other != null && !other.name().equals(binary.name())) {
                  clashes.computeIfAbsent(pair(other, binary), p -> new ArrayList<>()).add(parent);
                }
              });
    }
  }

  private static Stream<TargetPath> parents(String path) {
    return Stream.iterate(
            path.substring(0, path.lastIndexOf('/')),
            p -> !p.isEmpty(),
            p -> p.substring(0, p.lastIndexOf('/')))
        .map(TargetPath::new);
  }

  private static String pair(BinaryPackage one, BinaryPackage other) {
    return Stream.of(one, other)
        .map(b -> "`" + b.name() + "`")
        .sorted()
        .collect(Collectors.joining(" and "));
  }

  private static Diagnostic diagnostic(String pair, List<TargetPath> paths) {
    String named =
        paths.stream().limit(MOST_NAMED).map(p -> "`" + p + "`").collect(Collectors.joining(", "));
    String more = paths.size() > MOST_NAMED ? " and " + (paths.size() - MOST_NAMED) + " more" : "";
    return Diagnostic.error("path-shared", pair + " cannot be installed together")
        .because("both have " + named + more);
  }
}
