package org.debwright.convert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.debwright.debian.DebianVersion;

/**
 * A half-open interval of Debian versions.
 *
 * @param start the first inside, empty for no lower end
 * @param end the first above, empty for no upper end
 */
record Interval(Optional<DebianVersion> start, Optional<DebianVersion> end) {
  private static final Comparator<Interval> BY_START =
      Comparator.comparing(
          i -> i.start().orElse(null), Comparator.nullsFirst(Comparator.naturalOrder()));

  static Interval between(DebianVersion start, DebianVersion end) {
    return new Interval(Optional.of(start), Optional.of(end));
  }

  private boolean isEmpty() {
    return start.isPresent() && end.isPresent() && start.get().compareTo(end.get()) >= 0;
  }

  /** Whether this one ends where {@code next}, which starts no earlier, has begun. */
  private boolean reaches(Interval next) {
    return end.isEmpty() || next.start.isEmpty() || end.get().compareTo(next.start.get()) >= 0;
  }

  /** The same set in as few intervals as there can be, lowest first; empty for the empty set. */
  static List<Interval> union(List<Interval> intervals) {
    List<Interval> merged = new ArrayList<>();
    for (Interval next : intervals.stream().filter(i -> !i.isEmpty()).sorted(BY_START).toList()) {
      int last = merged.size() - 1;
      if (last >= 0 && merged.get(last).reaches(next)) {
        merged.set(last, new Interval(merged.get(last).start, later(merged.get(last), next)));
      } else {
        merged.add(next);
      }
    }
    return merged;
  }

  private static Optional<DebianVersion> later(Interval one, Interval other) {
    if (one.end.isEmpty() || other.end.isEmpty()) {
      return Optional.empty();
    }
    return one.end.get().compareTo(other.end.get()) >= 0 ? one.end : other.end;
  }
}
