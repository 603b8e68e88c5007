package org.debwright.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.debwright.python.Hash;

/**
 * Whole distributions by their SHA-256: {@code files/sha256/ab/cdef…/name-1.0.tar.gz}. What is read
 * back is digested again, so a damaged file is as good as none.
 */
final class FileStore {
  private final CacheDirectory cache;

  FileStore(CacheDirectory cache) {
    this.cache = cache;
  }

  /** A stored file with its digests; SHA-256 is always among them. */
  record Stored(Path path, Map<String, Hash> digests) {}

  /**
   * The file of a digest, if it is there and right.
   *
   * @param alsoDigest further hashes whose algorithms are needed
   */
  Optional<Stored> find(Hash sha256, String filename, List<Hash> alsoDigest) {
    Path path = place(sha256, filename);
    if (!Files.isRegularFile(path)) {
      return Optional.empty();
    }
    try {
      Map<String, Hash> digests = Digests.of(path, alsoDigest).finish();
      return sha256.equals(digests.get("sha256"))
          ? Optional.of(new Stored(path, digests))
          : Optional.empty();
    } catch (IOException vanished) {
      return Optional.empty();
    }
  }

  /** Moves a finished file, digested while it was written, to its place. */
  Stored adopt(Path part, String filename, Map<String, Hash> digests) throws IOException {
    Path path = place(sha256(digests), filename);
    Files.createDirectories(path.getParent());
    Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return new Stored(path, digests);
  }

  /** A place to write to until the digest is known. */
  Path temporary() throws IOException {
    return cache.temporary();
  }

  static Hash sha256(Map<String, Hash> digests) {
    Hash sha256 = digests.get("sha256");
    if (sha256 == null) {
      throw new IllegalStateException("digested without SHA-256");
    }
    return sha256;
  }

  private Path place(Hash sha256, String filename) {
    Path directory = cache.root().resolve("files").resolve("sha256");
    String hex = sha256.hex();
    // A wrong digest can be of any length and must still give a name.
    String rest = hex.length() > 2 ? hex.substring(2) : "-";
    return directory
        .resolve(hex.substring(0, Math.min(2, hex.length())))
        .resolve(rest)
        .resolve(filename);
  }
}
