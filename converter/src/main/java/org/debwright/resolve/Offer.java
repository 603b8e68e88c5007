package org.debwright.resolve;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.Suite;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;

/**
 * The version of a project that the suite packages: one more candidate. Epochs, {@code +dfsg} and
 * revisions do not count; what satisfies specifiers is {@code version}.
 *
 * @param version of the distribution in the package
 * @param modules that the package ships at top level; empty where nobody knows
 * @param mapped whether the user says that the package is this project's
 */
public record Offer(
    Suite suite,
    ProjectName project,
    Pep440Version version,
    PackageName packageName,
    DebianVersion packageVersion,
    SortedSet<String> modules,
    boolean mapped) {
  /** Copies. */
  public Offer {
    modules = Collections.unmodifiableSortedSet(new TreeSet<>(modules));
  }

  /** For example {@code bookworm's `python3-requests` 2.28.1+dfsg-1}. */
  String described() {
    return suite + "'s `" + packageName + "` " + packageVersion;
  }

  /**
   * One of its package's relations, as far as it concerns a project.
   *
   * @param relation as in the control file, for example {@code python3-urllib3 (<< 1.27)}
   * @param goesWithSuite whether the suite's own package of the project satisfies it
   * @param admits whether a package that we make of this version would satisfy it, or go with it
   */
  public record Demand(
      Kind kind,
      ProjectName project,
      String relation,
      boolean goesWithSuite,
      Predicate<Pep440Version> admits) {
    /** What the relation says. */
    public enum Kind {
      /** {@code Depends} or {@code Pre-Depends}. */
      DEPENDS,
      /** {@code Breaks} or {@code Conflicts}. */
      BREAKS
    }
  }
}
