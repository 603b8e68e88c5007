package org.debwright.python;

import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.debwright.diagnostic.DebwrightException;
import org.jspecify.annotations.Nullable;

/**
 * An environment marker (PEP 508, "Environment Markers"), for example {@code python_version <
 * "3.8"}. It means what it means to {@code packaging}; equal markers have one normalised text.
 */
public final class Marker {
  private final MarkerExpression expression;

  Marker(MarkerExpression expression) {
    this.expression = expression;
  }

  /**
   * Reads a marker.
   *
   * @throws DebwrightException with the place in {@code text} where it is none
   */
  public static Marker parse(String text) {
    return parse(SourceText.of(text, "marker"));
  }

  static Marker parse(SourceText source) {
    Cursor cursor = new Cursor(source, "marker-invalid", "an environment marker");
    Marker marker = new MarkerParser(cursor).marker();
    if (!cursor.isAtEnd()) {
      throw cursor.wrongHere("`and`, `or` or the end is expected here");
    }
    return marker;
  }

  /**
   * Whether it holds in {@code environment}. As pip does it, a marker is asked once for each of
   * {@code extras} and holds if it does for one of them; without any it is asked once for no extra.
   *
   * @throws DebwrightException if it compares what cannot be compared
   */
  public boolean evaluate(MarkerEnvironment environment, Set<ProjectName> extras) {
    if (extras.isEmpty()) {
      return expression.holds(new MarkerValues(environment, "", extras, Set.of()));
    }
    boolean holds = false;
    for (ProjectName extra : extras) {
      holds |=
          expression.holds(new MarkerValues(environment, extra.normalized(), extras, Set.of()));
    }
    return holds;
  }

  /**
   * Whether it holds for an entry of a lock file, where {@code extras} and {@code
   * dependency_groups} are sets (PEP 751, "packages.marker").
   *
   * @throws DebwrightException if it compares what cannot be compared
   */
  public boolean holdsInLock(
      MarkerEnvironment environment, Set<ProjectName> extras, Set<ProjectName> groups) {
    return expression.holds(new MarkerValues(environment, "", extras, groups));
  }

  /** The extras it compares with: under no others can it hold for an extra's sake. */
  public NavigableSet<ProjectName> mentionedExtras() {
    NavigableSet<ProjectName> extras = new TreeSet<>();
    expression.forEachComparison(
        comparison ->
            comparison
                .extra()
                .filter(ProjectName::isValid)
                .map(ProjectName::new)
                .ifPresent(extras::add));
    return extras;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Marker marker && expression.equals(marker.expression));
  }

  @Override
  public int hashCode() {
    return expression.hashCode();
  }

  /** The marker again, normalised: no needless parentheses, new names, double quotes. */
  @Override
  public String toString() {
    return expression.toString();
  }
}
