package org.debwright.lock;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;
import org.debwright.python.Marker;
import org.debwright.python.ProjectName;
import org.debwright.python.PythonTarget;

/** Which entries of a lock one target wants (PEP 751, "Installation"); nothing is resolved. */
public final class Selector {
  private final Lock lock;
  private final PythonTarget target;
  private final Location where;
  private final List<Diagnostic> problems = new ArrayList<>();

  private Selector(Lock lock, PythonTarget target, Location where) {
    this.lock = lock;
    this.target = target;
    this.where = where;
  }

  /**
   * The entries that are wanted, sorted by name.
   *
   * @param extras of the lock's own project
   * @param groups dependency groups beside the lock's default ones
   * @param where the lock's place, for messages
   * @throws DebwrightException with everything that keeps the lock from being used for the target
   */
  public static List<LockedPackage> wanted(
      Lock lock,
      PythonTarget target,
      Set<ProjectName> extras,
      Set<ProjectName> groups,
      Location where) {
    Selector selector = new Selector(lock, target, where);
    selector.checkTarget();
    selector.checkChoices(extras, lock.choices().extras(), "extra");
    selector.checkChoices(groups, lock.choices().groups(), "dependency group");
    SortedSet<ProjectName> all = new TreeSet<>(lock.choices().defaultGroups());
    all.addAll(groups);
    List<LockedPackage> wanted = selector.wanted(extras, all);
    if (!selector.problems.isEmpty()) {
      throw new DebwrightException(selector.problems);
    }
    return wanted;
  }

  private void checkTarget() {
    if (!lock.requiresPython().contains(target.fullVersion())) {
      problems.add(
          Diagnostic.error(
                  "lock-other-python", "the lock is not for Python " + target.fullVersion())
              .because("its `requires-python` is `" + lock.requiresPython() + "`")
              .at(where));
    }
    boolean fits =
        lock.environments().isEmpty()
            || lock.environments().stream()
                .map(Marker::parse)
                .anyMatch(m -> m.holdsInLock(target.markers(), Set.of(), Set.of()));
    if (!fits) {
      problems.add(
          Diagnostic.error("lock-other-environment", "the lock is for other environments")
              .because(
                  "none of its `environments` holds for Python "
                      + target.fullVersion()
                      + " on "
                      + target.markers().values().get("platform_machine"))
              .at(where));
    }
  }

  private void checkChoices(Set<ProjectName> chosen, SortedSet<ProjectName> known, String kind) {
    for (ProjectName name : new TreeSet<>(chosen)) {
      if (!known.contains(name)) {
        problems.add(
            Diagnostic.error("lock-choice-unknown", "the lock has no " + kind + " `" + name + "`")
                .because(
                    known.isEmpty()
                        ? "it has none at all"
                        : "it has "
                            + known.stream()
                                .map(n -> "`" + n + "`")
                                .collect(Collectors.joining(", ")))
                .at(where));
      }
    }
  }

  private List<LockedPackage> wanted(Set<ProjectName> extras, Set<ProjectName> groups) {
    Map<ProjectName, LockedPackage> seen = new HashMap<>();
    List<LockedPackage> wanted = new ArrayList<>();
    for (LockedPackage entry : lock.packages()) {
      boolean holds =
          entry.marker().map(m -> m.holdsInLock(target.markers(), extras, groups)).orElse(true);
      if (!holds) {
        continue;
      }
      if (seen.put(entry.name(), entry) != null) {
        problems.add(
            Diagnostic.error("lock-ambiguous", "the lock has two entries of `" + entry.name() + "`")
                .because("the markers of both hold for the target")
                .at(where));
      }
      if (!entry.requiresPython().contains(target.fullVersion())) {
        problems.add(
            Diagnostic.error(
                    "lock-other-python", "`" + entry.name() + "` is not for this target's Python")
                .because(
                    "the lock says `"
                        + entry.requiresPython()
                        + "` of it, the target has "
                        + target.fullVersion())
                .at(where));
      }
      wanted.add(entry);
    }
    return wanted;
  }
}
