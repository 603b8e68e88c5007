package org.debwright.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.debwright.index.Distribution;
import org.debwright.python.Hash;
import org.debwright.python.ProjectName;
import org.debwright.python.Specifier;
import org.debwright.python.SpecifierSet;

/** What top-level requirements and constraints say together about each project's candidates. */
final class Wishes {
  private final Map<ProjectName, List<Root>> byProject = new LinkedHashMap<>();

  Wishes(List<Root> requirements, List<Root> constraints) {
    Stream.concat(requirements.stream(), constraints.stream())
        .forEach(
            root ->
                byProject
                    .computeIfAbsent(root.requirement().name(), name -> new ArrayList<>())
                    .add(root));
  }

  private List<Root> of(ProjectName project) {
    return byProject.getOrDefault(project, List.of());
  }

  /** The one file to use, where the project was asked for by URL or path. */
  Optional<Distribution> direct(ProjectName project) {
    return of(project).stream().flatMap(root -> root.direct().stream()).findFirst();
  }

  /** The URL the project was asked for by, as written. */
  Optional<String> url(ProjectName project) {
    return of(project).stream().flatMap(root -> root.requirement().url().stream()).findFirst();
  }

  /** The hashes a file must have one of, by all that was asked; empty where any will do. */
  SortedSet<Hash> hashes(ProjectName project) {
    SortedSet<Hash> result = new TreeSet<>();
    of(project).forEach(root -> result.addAll(root.hashes()));
    of(project).stream()
        .filter(root -> !root.hashes().isEmpty())
        .forEach(root -> result.retainAll(root.hashes()));
    return result;
  }

  /** Whether {@code file} is not known to have other hashes than those asked for. */
  boolean accept(ProjectName project, Distribution file) {
    return of(project).stream().allMatch(root -> accepts(root.hashes(), file));
  }

  private static boolean accepts(Set<Hash> hashes, Distribution file) {
    if (hashes.isEmpty() || file.hashes().stream().anyMatch(hashes::contains)) {
      return true;
    }
    // A file whose digest the index does not tell by the asked algorithm may still be the right
    // one; that is checked when it is fetched.
    return !hashes.stream().allMatch(hash -> tells(file, hash.algorithm()));
  }

  private static boolean tells(Distribution file, String algorithm) {
    return file.hashes().stream().anyMatch(hash -> hash.algorithm().equals(algorithm));
  }

  /** Whether the user named a pre-release of the project, which admits all of them (PEP 440). */
  boolean namePrerelease(ProjectName project) {
    return specifiers(project).anyMatch(SpecifierSet::admitsPrereleases);
  }

  /** Whether the user pinned the project to one version, which may then be yanked (PEP 592). */
  boolean pin(ProjectName project) {
    return specifiers(project).anyMatch(Wishes::pins) || !hashes(project).isEmpty();
  }

  /** Whether the user asked for a version by its very spelling (PEP 440, "Arbitrary equality"). */
  boolean spell(ProjectName project) {
    return specifiers(project).anyMatch(Wishes::spells);
  }

  /** Whether some clause is {@code ===}, which tells {@code 1.0} from {@code 1.0.0}. */
  static boolean spells(SpecifierSet specifiers) {
    return specifiers.specifiers().stream()
        .anyMatch(one -> one.operator() == Specifier.Operator.ARBITRARY);
  }

  private Stream<SpecifierSet> specifiers(ProjectName project) {
    return of(project).stream().map(root -> root.requirement().specifiers());
  }

  /**
   * PEP 592, "Installers": a specifier pins if it is {@code ==} without a wildcard, or {@code ===}.
   */
  static boolean pins(SpecifierSet specifiers) {
    return specifiers.specifiers().stream().anyMatch(Wishes::pins);
  }

  private static boolean pins(Specifier specifier) {
    return switch (specifier.operator()) {
      case EQUAL -> !specifier.isPrefix();
      case ARBITRARY -> true;
      case COMPATIBLE, NOT_EQUAL, AT_MOST, AT_LEAST, LESS, GREATER -> false;
    };
  }
}
