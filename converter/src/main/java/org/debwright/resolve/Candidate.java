package org.debwright.resolve;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.debwright.index.Distribution;
import org.debwright.python.Pep440Version;
import org.debwright.python.SpecifierSet;
import org.jspecify.annotations.Nullable;

/**
 * One version of a project with the files an index has of it, or the one the suite packages. Which
 * of them fits the target is found out when first asked, since most versions are never looked at.
 * Equality is identity.
 */
final class Candidate {
  private final Pep440Version version;
  private final Supplier<List<Distribution>> files;
  private final Supplier<Verdict> judge;
  private final Optional<Offer> offer;
  // Computed by whoever asks first; computing it twice gives the same.
  private volatile @Nullable Verdict verdict;

  Candidate(Pep440Version version, Supplier<List<Distribution>> files, Supplier<Verdict> judge) {
    this(version, files, judge, Optional.empty());
  }

  private Candidate(
      Pep440Version version,
      Supplier<List<Distribution>> files,
      Supplier<Verdict> judge,
      Optional<Offer> offer) {
    this.version = version;
    this.files = files;
    this.judge = judge;
    this.offer = offer;
  }

  /**
   * What the suite packages, usable unless there is a {@code rejection}.
   *
   * @param rejection why it cannot be used, if it cannot
   */
  static Candidate of(Offer offer, Optional<Rejection> rejection) {
    Verdict verdict =
        rejection.<Verdict>map(Verdict.Unusable::new).orElseGet(() -> new Verdict.Packaged(offer));
    return new Candidate(offer.version(), List::of, () -> verdict, Optional.of(offer));
  }

  /** Whether and with which file a release can be used. */
  sealed interface Verdict {
    /**
     * It can.
     *
     * @param file the best that fits
     * @param alternatives other files that fit, best first
     */
    record Usable(Distribution file, List<Distribution> alternatives) implements Verdict {}

    /** It can, as the suite's package. */
    record Packaged(Offer offer) implements Verdict {}

    /** It cannot. */
    record Unusable(Rejection rejection) implements Verdict {}
  }

  Pep440Version version() {
    return version;
  }

  /** What it is in the suite, if it is the suite's. */
  Optional<Offer> offer() {
    return offer;
  }

  /** The files the index has of it, whether they fit or not. */
  List<Distribution> files() {
    return files.get();
  }

  Verdict verdict() {
    Verdict known = verdict;
    if (known == null) {
      known = judge.get();
      verdict = known;
    }
    return known;
  }

  /** The best file that fits, if any. */
  Optional<Distribution> file() {
    return verdict() instanceof Verdict.Usable usable
        ? Optional.of(usable.file())
        : Optional.empty();
  }

  /** Why it cannot be used, if it cannot. */
  Optional<Rejection> rejection() {
    return verdict() instanceof Verdict.Unusable unusable
        ? Optional.of(unusable.rejection())
        : Optional.empty();
  }

  /** The reason of its yanking (PEP 592), where nothing but yanked files could be used. */
  Optional<String> yanked() {
    List<Distribution> all = files.get();
    return all.stream().allMatch(file -> file.yanked().isEmpty())
        ? Optional.empty()
        : file().orElse(all.get(0)).yanked();
  }

  /** Whether its version, as some file of it spells it, satisfies {@code specifiers}. */
  boolean satisfies(SpecifierSet specifiers) {
    boolean bySpelling = offer.isEmpty() && Wishes.spells(specifiers);
    return bySpelling
        ? files.get().stream().anyMatch(file -> specifiers.contains(file.filename().version()))
        : specifiers.contains(version);
  }

  @Override
  public String toString() {
    return version.toString();
  }
}
