package org.debwright.lock;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.index.Distribution;
import org.debwright.python.DistributionFilename;
import org.debwright.python.Hash;
import org.debwright.python.ProjectName;
import org.debwright.python.SpecifierSet;

/**
 * One file of a lock: a wheel, a source distribution or an archive (PEP 751, "packages.wheels").
 *
 * @param name of the file, without directories
 * @param url where it was found, without credentials
 * @param path relative to the lock file, with {@code /}; instead of a URL
 * @param sizeBytes where known
 * @param hashes at least one, and one of them strong
 */
public record LockedFile(
    String name,
    Optional<String> url,
    Optional<String> path,
    Optional<Instant> uploaded,
    OptionalLong sizeBytes,
    SortedSet<Hash> hashes) {
  /** Copies. */
  public LockedFile {
    hashes = Collections.unmodifiableSortedSet(new TreeSet<>(hashes));
  }

  /** Locks {@code file}; {@code digest} is asked where the index does not tell its SHA-256. */
  static LockedFile of(Distribution file, Function<Distribution, Hash> digest) {
    SortedSet<Hash> hashes = new TreeSet<>(file.hashes());
    // Weak hashes prove nothing, so they are not handed on.
    hashes.removeIf(hash -> !hash.isStrong());
    if (hashes.stream().noneMatch(hash -> hash.algorithm().equals("sha256"))) {
      hashes.add(digest.apply(file));
    }
    return new LockedFile(
        file.filename().filename(),
        Optional.of(file.displayUrl()),
        Optional.empty(),
        file.uploaded(),
        file.sizeBytes() < 0 ? OptionalLong.empty() : OptionalLong.of(file.sizeBytes()),
        hashes);
  }

  /**
   * The file as an index would offer it, to be fetched with {@link #hashes()} as proof.
   *
   * @param directory of the lock file, which paths start from
   */
  public Distribution distribution(ProjectName project, Path directory) {
    DistributionFilename filename =
        DistributionFilename.parse(name, project)
            .orElseThrow(
                () ->
                    Diagnostic.error(
                            "lock-invalid",
                            "`" + name + "` is no release file of `" + project + "`")
                        .toException());
    String address =
        url.orElseGet(() -> directory.resolve(path.orElse(name)).toUri().toASCIIString());
    return new Distribution(
        filename,
        address,
        hashes,
        SpecifierSet.ANY,
        Optional.empty(),
        Optional.empty(),
        uploaded,
        sizeBytes.orElse(-1));
  }
}
