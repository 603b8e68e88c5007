package org.debwright.resolve;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.debwright.python.ProjectName;

/**
 * Which kinds of release files may be used, as pip's {@code --only-binary} and {@code --no-binary}
 * say it. Members are normalised project names or {@code :all:}; a name outranks {@code :all:}.
 *
 * @param onlyBinary whose source distributions are not used
 * @param noBinary whose wheels are not used
 */
public record FormatControl(SortedSet<String> onlyBinary, SortedSet<String> noBinary) {
  private static final String ALL = ":all:";
  private static final String NONE = ":none:";

  /** Everything may be used. */
  public static final FormatControl ANY =
      new FormatControl(Collections.emptySortedSet(), Collections.emptySortedSet());

  /** Copies. */
  public FormatControl {
    onlyBinary = Collections.unmodifiableSortedSet(new TreeSet<>(onlyBinary));
    noBinary = Collections.unmodifiableSortedSet(new TreeSet<>(noBinary));
  }

  /** After one more {@code --only-binary VALUE}: names, {@code :all:} or {@code :none:}. */
  public FormatControl withOnlyBinary(String value) {
    SortedSet<String> target = new TreeSet<>(onlyBinary);
    SortedSet<String> other = new TreeSet<>(noBinary);
    apply(value, target, other);
    return new FormatControl(target, other);
  }

  /** After one more {@code --no-binary VALUE}: names, {@code :all:} or {@code :none:}. */
  public FormatControl withNoBinary(String value) {
    SortedSet<String> target = new TreeSet<>(noBinary);
    SortedSet<String> other = new TreeSet<>(onlyBinary);
    apply(value, target, other);
    return new FormatControl(other, target);
  }

  // pip, "--only-binary": may be given many times, each adds; `:none:` empties, a later option for
  // the same project wins over an earlier opposite one.
  private static void apply(String value, SortedSet<String> target, SortedSet<String> other) {
    for (String item : value.split(",", -1)) {
      String name = item.strip();
      switch (name) {
        case "" -> {}
        case ALL -> {
          other.clear();
          target.clear();
          target.add(ALL);
        }
        case NONE -> target.clear();
        default -> {
          String normalized = ProjectName.parse(name).normalized();
          other.remove(normalized);
          target.add(normalized);
        }
      }
    }
  }

  /** Whether wheels of {@code project} may be used. */
  public boolean allowsWheels(ProjectName project) {
    return !decides(project, noBinary, onlyBinary);
  }

  /** Whether source distributions of {@code project} may be used. */
  public boolean allowsSources(ProjectName project) {
    return !decides(project, onlyBinary, noBinary);
  }

  private static boolean decides(
      ProjectName project, SortedSet<String> forbidding, SortedSet<String> other) {
    String name = project.normalized();
    return forbidding.contains(name) || (forbidding.contains(ALL) && !other.contains(name));
  }
}
