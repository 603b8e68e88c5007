package org.debwright.job;

import java.nio.file.Path;
import org.debwright.repository.Origin;
import org.debwright.repository.RepositoryAddress;
import org.debwright.repository.SigningKey;

/**
 * How the repository is called, signed and reached.
 *
 * @param address where machines find it
 * @param falling what becomes of a package in a lower version than the listed one
 */
public record RepositorySettings(
    Path root, Origin origin, SigningKey key, RepositoryAddress address, Falling falling) {
  /** Lower versions than those published. */
  public enum Falling {
    /** They are refused. */
    REFUSED,
    /** They are published, with a warning. */
    ALLOWED
  }
}
