package org.debwright.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.debwright.debian.DebianVersion;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.Pep440Version;
import org.debwright.python.Specifier;

/**
 * A half-open range of PEP 440 versions, its ends still free to be spelled with more or fewer
 * zeros.
 *
 * @param start empty for no lower end
 * @param end empty for no upper end
 */
record PythonRange(Optional<Bound> start, Optional<Bound> end) {

  /** The versions a clause admits (PEP 440, "Version specifiers"), pre-releases not excluded. */
  static List<PythonRange> of(Specifier specifier) {
    Pep440Version version = specifier.version().orElseThrow(() -> arbitrary(specifier));
    Bound at = Bound.of(version);
    return switch (specifier.operator()) {
      case AT_LEAST -> List.of(from(at));
      case AT_MOST -> List.of(below(at.withSuffix(at.suffix() + ".~")));
      case LESS -> List.of(below(version.isPrerelease() ? at : at.withSuffix(at.suffix() + "~~")));
      case GREATER -> List.of(from(above(at)));
      case COMPATIBLE ->
          List.of(between(at, Bound.nextSeries(version, version.release().size() - 1)));
      case EQUAL -> List.of(exactly(specifier, version));
      case NOT_EQUAL -> exactly(specifier, version).complement();
      // The public version exactly: what Debian can say of it.
      case ARBITRARY -> List.of(between(at, at.withSuffix(at.suffix() + afterLabel(version, "+"))));
    };
  }

  // `>V` excludes post-releases of a final V, and local labels of any (PEP 440, "Exclusive ordered
  // comparison").
  private static Bound above(Bound at) {
    return at.withSuffix(at.suffix().isEmpty() ? Bound.ABOVE : at.suffix() + ".0");
  }

  private static PythonRange exactly(Specifier specifier, Pep440Version version) {
    if (specifier.isPrefix()) {
      return between(
          new Bound(version, version.release(), "~~"),
          Bound.nextSeries(version, version.release().size()));
    }
    Bound at = Bound.of(version);
    return between(at, at.withSuffix(at.suffix() + afterLabel(version, ".~")));
  }

  // A letter directly behind a label is above that label and below every longer one.
  private static String afterLabel(Pep440Version version, String withoutLabel) {
    return version.local().isPresent() ? "A" : withoutLabel;
  }

  private static RuntimeException arbitrary(Specifier specifier) {
    return Diagnostic.error("specifier-refused", "`" + specifier + "` cannot be satisfied")
        .because("`" + specifier.versionText() + "` is not a version that PEP 440 knows")
        .toException();
  }

  private static PythonRange from(Bound start) {
    return new PythonRange(Optional.of(start), Optional.empty());
  }

  private static PythonRange below(Bound end) {
    return new PythonRange(Optional.empty(), Optional.of(end));
  }

  private static PythonRange between(Bound start, Bound end) {
    return new PythonRange(Optional.of(start), Optional.of(end));
  }

  private List<PythonRange> complement() {
    return List.of(below(start.orElseThrow()), from(end.orElseThrow()));
  }

  /**
   * The same range among Debian versions. dpkg has {@code 2 < 2.0~rc1 < 2.0}, so each spelling of
   * an end's release is an island of its own; between two ends of different releases all is inside.
   */
  List<Interval> intervals(long distroEpoch) {
    if (start.isPresent() && end.isPresent() && start.get().sameRelease(end.get())) {
      return start.get().spellings().stream()
          .map(
              k ->
                  Interval.between(
                      start.get().spelled(k, distroEpoch), end.get().spelled(k, distroEpoch)))
          .toList();
    }
    List<Interval> intervals = new ArrayList<>();
    Optional<DebianVersion> low = start.map(s -> lowIslands(s, distroEpoch, intervals));
    highIslands(low, distroEpoch, intervals);
    return intervals;
  }

  /** The same range among versions spelled with so many numbers, without an epoch. */
  Interval interval(int components) {
    return new Interval(
        start.map(s -> s.spelled(components, 0)), end.map(e -> e.spelled(components, 0)));
  }

  /** Adds the islands of the shorter spellings and returns where the longest begins. */
  private static DebianVersion lowIslands(Bound start, long epoch, List<Interval> islands) {
    List<Integer> spellings = start.spellings();
    int longest = spellings.get(spellings.size() - 1);
    if (!start.suffix().equals(Bound.ABOVE)) {
      for (int k : spellings.subList(0, spellings.size() - 1)) {
        islands.add(Interval.between(start.spelled(k, epoch), start.before(k + 1, epoch)));
      }
    }
    return start.spelled(longest, epoch);
  }

  private void highIslands(Optional<DebianVersion> low, long epoch, List<Interval> islands) {
    if (end.isEmpty()) {
      islands.add(new Interval(low, Optional.empty()));
      return;
    }
    List<Integer> spellings = end.get().spellings();
    islands.add(new Interval(low, Optional.of(end.get().spelled(spellings.get(0), epoch))));
    for (int k : spellings.subList(1, spellings.size())) {
      islands.add(Interval.between(end.get().before(k, epoch), end.get().spelled(k, epoch)));
    }
  }
}
