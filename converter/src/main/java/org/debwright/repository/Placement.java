package org.debwright.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import org.debwright.deb.Sha256;
import org.debwright.diagnostic.Diagnostic;

/**
 * Puts files into a tree so that each is there whole or not at all, and that everybody may read it:
 * apt fetches as a user of its own, also from {@code file:}.
 */
final class Placement {
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r--r--");
  private static final Set<PosixFilePermission> DIRECTORY =
      PosixFilePermissions.fromString("rwxr-xr-x");

  private final Path root;
  private final Path scratch;

  /**
   * A tree.
   *
   * @param scratch on the same file system, where files lie until they are whole
   */
  Placement(Path root, Path scratch) {
    this.root = root;
    this.scratch = scratch;
  }

  void put(String relative, String content) {
    put(relative, content.getBytes(UTF_8));
  }

  void put(String relative, byte[] content) {
    Path target = root.resolve(relative);
    try {
      Path part = part();
      Files.write(part, content);
      move(part, target);
    } catch (IOException e) {
      throw Repository.failed(target, e);
    }
  }

  /** Copies a file, and refuses if it is not any more what was read. */
  void put(String relative, PoolFile file) {
    Path target = root.resolve(relative);
    try {
      Path part = part();
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file.path()), digest)) {
        Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      }
      if (!file.sha256().equals(new Sha256(HexFormat.of().formatHex(digest.digest())))) {
        throw Diagnostic.error("deb-changed", "`" + file.path() + "` changed while we ran")
            .toException();
      }
      move(part, target);
    } catch (IOException | java.security.NoSuchAlgorithmException e) {
      throw Repository.failed(target, e);
    }
  }

  private Path part() throws IOException {
    directories(scratch);
    return Files.createTempFile(scratch, "part-", "");
  }

  private static void move(Path part, Path target) throws IOException {
    Files.setPosixFilePermissions(part, FILE);
    directories(target.resolveSibling(""));
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Makes directories that everybody may enter, whatever the umask. */
  static void directories(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.toAbsolutePath().getParent();
    if (parent != null) {
      directories(parent);
    }
    FileAttribute<?>[] none = {};
    Files.createDirectory(directory, none);
    Files.setPosixFilePermissions(directory, DIRECTORY);
  }
}
