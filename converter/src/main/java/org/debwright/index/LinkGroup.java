package org.debwright.index;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.debwright.python.DistributionFilename;
import org.debwright.python.Pep440Version;

/**
 * The links of a page that are of one version, or, on a page of many projects, all of them.
 *
 * @param version empty where names are not read
 * @param links may read them when asked
 */
record LinkGroup(Optional<Pep440Version> version, Supplier<List<Link>> links) {
  /** Links by their versions. */
  static List<LinkGroup> group(List<Link> links) {
    Map<Optional<Pep440Version>, List<Link>> byVersion = new LinkedHashMap<>();
    for (Link link : links) {
      byVersion
          .computeIfAbsent(link.name().map(DistributionFilename::version), key -> new ArrayList<>())
          .add(link);
    }
    List<LinkGroup> groups = new ArrayList<>(byVersion.size());
    byVersion.forEach((version, own) -> groups.add(new LinkGroup(version, () -> own)));
    return List.copyOf(groups);
  }
}
