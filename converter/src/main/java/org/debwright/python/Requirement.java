package org.debwright.python;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;
import org.jspecify.annotations.Nullable;

/**
 * A dependency as PEP 508 writes it: {@code name[extra] >= 1 ; marker} or {@code name @ url ;
 * marker}.
 *
 * @param name the project
 * @param extras extras asked for, normalised
 * @param specifiers versions asked for, {@link SpecifierSet#ANY} with a URL
 */
public record Requirement(
    ProjectName name,
    SortedSet<ProjectName> extras,
    SpecifierSet specifiers,
    Optional<String> url,
    Optional<Marker> marker) {

  private static final int LONGEST = 1 << 16;

  /** Copies. */
  public Requirement {
    extras = Collections.unmodifiableSortedSet(new TreeSet<>(extras));
  }

  /**
   * Reads one requirement.
   *
   * @throws DebwrightException with a location pointing into {@code text}
   */
  public static Requirement parse(String text) {
    return parse(SourceText.of(text, "requirement"));
  }

  /**
   * As {@link #parse(String)}, with errors located in a file.
   *
   * @param where the first character of {@code text} there; without a column, the line's beginning
   */
  public static Requirement parse(String text, Location where) {
    return where.isPresent() ? parse(SourceText.of(text, where)) : parse(text);
  }

  static Requirement parse(SourceText source) {
    int length = source.text().length();
    if (length > LONGEST) {
      throw Diagnostic.error("requirement-invalid", "a requirement is too long to be one")
          .because("it has at most " + LONGEST + " characters: " + length)
          .at(source.at(0, 0).withoutText())
          .toException();
    }
    return new RequirementParser(source).requirement();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Requirement that
            && name.equals(that.name)
            && specifiers.equals(that.specifiers)
            && extras.equals(that.extras)
            && url.equals(that.url)
            && marker.equals(that.marker));
  }

  @Override
  public int hashCode() {
    // Markers and extras seldom make the difference.
    return 31 * name.hashCode() + specifiers.hashCode();
  }

  /**
   * Whether it applies in {@code environment} when the requiring project was asked for with {@code
   * extras}.
   */
  public boolean appliesTo(MarkerEnvironment environment, Set<ProjectName> extras) {
    return marker.map(condition -> condition.evaluate(environment, extras)).orElse(true);
  }

  /** PEP 508 again, normalised. */
  @Override
  public String toString() {
    String asked =
        extras.isEmpty()
            ? ""
            : extras.stream().map(ProjectName::toString).collect(Collectors.joining(",", "[", "]"));
    String source = url.map(address -> " @ " + address).orElse(specifiers.toString());
    // A URL would swallow the semicolon.
    String separator = url.isPresent() ? " ; " : "; ";
    return name + asked + source + marker.map(condition -> separator + condition).orElse("");
  }
}
