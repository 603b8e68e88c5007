package org.debwright.repository;

/**
 * What a repository says about itself in its Release files.
 *
 * @param description one line
 * @param epochSeconds the field Date, seconds since 1970 in UTC
 */
public record ReleaseHeader(Origin origin, String description, long epochSeconds) {
  /** Checks that the description is one line. */
  public ReleaseHeader {
    if (description.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a description is one line");
    }
  }
}
