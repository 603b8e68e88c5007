package org.debwright.index;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.Hash;
import org.debwright.python.WheelFilename;

/**
 * Metadata of wheels in the cheapest way there is: from the cache, as the file the index offers
 * (PEP 658), out of a piece of the wheel, or out of the whole wheel.
 */
final class MetadataFetcher {
  private static final String KIND = "metadata-2";
  private static final String MODULES = "modules";

  private final WebClient web;
  private final Hosts hosts;
  private final CacheDirectory cache;
  private final FileFetcher files;
  private final boolean offline;
  private final Set<String> withoutRanges = ConcurrentHashMap.newKeySet();

  MetadataFetcher(
      WebClient web, Hosts hosts, CacheDirectory cache, FileFetcher files, boolean offline) {
    this.web = web;
    this.hosts = hosts;
    this.cache = cache;
    this.files = files;
    this.offline = offline;
  }

  /**
   * The fields of METADATA that a resolution needs.
   *
   * @throws org.debwright.diagnostic.DebwrightException where it cannot be had
   */
  byte[] fetch(Distribution distribution, WheelFilename wheel) {
    Url url = Url.parse(distribution.url());
    if (url.isFile()) {
      return fields(fromFile(files.fetch(distribution, Set.of()), wheel));
    }
    String key = key(distribution, url);
    return cache
        .read(KIND, key)
        .orElseGet(
            () -> {
              byte[] fields = fields(remote(distribution, wheel, url));
              cache.write(KIND, key, fields);
              return fields;
            });
  }

  /**
   * Names a wheel can be imported by, at top level, where its metadata do not tell: out of its
   * directory.
   *
   * @throws org.debwright.diagnostic.DebwrightException where it cannot be had
   */
  Set<String> modules(Distribution distribution, WheelFilename wheel) {
    Url url = Url.parse(distribution.url());
    if (url.isFile()) {
      return fromFile(files.fetch(distribution, Set.of()), wheel).modules();
    }
    String key = key(distribution, url);
    byte[] names =
        cache
            .read(MODULES, key)
            .orElseGet(
                () -> {
                  byte[] read =
                      String.join("\n", pieces(distribution, wheel, url).modules())
                          .getBytes(StandardCharsets.UTF_8);
                  cache.write(MODULES, key, read);
                  return read;
                });
    return new String(names, StandardCharsets.UTF_8).lines().collect(Collectors.toSet());
  }

  /**
   * What a resolution needs, and which modules there are, in the words of PEP 794: the directory of
   * a wheel has just been read, and who asks later need not ask the index again.
   */
  private static byte[] fields(WheelMetadata.Content content) {
    byte[] fields = ResolvingFields.of(content.metadata());
    byte[] names =
        content.modules().stream()
            .map(name -> "Import-Name: " + name + "\n")
            .collect(Collectors.joining())
            .getBytes(StandardCharsets.UTF_8);
    byte[] both = Arrays.copyOf(fields, fields.length + names.length);
    System.arraycopy(names, 0, both, fields.length, names.length);
    return both;
  }

  /**
   * By the wheel's hash and by whose word it is: what one index says of a wheel is not believed
   * when another is asked.
   */
  private static String key(Distribution distribution, Url url) {
    String said =
        strong(distribution.metadataHashes().orElse(Link.NO_HASHES)).orElseGet(url::origin);
    return CacheDirectory.readable(
        strong(distribution.hashes())
            .map(hash -> hash + "-" + said)
            .orElseGet(() -> url.withoutCredentials().toString()));
  }

  private static Optional<String> strong(SortedSet<Hash> hashes) {
    return hashes.stream().filter(Hash::isStrong).map(Hash::toString).findFirst();
  }

  private WheelMetadata.Content remote(Distribution distribution, WheelFilename wheel, Url url) {
    boolean isOffered =
        distribution.metadataHashes().isPresent()
            && files.cached(distribution).isEmpty()
            && !offline;
    if (isOffered) {
      hosts.requireSecure(url);
    }
    return (isOffered
            ? distribution.metadataHashes().flatMap(hashes -> offered(url, wheel, hashes))
            : Optional.<byte[]>empty())
        .map(metadata -> new WheelMetadata.Content(metadata, new TreeSet<>()))
        .orElseGet(() -> pieces(distribution, wheel, url));
  }

  private WheelMetadata.Content pieces(Distribution distribution, WheelFilename wheel, Url url) {
    Optional<Path> whole = files.cached(distribution);
    if (whole.isPresent()) {
      return fromFile(whole.get(), wheel);
    }
    if (offline) {
      throw Offline.missing("metadata of `" + wheel.filename() + "`");
    }
    hosts.requireSecure(url);
    return fromPieces(distribution, wheel, url);
  }

  /** PEP 658; empty where the index does not hold what it offers. */
  private Optional<byte[]> offered(Url url, WheelFilename wheel, SortedSet<Hash> hashes) {
    Url address = url.withPathSuffix(".metadata");
    return web.ask(
        () -> Request.file(address),
        answer -> {
          if (answer.status() == 404) {
            return Optional.<byte[]>empty();
          }
          if (answer.status() != 200) {
            throw WebProblems.status(answer);
          }
          byte[] content = answer.readAll(WheelMetadata.LIMIT);
          check(content, hashes, wheel);
          return Optional.of(content);
        });
  }

  private static void check(byte[] content, SortedSet<Hash> hashes, WheelFilename wheel) {
    Digests digests = new Digests(hashes);
    digests.update(content, content.length);
    Map<String, Hash> actual = digests.finish();
    for (Hash said : hashes) {
      Hash found = actual.get(said.algorithm());
      if (found != null && !found.equals(said)) {
        throw Diagnostic.error(
                "hash-mismatch", "the metadata of `" + wheel.filename() + "` are not those meant")
            .because("the index says `" + said + "`, the file has `" + found + "`")
            .toException();
      }
    }
  }

  private WheelMetadata.Content fromPieces(
      Distribution distribution, WheelFilename wheel, Url url) {
    if (!withoutRanges.contains(url.origin())) {
      try {
        return WheelMetadata.read(new RemoteRanges(web, url), wheel);
      } catch (RemoteRanges.UnsupportedException wholeFilesOnly) {
        withoutRanges.add(url.origin());
      } catch (IOException strange) {
        // Pieces carry no proof: let the whole file, which does, say what is wrong.
      }
    }
    return fromFile(files.fetch(distribution, Set.of()), wheel);
  }

  private static WheelMetadata.Content fromFile(Path file, WheelFilename wheel) {
    try {
      return WheelMetadata.read(ByteRanges.of(file), wheel);
    } catch (IOException unusable) {
      String why =
          unusable instanceof WheelMetadata.BrokenException
              ? String.valueOf(unusable.getMessage())
              : "it cannot be read";
      throw Diagnostic.error("wheel-invalid", "`" + wheel.filename() + "` is not a wheel")
          .because(why)
          .mend("choose another version, or tell the project's authors")
          .toException();
    }
  }
}
