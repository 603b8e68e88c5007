package org.debwright.index;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.debwright.python.FilenameVersions;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;

/**
 * Takes the links of a page whose names are wanted, by version. All else that is said of a file is
 * left unread: of most versions nobody will ask.
 */
final class LinkSorter {
  private final Optional<FilenameVersions> versions;
  private final Map<Pep440Version, List<Linked>> byVersion = new LinkedHashMap<>();
  // One object a spelling: most links are sorted without comparing versions.
  private final IdentityHashMap<Pep440Version, List<Linked>> bySpelling = new IdentityHashMap<>();
  private final List<Linked> unsorted = new ArrayList<>();

  private LinkSorter(Optional<FilenameVersions> versions) {
    this.versions = versions;
  }

  /** Of a page of one project: files of others are left out. */
  static LinkSorter of(ProjectName project) {
    return new LinkSorter(Optional.of(new FilenameVersions(project)));
  }

  /** Of a page of any projects. */
  static LinkSorter ofAll() {
    return new LinkSorter(Optional.empty());
  }

  /** Takes a link if its name is wanted. */
  void take(String filename, Supplier<? extends Linked> link) {
    if (versions.isPresent()) {
      versions.get().of(filename).ifPresent(version -> group(version).add(link.get()));
    } else if (LinkSources.mayBeDistribution(filename)) {
      unsorted.add(link.get());
    }
  }

  private List<Linked> group(Pep440Version version) {
    return bySpelling.computeIfAbsent(
        version, spelled -> byVersion.computeIfAbsent(spelled, any -> new ArrayList<>()));
  }

  /** What was taken, in the order in which versions first occur. */
  List<LinkGroup> groups() {
    List<LinkGroup> groups = new ArrayList<>(byVersion.size() + 1);
    byVersion.forEach((version, own) -> groups.add(new LinkGroup(Optional.of(version), () -> own)));
    if (!unsorted.isEmpty()) {
      groups.add(new LinkGroup(Optional.empty(), () -> unsorted));
    }
    return List.copyOf(groups);
  }

  /** The links of several groups, read. */
  static List<Link> links(Collection<LinkGroup> groups) {
    return groups.stream().flatMap(group -> group.links().stream()).toList();
  }
}
