package org.debwright.archive;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the user says about the archive.
 *
 * @param uri of an archive to use instead of apt's sources ({@code http:}, {@code https:} or {@code
 *     file:}); the directory that holds {@code dists}
 * @param suite directory below {@code dists} in that archive, where it differs from the target's
 *     codename
 * @param keyring whose keys sign that archive, armored or not; empty for the distribution's
 * @param pockets of the suite beside its updates and security updates: {@code backports}
 * @param further archives beside it, each as a line of sources.list(5) without the word {@code deb}
 * @param offline whether to use what is cached and nothing else
 */
public record ArchiveOptions(
    Optional<String> uri,
    Optional<String> suite,
    Optional<Path> keyring,
    List<String> pockets,
    List<String> further,
    boolean offline) {
  /** What apt is configured for. */
  public static final ArchiveOptions CONFIGURED =
      new ArchiveOptions(
          Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of(), false);

  /** Copies. */
  public ArchiveOptions {
    pockets = List.copyOf(pockets);
    further = List.copyOf(further);
  }

  /** One archive and nothing beside it. */
  public ArchiveOptions(
      Optional<String> uri, Optional<String> suite, Optional<Path> keyring, boolean offline) {
    this(uri, suite, keyring, List.of(), List.of(), offline);
  }

  /** These options, but nothing is fetched. */
  public ArchiveOptions withOffline(boolean isOffline) {
    return new ArchiveOptions(uri, suite, keyring, pockets, further, isOffline);
  }
}
