package org.debwright.repository;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.debwright.debian.Architecture;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.Stanza;

/**
 * What one suite of a repository lists: for each architecture at most one version of a package,
 * since apt looks at no other than the highest.
 *
 * @param architectures paragraphs of Packages by name; packages for all architectures stand in each
 * @param sources paragraphs of Sources; one for each version that an architecture lists, at most
 */
record Listing(
    SortedMap<Architecture, SortedMap<PackageName, Stanza>> architectures, List<Stanza> sources) {
  static final Listing EMPTY = new Listing(Collections.emptySortedMap(), List.of());

  Listing {
    SortedMap<Architecture, SortedMap<PackageName, Stanza>> copy = new TreeMap<>();
    architectures.forEach(
        (architecture, packages) ->
            copy.put(architecture, Collections.unmodifiableSortedMap(new TreeMap<>(packages))));
    architectures = Collections.unmodifiableSortedMap(copy);
    sources = List.copyOf(sources);
  }

  /**
   * With these packages in place of those of the same name; everything else stays.
   *
   * @param target what the packages were made for; is listed from now on if it was not
   */
  Listing with(Architecture target, Collection<Stanza> packages) {
    SortedMap<Architecture, SortedMap<PackageName, Stanza>> changed = new TreeMap<>();
    architectures.forEach((name, listed) -> changed.put(name, new TreeMap<>(listed)));
    changed.computeIfAbsent(target, absent -> forAll());
    for (Stanza each : packages) {
      PackageName name = new PackageName(each.get("Package").orElseThrow());
      String architecture = each.get("Architecture").orElseThrow();
      changed.forEach(
          (listed, byName) -> {
            if (architecture.equals("all") || architecture.equals(listed.name())) {
              byName.put(name, each);
            }
          });
    }
    return new Listing(changed, sources).withoutOrphans();
  }

  /** With these sources in place of those of the same name and version. */
  Listing withSources(Collection<Stanza> others) {
    SortedMap<String, Stanza> byVersion = new TreeMap<>();
    sources.forEach(source -> byVersion.put(nameAndVersion(source), source));
    others.forEach(source -> byVersion.put(nameAndVersion(source), source));
    return new Listing(architectures, List.copyOf(byVersion.values())).withoutOrphans();
  }

  // A source goes with the last package that was made of it.
  private Listing withoutOrphans() {
    Set<String> made = new HashSet<>();
    architectures
        .values()
        .forEach(listed -> listed.values().forEach(stanza -> made.add(nameAndVersion(stanza))));
    return new Listing(
        architectures,
        sources.stream().filter(source -> made.contains(nameAndVersion(source))).toList());
  }

  /** The source that is listed of a package. */
  Optional<Stanza> source(PackageName name, DebianVersion version) {
    return sources.stream()
        .filter(source -> nameAndVersion(source).equals(name + " " + version))
        .findFirst();
  }

  private static String nameAndVersion(Stanza stanza) {
    return stanza.get("Package").orElse("") + " " + stanza.get("Version").orElse("");
  }

  // A new architecture begins with what fits every one.
  private SortedMap<PackageName, Stanza> forAll() {
    SortedMap<PackageName, Stanza> shared = new TreeMap<>();
    for (SortedMap<PackageName, Stanza> listed : architectures.values()) {
      listed.forEach(
          (name, stanza) -> {
            if (stanza.get("Architecture").orElse("").equals("all")) {
              shared.put(name, stanza);
            }
          });
    }
    return shared;
  }

  /** What one architecture lists; nothing where it is not known. */
  SortedMap<PackageName, Stanza> packages(Architecture architecture) {
    return architectures.getOrDefault(architecture, Collections.emptySortedMap());
  }
}
