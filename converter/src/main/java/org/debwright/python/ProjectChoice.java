package org.debwright.python;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.debwright.diagnostic.DebwrightException;

/**
 * Two opposite options that take project names, {@code :all:} or {@code :none:}, as pip's {@code
 * --no-binary} and {@code --only-binary}. What is said last wins; a name outranks {@code :all:}.
 *
 * @param first names (or {@code :all:}) of the first option
 * @param second names (or {@code :all:}) of the second option
 */
public record ProjectChoice(SortedSet<String> first, SortedSet<String> second) {
  /** Nothing said. */
  public static final ProjectChoice OPEN = new ProjectChoice(new TreeSet<>(), new TreeSet<>());

  private static final String ALL = ":all:";
  private static final String NONE = ":none:";

  /** Which of the two options holds. */
  public enum Side {
    /** The first. */
    FIRST,
    /** The second. */
    SECOND
  }

  /** Copies. */
  public ProjectChoice {
    first = Collections.unmodifiableSortedSet(new TreeSet<>(first));
    second = Collections.unmodifiableSortedSet(new TreeSet<>(second));
  }

  /**
   * After the first option was given {@code value}.
   *
   * @throws DebwrightException if it holds what is no name
   */
  public ProjectChoice withFirst(String value) {
    SortedSet<String> chosen = new TreeSet<>(first);
    SortedSet<String> opposite = new TreeSet<>(second);
    choose(value, chosen, opposite);
    return new ProjectChoice(chosen, opposite);
  }

  /**
   * After the second option was given {@code value}.
   *
   * @throws DebwrightException if it holds what is no name
   */
  public ProjectChoice withSecond(String value) {
    SortedSet<String> chosen = new TreeSet<>(second);
    SortedSet<String> opposite = new TreeSet<>(first);
    choose(value, chosen, opposite);
    return new ProjectChoice(opposite, chosen);
  }

  // pip, FormatControl.handle_mutual_excludes.
  private static void choose(String value, SortedSet<String> chosen, SortedSet<String> opposite) {
    List<String> names = new ArrayList<>(Arrays.asList(value.split(",", -1)));
    while (names.contains(ALL)) {
      opposite.clear();
      chosen.clear();
      chosen.add(ALL);
      names.subList(0, names.indexOf(ALL) + 1).clear();
      if (!names.contains(NONE)) {
        return;
      }
    }
    for (String name : names) {
      if (name.equals(NONE)) {
        chosen.clear();
      } else {
        String project = ProjectName.parse(name.strip()).normalized();
        opposite.remove(project);
        chosen.add(project);
      }
    }
  }

  /** The option that holds for a project, if either does. */
  public Optional<Side> of(ProjectName project) {
    if (second.contains(project.normalized())) {
      return Optional.of(Side.SECOND);
    }
    if (first.contains(project.normalized())) {
      return Optional.of(Side.FIRST);
    }
    if (second.contains(ALL)) {
      return Optional.of(Side.SECOND);
    }
    return first.contains(ALL) ? Optional.of(Side.FIRST) : Optional.empty();
  }
}
