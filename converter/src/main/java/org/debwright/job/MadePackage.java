package org.debwright.job;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.debwright.deb.DebFile;
import org.debwright.debian.LintianTag;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;

/**
 * A package that is written.
 *
 * @param ingredient name of the release file it was made of, empty for a metapackage
 * @param upstream what it is of, empty for a metapackage
 * @param asked whether its project was asked for at top level
 * @param overridden what of lintian's findings it overrides
 */
public record MadePackage(
    DebFile file,
    Optional<Upstream> upstream,
    String ingredient,
    Origin origin,
    boolean asked,
    SortedSet<LintianTag> overridden) {
  /** A release of a project. */
  public record Upstream(ProjectName project, Pep440Version version) {}

  /** What the package was made of. */
  public enum Origin {
    /** A wheel of the index. */
    WHEEL,
    /** A source distribution, built here. */
    SOURCE,
    /** Nothing: it only depends. */
    METAPACKAGE,
    /** Nothing: it depends on exactly the packages of one run. */
    SET,
    /** Made before: what moves a machine off pip. */
    TRANSITION,
    /** The repository's public key. */
    KEYRING
  }

  /** The same in another file. */
  MadePackage withFile(DebFile other) {
    return new MadePackage(other, upstream, ingredient, origin, asked, overridden);
  }

  /** How many of the packages override a finding, by its tag. */
  public static SortedMap<LintianTag, Integer> overrides(List<MadePackage> packages) {
    SortedMap<LintianTag, Integer> counts = new TreeMap<>();
    packages.forEach(made -> made.overridden().forEach(tag -> counts.merge(tag, 1, Integer::sum)));
    return counts;
  }
}
