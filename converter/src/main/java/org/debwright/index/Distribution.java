package org.debwright.index;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import org.debwright.python.DistributionFilename;
import org.debwright.python.Hash;
import org.debwright.python.SpecifierSet;

/**
 * A release file that an index, a directory or a URL offers (PEP 503, 592, 658, 691, 700).
 *
 * @param url absolute, may hold credentials: never print it, print {@link #displayUrl()}
 * @param hashes as the index gives them, may be empty
 * @param yanked reason, possibly blank, where the file is yanked
 * @param metadataHashes present where the index offers {@code url + ".metadata"}; its hashes, may
 *     be empty
 * @param sizeBytes -1 where unknown
 */
public record Distribution(
    DistributionFilename filename,
    String url,
    SortedSet<Hash> hashes,
    SpecifierSet requiresPython,
    Optional<String> yanked,
    Optional<SortedSet<Hash>> metadataHashes,
    Optional<Instant> uploaded,
    long sizeBytes) {

  /** The URL without user, password, query and fragment. */
  public String displayUrl() {
    boolean isBare = url.indexOf('@') < 0 && url.indexOf('?') < 0 && url.indexOf('#') < 0;
    return isBare ? url : url.replaceFirst("://[^/@]*@", "://").replaceFirst("[?#].*$", "");
  }
}
