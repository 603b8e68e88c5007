package org.debwright.python;

import java.util.Optional;
import java.util.SortedSet;
import org.debwright.diagnostic.Location;

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

  /**
   * Reads one requirement. Throws DebwrightException with a location pointing into {@code text}.
   */
  public static Requirement parse(String text) {
    throw new UnsupportedOperationException();
  }

  /** As {@link #parse(String)}, with errors located in a file. */
  public static Requirement parse(String text, Location where) {
    throw new UnsupportedOperationException();
  }

  /**
   * Whether it applies in {@code environment} when the requiring project was asked for with {@code
   * extras}.
   */
  public boolean appliesTo(MarkerEnvironment environment, java.util.Set<ProjectName> extras) {
    throw new UnsupportedOperationException();
  }

  /** PEP 508 again, normalised. */
  @Override
  public String toString() {
    throw new UnsupportedOperationException();
  }
}
