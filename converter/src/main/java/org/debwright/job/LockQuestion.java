package org.debwright.job;

import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.debwright.python.ProjectName;
import org.debwright.python.RequirementsOptions;

/**
 * What is asked of a lock.
 *
 * @param file {@code pylock.toml}; relative paths in it start from its directory
 * @param extras of the lock's own project that are wanted
 * @param groups dependency groups that are wanted beside its default ones
 * @param options where to look if an address is dead, and which kinds of files to take
 * @param sources whether source distributions may be built
 * @param builds what builds are given
 */
public record LockQuestion(
    Path file,
    SortedSet<ProjectName> extras,
    SortedSet<ProjectName> groups,
    RequirementsOptions options,
    Question.Sources sources,
    Builds builds) {
  /** Copies. */
  public LockQuestion {
    extras = Collections.unmodifiableSortedSet(new TreeSet<>(extras));
    groups = Collections.unmodifiableSortedSet(new TreeSet<>(groups));
  }
}
