package org.debwright.index;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.debwright.python.Hash;

/** Several digests of the same bytes at once: SHA-256 and those that are asked for. */
final class Digests {
  private static final Map<String, String> NAMES =
      Map.of(
          "md5", "MD5",
          "sha1", "SHA-1",
          "sha224", "SHA-224",
          "sha256", "SHA-256",
          "sha384", "SHA-384",
          "sha512", "SHA-512");

  private final Map<String, MessageDigest> running = new TreeMap<>();

  /** Digests of the algorithms that occur; one Java does not know is left out. */
  Digests(Collection<Hash> hashes) {
    add("sha256");
    hashes.forEach(hash -> add(hash.algorithm()));
  }

  /** Digests of a whole file. */
  static Digests of(Path file, Collection<Hash> hashes) throws IOException {
    Digests digests = new Digests(hashes);
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digests.update(buffer, n);
      }
    }
    return digests;
  }

  void update(byte[] buffer, int length) {
    running.values().forEach(digest -> digest.update(buffer, 0, length));
  }

  /** The digests by algorithm; call once. */
  Map<String, Hash> finish() {
    Map<String, Hash> results = new TreeMap<>();
    running.forEach(
        (algorithm, digest) ->
            results.put(algorithm, new Hash(algorithm, HexFormat.of().formatHex(digest.digest()))));
    return results;
  }

  private void add(String algorithm) {
    Optional.ofNullable(NAMES.get(algorithm))
        .ifPresent(name -> running.computeIfAbsent(algorithm, key -> digest(name)));
  }

  private static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
