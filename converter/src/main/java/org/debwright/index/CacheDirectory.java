package org.debwright.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter;

/**
 * Small entries below one directory. Any of it may vanish or be damaged at any time: an entry is
 * then simply not there. Entries appear whole, by renaming; several processes may share the place.
 *
 * <p>An entry is its checksum (CRC-32C, against damage, not against people: who may write here may
 * as well change us) and its content. Files that are proved by SHA-256 are {@link FileStore}'s.
 */
final class CacheDirectory {
  private static final int CHECKSUM_BYTES = 4;
  private static final int SHARDS = 16;
  // File systems take 255 bytes.
  private static final int MOST_NAME = 200;
  private static final Duration ABANDONED = Duration.ofDays(1);

  // Builds run as another user and read files from here; the umask still counts.
  private static final FileAttribute<Set<PosixFilePermission>> READABLE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--"));

  private final Path root;
  private final Reporter reporter;
  private final long first = ThreadLocalRandom.current().nextLong();
  private final AtomicLong parts = new AtomicLong();
  private final AtomicBoolean complained = new AtomicBoolean();

  CacheDirectory(Path root, Reporter reporter) {
    this.root = root;
    this.reporter = reporter;
  }

  /** The content stored under a kind and a key, if it is there and undamaged. */
  Optional<byte[]> read(String kind, String key) {
    try {
      byte[] all = Files.readAllBytes(file(kind, key));
      if (all.length < CHECKSUM_BYTES) {
        return Optional.empty();
      }
      byte[] content = java.util.Arrays.copyOfRange(all, CHECKSUM_BYTES, all.length);
      boolean undamaged = ByteBuffer.wrap(all).getInt() == checksum(content);
      return undamaged ? Optional.of(content) : Optional.empty();
    } catch (IOException absent) {
      return Optional.empty();
    }
  }

  /** Stores; where that cannot be, says so once and goes on without. */
  void write(String kind, String key, byte[] content) {
    try {
      Path target = file(kind, key);
      Path part = temporary();
      ByteBuffer all = ByteBuffer.allocate(CHECKSUM_BYTES + content.length);
      Files.write(part, all.putInt(checksum(content)).put(content).array());
      move(part, target);
    } catch (IOException unwritable) {
      if (!complained.getAndSet(true)) {
        reporter.report(
            Diagnostic.warning("cache-unwritable", "the cache `" + root + "` cannot be written")
                .because(unwritable.getClass().getSimpleName() + ": " + unwritable.getMessage())
                .mend("free space there, or choose another by `--cache-dir`"));
      }
    }
  }

  private static void move(Path part, Path target) throws IOException {
    try {
      rename(part, target);
    } catch (NoSuchFileException newDirectory) {
      Files.createDirectories(target.getParent());
      rename(part, target);
    }
  }

  private static void rename(Path part, Path target) throws IOException {
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** A new empty file beside the entries, to be renamed into place. */
  Path temporary() throws IOException {
    try {
      return newPart();
    } catch (NoSuchFileException newDirectory) {
      Files.createDirectories(root.resolve("tmp"));
      return newPart();
    }
  }

  // Several processes share the place, and so may machines: the name begins at random.
  private Path newPart() throws IOException {
    String name = Long.toHexString(first + parts.getAndIncrement());
    return Files.createFile(root.resolve("tmp").resolve(name + ".part"), READABLE);
  }

  /** Removes what runs that were killed have left. */
  void sweep(Instant now) {
    try (Stream<Path> parts = Files.list(root.resolve("tmp"))) {
      for (Path part : parts.toList()) {
        if (Files.getLastModifiedTime(part).toInstant().isBefore(now.minus(ABANDONED))) {
          Files.deleteIfExists(part);
        }
      }
    } catch (IOException nothingThere) {
      // Then there is nothing to sweep, or another process is at it.
    }
  }

  Path root() {
    return root;
  }

  /** A file name for any text. */
  static String key(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, 20);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * A file name for a text that is no secret, to be recognised by people; spares a digest, which
   * costs as much as reading a small entry.
   */
  static String readable(String text) {
    StringBuilder name = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= '-' && c <= '9' && c != '/') || c == '_';
      if (plain) {
        name.append(c);
      } else if (c == '/' || c == ':') {
        name.append(c == '/' ? '+' : ',');
      } else {
        return key(text);
      }
    }
    return name.length() < MOST_NAME && name.length() > 2 ? name.toString() : key(text);
  }

  private Path file(String kind, String key) {
    String shard = Integer.toHexString(key.hashCode() & (SHARDS - 1));
    return root.resolve(kind).resolve(shard).resolve(key);
  }

  private static int checksum(byte[] content) {
    CRC32C checksum = new CRC32C();
    checksum.update(content);
    return (int) checksum.getValue();
  }
}
