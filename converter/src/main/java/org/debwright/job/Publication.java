package org.debwright.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.debwright.deb.SourcePackage;
import org.debwright.repository.PublishingPlan;
import org.debwright.repository.Repository;
import org.debwright.repository.SourceLines;

/**
 * What was published.
 *
 * @param root of the repository
 * @param plan as it was carried out
 * @param outcome whether anything changed
 * @param packages everything of this run, the keyring's package last
 * @param sources of some of them
 * @param fingerprint of the signing key
 * @param sourceLines how a machine comes to use it
 * @param files all that it consists of, the signing key included, as it was left; empty where that
 *     cannot be told
 */
public record Publication(
    Path root,
    PublishingPlan plan,
    Repository.Outcome outcome,
    List<MadePackage> packages,
    List<SourcePackage> sources,
    String fingerprint,
    SourceLines sourceLines,
    Optional<FileStamps> files) {
  /** Copies. */
  public Publication {
    packages = List.copyOf(packages);
    sources = List.copyOf(sources);
  }

  /** The same as the next run would find it: with nothing to change. */
  public Publication repeated() {
    return new Publication(
        root,
        plan,
        Repository.Outcome.UNCHANGED,
        packages,
        sources,
        fingerprint,
        sourceLines,
        files);
  }

  /** The package that carries the public key. */
  public MadePackage keyring() {
    return packages.get(packages.size() - 1);
  }
}
