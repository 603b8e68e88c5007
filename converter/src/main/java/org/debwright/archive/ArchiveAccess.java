package org.debwright.archive;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.debwright.diagnostic.Reporter;

/**
 * What reading archives needs of the outer world.
 *
 * @param cache directory of debwright's cache; archives keep to {@code archive} below it
 * @param environment for apt and gpgv, and for proxies
 * @param clock by which cached answers grow stale
 */
public record ArchiveAccess(
    Path cache, Map<String, String> environment, Clock clock, Reporter reporter) {
  /** Copies. */
  public ArchiveAccess {
    environment = Map.copyOf(environment);
  }
}
