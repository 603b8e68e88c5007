package org.debwright.resolve;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.debwright.index.Distribution;
import org.debwright.python.Pep440Version;
import org.debwright.python.SpecifierSet;
import org.jspecify.annotations.Nullable;

/**
 * One version of a project with the files an index has of it. Which of them fits the target is
 * found out when first asked, since most versions are never looked at. Equality is identity.
 */
final class Candidate {
  private final Pep440Version version;
  private final Supplier<List<Distribution>> files;
  private final Supplier<Verdict> judge;
  // Computed by whoever asks first; computing it twice gives the same.
  private volatile @Nullable Verdict verdict;

  Candidate(Pep440Version version, Supplier<List<Distribution>> files, Supplier<Verdict> judge) {
    this.version = version;
    this.files = files;
    this.judge = judge;
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

    /** It cannot. */
    record Unusable(Rejection rejection) implements Verdict {}
  }

  Pep440Version version() {
    return version;
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
    return Wishes.spells(specifiers)
        ? files.get().stream().anyMatch(file -> specifiers.contains(file.filename().version()))
        : specifiers.contains(version);
  }

  @Override
  public String toString() {
    return version.toString();
  }
}
