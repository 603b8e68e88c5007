package org.debwright.archive;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the user says about the archive.
 *
 * @param uri of an archive to use instead of apt's sources ({@code http:}, {@code https:} or {@code
 *     file:}); the directory that holds {@code dists}
 * @param suite directory below {@code dists} in that archive, where it differs from the target's
 *     codename
 * @param keyring whose keys sign that archive, armored or not; empty for the distribution's
 * @param offline whether to use what is cached and nothing else
 */
public record ArchiveOptions(
    Optional<String> uri, Optional<String> suite, Optional<Path> keyring, boolean offline) {
  /** What apt is configured for. */
  public static final ArchiveOptions CONFIGURED =
      new ArchiveOptions(Optional.empty(), Optional.empty(), Optional.empty(), false);

  /** These options, but nothing is fetched. */
  public ArchiveOptions withOffline(boolean isOffline) {
    return new ArchiveOptions(uri, suite, keyring, isOffline);
  }
}
