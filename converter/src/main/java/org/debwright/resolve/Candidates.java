package org.debwright.resolve;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import org.debwright.index.Distribution;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.Specifier;
import org.debwright.python.SpecifierSet;
import org.debwright.python.WheelFilename;

/**
 * All versions of a project, newest first: the finite world in which the solver's {@link States} of
 * that project live. Thread-safe.
 */
final class Candidates {
  private final ProjectName project;
  private final List<Candidate> newestFirst;
  private final Opening opening;
  private final Taste taste;
  private final int offered;
  private final Map<SpecifierSet, Admission> admissions = new ConcurrentHashMap<>();

  Candidates(ProjectName project, List<Candidate> newestFirst, Opening opening, Taste taste) {
    this.project = project;
    this.newestFirst = List.copyOf(newestFirst);
    this.opening = opening;
    this.taste = taste;
    this.offered = offered(newestFirst);
  }

  private static int offered(List<Candidate> candidates) {
    for (int i = 0; i < candidates.size(); i++) {
      if (candidates.get(i).offer().isPresent()) {
        return i;
      }
    }
    return -1;
  }

  /**
   * What is tried before what is newer.
   *
   * @param wheels whether versions with a wheel are
   * @param suite whether what the suite packages is
   * @param pin the version that is before all others, as long as it is no yanked one
   */
  record Taste(boolean wheels, boolean suite, Optional<Pep440Version> pin) {}

  /** Whether versions that are kept back by default are candidates. */
  enum Openness {
    /** They are not. */
    CLOSED,
    /** They are, after all others, if {@link Justification} agrees in the end. */
    OPENED,
    /** They are like all others: the user wants them. */
    WANTED;

    static Openness wanted(boolean wanted) {
      return wanted ? WANTED : CLOSED;
    }

    Openness orOpened(boolean open) {
      return this == CLOSED && open ? OPENED : this;
    }
  }

  /** Which versions are candidates that otherwise are kept back. */
  record Opening(Openness prereleases, Openness yanked) {
    /** Whether some come after all others. */
    boolean ranks() {
      return prereleases == Openness.OPENED || yanked == Openness.OPENED;
    }
  }

  /**
   * What one requirement allows.
   *
   * @param allowed versions it admits
   * @param heldBack pre-releases that satisfy it and are kept back
   */
  record Admission(States allowed, States heldBack) {}

  ProjectName project() {
    return project;
  }

  /** How many there are. */
  int size() {
    return newestFirst.size();
  }

  Candidate get(int index) {
    return newestFirst.get(index);
  }

  /** The one the suite packages, or -1. */
  int offered() {
    return offered;
  }

  /** The one the suite packages, as a set; empty where it packages none. */
  States fromSuite() {
    return offered < 0 ? States.none(size()) : States.only(size(), offered);
  }

  /** Those of the index. */
  States fromIndex() {
    return all().minus(fromSuite());
  }

  /** Every version. */
  States all() {
    return States.none(size()).complement().installed();
  }

  /** The same versions with others kept back. */
  Candidates withOpening(Opening other) {
    return new Candidates(project, newestFirst, other, taste);
  }

  Opening opening() {
    return opening;
  }

  /** The versions that satisfy {@code specifiers}, nothing kept back. */
  States satisfying(SpecifierSet specifiers) {
    if (specifiers.isAny()) {
      return all();
    }
    Optional<Pep440Version> pin = pin(specifiers);
    if (pin.isEmpty()) {
      return States.where(size(), i -> get(i).satisfies(specifiers));
    }
    States result = States.none(size());
    for (int i = firstNotNewerThanLocalsOf(pin.get()); i < size(); i++) {
      if (!get(i).version().withoutLocal().equals(pin.get().withoutLocal())) {
        break;
      }
      if (get(i).satisfies(specifiers)) {
        result = result.or(States.only(size(), i));
      }
    }
    return result;
  }

  /** The version that {@code specifiers} pin, if they do; then only its neighbours can match. */
  private static Optional<Pep440Version> pin(SpecifierSet specifiers) {
    return specifiers.specifiers().stream()
        .filter(one -> one.operator() == Specifier.Operator.EQUAL && !one.isPrefix())
        .flatMap(one -> one.version().stream())
        .findFirst();
  }

  /** Versions are sorted, so those that differ from {@code version} only by local are in a row. */
  private int firstNotNewerThanLocalsOf(Pep440Version version) {
    Pep440Version wanted = version.withoutLocal();
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (get(middle).version().withoutLocal().compareTo(wanted) > 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** What a requirement with these specifiers allows. */
  Admission admit(SpecifierSet specifiers) {
    return admissions.computeIfAbsent(specifiers, this::judge);
  }

  private Admission judge(SpecifierSet specifiers) {
    States satisfying = satisfying(specifiers);
    // PEP 440, "Handling of pre-releases": excluded unless the specifier names one, or no final or
    // post-release satisfies it. What the suite packages is there already, as if installed.
    States allowed =
        opening.prereleases() == Openness.CLOSED
                && !specifiers.admitsPrereleases()
                && hasFinal(satisfying)
            ? filter(satisfying, i -> i == offered || !get(i).version().isPrerelease())
            : satisfying;
    return new Admission(allowed, satisfying.minus(allowed));
  }

  /**
   * Why candidate {@code index} cannot be used, if it cannot. PEP 592, "Installers": a yanked one
   * is ignored; {@link Justification} says when it is opened after all.
   */
  Optional<Rejection> rejection(int index) {
    Candidate candidate = get(index);
    Optional<String> yanked =
        opening.yanked() == Openness.CLOSED ? candidate.yanked() : Optional.empty();
    return candidate
        .rejection()
        .or(
            () ->
                yanked
                    .map(why -> why.isBlank() ? "yanked" : "yanked: " + why)
                    .map(Rejection::yanked));
  }

  private States filter(States states, IntPredicate test) {
    return States.where(size(), i -> states.has(i) && test.test(i));
  }

  private boolean hasFinal(States states) {
    return states
        .indices()
        .filter(i -> !get(i).version().isPrerelease())
        .anyMatch(i -> rejection(i).isEmpty());
  }

  // A release that was yanked since, or that can be used no more, is pinned in vain.
  private OptionalInt pinned(States states) {
    return taste.pin().isEmpty()
        ? OptionalInt.empty()
        : states
            .indices()
            .filter(i -> get(i).version().equals(taste.pin().get()))
            .filter(i -> get(i).rejection().isEmpty() && get(i).yanked().isEmpty())
            .findFirst();
  }

  /** The candidate to try first among {@code states}, which must not be empty. */
  int best(States states) {
    OptionalInt pinned = pinned(states);
    if (pinned.isPresent()) {
      return pinned.getAsInt();
    }
    if (taste.suite() && offered >= 0 && states.has(offered)) {
      return offered;
    }
    if (!taste.wheels() && !opening.ranks()) {
      return states.newest();
    }
    return states
        .indices()
        .boxed()
        .min(Comparator.comparingInt(this::handicap).thenComparingInt(i -> i))
        .orElseThrow();
  }

  /**
   * When to decide among {@code states}, where the suite's is preferred: what has to be built in
   * any case first, for it says what else is needed; then what the suite packages, which may bind
   * what has to be built in its stead; such last.
   */
  int lateness(States states) {
    if (!taste.suite() || offered < 0) {
      return 0;
    }
    return states.has(offered) ? 1 : 2;
  }

  private int handicap(int index) {
    Candidate candidate = get(index);
    int handicap = 0;
    boolean unasked =
        (index != offered
                && opening.prereleases() == Openness.OPENED
                && candidate.version().isPrerelease())
            || (opening.yanked() == Openness.OPENED && candidate.yanked().isPresent());
    if (unasked) {
      handicap += 2;
    }
    if (taste.wheels()
        && index != offered
        && !candidate.file().map(Candidates::isWheel).orElse(false)) {
      handicap += 1;
    }
    return handicap;
  }

  private static boolean isWheel(Distribution file) {
    return file.filename() instanceof WheelFilename;
  }

  /**
   * The members of {@code states} that cannot be used for the same kind of reason as the candidate
   * {@code index}, as far as they follow it without a gap.
   */
  States likeRejected(int index, States states) {
    String kind = rejection(index).map(Rejection::kind).orElse("");
    States result = States.only(size(), index);
    for (int i = index + 1; i < size(); i++) {
      if (states.has(i)) {
        if (!rejection(i).map(Rejection::kind).orElse("-").equals(kind)) {
          break;
        }
        result = result.or(States.only(size(), i));
      }
    }
    return result;
  }
}
