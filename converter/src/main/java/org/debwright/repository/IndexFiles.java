package org.debwright.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.debwright.deb.Compression;
import org.debwright.deb.Sha256;
import org.debwright.debian.Stanza;

/**
 * The files of a suite that its Release file vouches for, by path below {@code dists/SUITE}.
 *
 * @param files content by path, for example {@code main/binary-amd64/Packages.xz}
 */
record IndexFiles(SortedMap<String, byte[]> files) {
  /** Path of the list of sources. */
  static final String SOURCES = "main/source/Sources";

  // A list is small, and Java's own encoder needs nothing of the machine.
  private static final Compression XZ = Compression.Method.XZ_JAVA.usually();
  private static final Compression GZIP = Compression.Method.GZIP.usually();

  static IndexFiles of(Listing listing) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    listing
        .architectures()
        .forEach(
            (architecture, packages) -> {
              put(files, "main/binary-" + architecture + "/Packages", packages.values());
            });
    if (!listing.sources().isEmpty()) {
      put(files, SOURCES, listing.sources());
    }
    return new IndexFiles(Collections.unmodifiableSortedMap(files));
  }

  private static void put(
      SortedMap<String, byte[]> files, String path, Collection<Stanza> stanzas) {
    byte[] text =
        stanzas.stream().map(Stanza::toString).collect(Collectors.joining("\n")).getBytes(UTF_8);
    files.put(path, text);
    files.put(path + ".gz", encoded(text, GZIP));
    files.put(path + ".xz", encoded(text, XZ));
  }

  private static byte[] encoded(byte[] text, Compression compression) {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    try (OutputStream encoder = compression.encode(target)) {
      encoder.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return target.toByteArray();
  }

  /** Where apt finds a file by its digest ({@code Acquire-By-Hash}). */
  static String byHash(String path, Sha256 digest) {
    return path.substring(0, path.lastIndexOf('/') + 1) + "by-hash/SHA256/" + digest;
  }
}
