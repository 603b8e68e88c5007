package org.debwright.build;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.debwright.diagnostic.Reporter;

/**
 * What building from source needs to know beside the target.
 *
 * @param cache the cache's root; {@code built}, {@code chroots} and {@code logs} below it are ours
 * @param scratch where temporary directories go; others must be able to pass through it
 * @param pip settings of pip as {@code PIP_…} variables, the index among them; may hold credentials
 * @param certificates bundle of authorities pip is to trust, PEM
 * @param sourceDateEpoch seconds since 1970, empty to take the newest time inside the source
 */
public record BuildSettings(
    Path cache,
    Path scratch,
    Map<String, String> pip,
    Optional<Path> certificates,
    OptionalLong sourceDateEpoch,
    Reporter reporter) {
  /** Copies. */
  public BuildSettings {
    pip = Map.copyOf(pip);
  }
}
