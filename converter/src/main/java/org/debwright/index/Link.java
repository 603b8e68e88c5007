package org.debwright.index;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.python.DistributionFilename;
import org.debwright.python.Hash;
import org.debwright.python.ProjectName;
import org.debwright.python.SpecifierSet;

/**
 * A file as a page or a directory offers it.
 *
 * @param url absolute, without fragment
 * @param requiresPython as written, empty where the page says nothing
 * @param yanked the reason where the file is yanked (PEP 592)
 * @param metadataHashes present where a metadata file is offered (PEP 658, PEP 714)
 * @param sizeBytes -1 where unknown
 */
record Link(
    String filename,
    String url,
    SortedSet<Hash> hashes,
    String requiresPython,
    Optional<String> yanked,
    Optional<SortedSet<Hash>> metadataHashes,
    Optional<Instant> uploaded,
    long sizeBytes)
    implements Linked {

  static final SortedSet<Hash> NO_HASHES = Collections.emptySortedSet();

  // The same few conditions stand on thousands of links.
  private static final Map<String, SpecifierSet> CONDITIONS = new ConcurrentHashMap<>();
  private static final Set<String> ALGORITHMS =
      Set.of("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "blake2b");

  /** A file of which nothing but its place is known. */
  static Link bare(String filename, String url, SortedSet<Hash> hashes, long sizeBytes) {
    return new Link(
        filename, url, hashes, "", Optional.empty(), Optional.empty(), Optional.empty(), sizeBytes);
  }

  @Override
  public Optional<Link> link() {
    return Optional.of(this);
  }

  /** The release file this is, if it is one of {@code project}. */
  Optional<Distribution> distribution(ProjectName project) {
    return DistributionFilename.parse(filename, project).map(this::distribution);
  }

  /** The release file this is. */
  Distribution distribution(DistributionFilename parsed) {
    return new Distribution(
        parsed,
        url,
        hashes,
        condition(requiresPython),
        yanked,
        metadataHashes,
        uploaded,
        sizeBytes);
  }

  /** As pip does, a condition that cannot be read is none. */
  private static SpecifierSet condition(String text) {
    return text.isBlank() ? SpecifierSet.ANY : CONDITIONS.computeIfAbsent(text, Link::parse);
  }

  private static SpecifierSet parse(String text) {
    try {
      return SpecifierSet.parse(text);
    } catch (DebwrightException unreadable) {
      return SpecifierSet.ANY;
    }
  }

  /** Hashes of a fragment or attribute: {@code sha256=ab12…}, joined by {@code &}. */
  static SortedSet<Hash> hashes(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      return NO_HASHES;
    }
    if (text.indexOf('&') < 0) {
      return one(text.substring(0, equals), text.substring(equals + 1));
    }
    TreeSet<Hash> found = new TreeSet<>();
    for (String part : text.split("&", -1)) {
      int at = part.indexOf('=');
      found.addAll(at < 0 ? NO_HASHES : one(part.substring(0, at), part.substring(at + 1)));
    }
    return Collections.unmodifiableSortedSet(found);
  }

  /** One hash, none where it is no hash. */
  static SortedSet<Hash> one(String algorithm, String hex) {
    if (!ALGORITHMS.contains(algorithm) || !isHex(hex)) {
      return NO_HASHES;
    }
    TreeSet<Hash> single = new TreeSet<>();
    single.add(new Hash(algorithm, hex));
    return Collections.unmodifiableSortedSet(single);
  }

  private static boolean isHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
