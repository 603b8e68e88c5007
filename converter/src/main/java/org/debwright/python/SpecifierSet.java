package org.debwright.python;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.debwright.diagnostic.DebwrightException;
import org.jspecify.annotations.Nullable;

/**
 * A comma-separated conjunction of {@link Specifier} clauses; the empty set admits everything.
 * Equal sets have equal clauses in any order.
 */
public final class SpecifierSet {
  /** Admits every version. */
  public static final SpecifierSet ANY = new SpecifierSet(List.of());

  private final List<Specifier> specifiers;

  private SpecifierSet(List<Specifier> specifiers) {
    this.specifiers = specifiers;
  }

  /**
   * Reads {@code >=1,<2}; blank gives {@link #ANY}.
   *
   * @throws DebwrightException with every clause that is wrong and its place in {@code text}
   */
  public static SpecifierSet parse(String text) {
    return text.isBlank()
        ? ANY
        : of(new SpecifierParser(SourceText.of(text, "specifier")).clauses());
  }

  /** The conjunction of {@code clauses}. */
  public static SpecifierSet of(Collection<Specifier> clauses) {
    if (clauses.isEmpty()) {
      return ANY;
    }
    if (clauses.size() == 1) {
      return new SpecifierSet(List.copyOf(clauses));
    }
    Set<Specifier> sorted = new LinkedHashSet<>();
    clauses.stream().sorted(Comparator.comparing(Specifier::toString)).forEach(sorted::add);
    return new SpecifierSet(List.copyOf(sorted));
  }

  /** The clauses in a fixed order, none twice. */
  public List<Specifier> specifiers() {
    return specifiers;
  }

  /**
   * Whether every clause admits {@code version}; pre-releases are not excluded here (what `pip
   * check` asks).
   */
  public boolean contains(Pep440Version version) {
    for (Specifier specifier : specifiers) {
      if (!specifier.contains(version)) {
        return false;
      }
    }
    return true;
  }

  /** Whether some clause names a pre-release. */
  public boolean admitsPrereleases() {
    return specifiers.stream().anyMatch(Specifier::admitsPrereleases);
  }

  /** Whether no clause restricts anything. */
  public boolean isAny() {
    return specifiers.isEmpty();
  }

  /** Both conditions together. */
  public SpecifierSet and(SpecifierSet other) {
    if (other.isAny()) {
      return this;
    }
    return isAny()
        ? other
        : of(Stream.concat(specifiers.stream(), other.specifiers.stream()).toList());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof SpecifierSet set
            && specifiers.size() == set.specifiers.size()
            && specifiers.containsAll(set.specifiers));
  }

  @Override
  public int hashCode() {
    int hash = 0;
    for (Specifier specifier : specifiers) {
      hash += specifier.hashCode();
    }
    return hash;
  }

  /** {@code <2,>=1}: the clauses in their fixed order; empty for {@link #ANY}. */
  @Override
  public String toString() {
    return specifiers.stream().map(Specifier::toString).collect(Collectors.joining(","));
  }
}
