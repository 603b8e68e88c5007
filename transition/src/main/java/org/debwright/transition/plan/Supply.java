package org.debwright.transition.plan;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;

/**
 * A package that has a project.
 *
 * @param version of the distribution in it, empty where its path does not tell
 * @param modules it brings; empty where nobody knows
 * @param commands names in {@code /usr/bin}
 */
public record Supply(
    ProjectName project,
    Optional<Pep440Version> version,
    PackageName packageName,
    DebianVersion packageVersion,
    Source source,
    SortedSet<String> modules,
    SortedSet<String> commands) {

  /** Copies. */
  public Supply {
    modules = new TreeSet<>(modules);
    commands = new TreeSet<>(commands);
  }

  /** Where the package is. */
  public enum Source {
    /** Published in the repository. */
    REPOSITORY("repository"),
    /** Installed on the root. */
    INSTALLED("installed"),
    /** The lock says that the suite supplies it. */
    SUITE("suite");

    private final String word;

    Source(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /** {@code python3-six 1.16.0-4}. */
  public String label() {
    return packageName + " " + packageVersion;
  }

  /**
   * Whether it has a module, or a part of it: a package has {@code space.one} where pip's copy,
   * with its declaration of the namespace, has {@code space}.
   */
  boolean hasModule(String module) {
    return modules.stream()
        .anyMatch(
            own ->
                own.equals(module) || own.startsWith(module + ".") || module.startsWith(own + "."));
  }
}
