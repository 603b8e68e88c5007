package org.debwright.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.zip.CRC32;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/**
 * The part of the cache that belongs to archives. Files appear by renaming, under names that depend
 * on what they are made of, so two runs may share it and any of it may be deleted.
 */
final class ArchiveCache {
  // Raised whenever the meaning of a digest changes: older files are then never looked at.
  private static final String DIGEST_FORMAT = "3";

  private final Path directory;

  /** In a directory of the cache, for example {@code ~/.cache/debwright/archive}. */
  ArchiveCache(Path directory) {
    this.directory = directory;
  }

  /** Signed Release files of a suite, and what is known about them. */
  Path releases(Pocket pocket) {
    return directory.resolve("release").resolve(key(pocket.base() + "\n" + pocket.suite()));
  }

  /** An index file as the archive has it. */
  Path index(Release.IndexFile file) {
    String name = file.path().substring(file.path().lastIndexOf('/') + 1);
    return directory.resolve("index").resolve(file.sha256() + "-" + name);
  }

  /** What was made of an index file. */
  Path digest(Release.IndexFile file, String suffix) {
    return directory.resolve("digest").resolve(file.sha256() + "-v" + DIGEST_FORMAT + "." + suffix);
  }

  /** Whether the archive was found a short while ago not to have a file. */
  boolean isKnownMissing(Release.IndexFile file, Instant now) {
    try {
      Instant found = Instant.parse(Files.readString(digest(file, "missing")).strip());
      return Duration.between(found, now).abs().compareTo(ReleaseStore.FRESH) < 0;
    } catch (IOException | DateTimeParseException e) {
      return false;
    }
  }

  void rememberMissing(Release.IndexFile file, Instant now) throws IOException {
    publish(now.toString().getBytes(StandardCharsets.US_ASCII), digest(file, "missing"));
  }

  /** A tree that apt can read. */
  Path mirror(String key) {
    return directory.resolve("mirror").resolve(key(key));
  }

  private static String key(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
  }

  /** Length and CRC-32: tells what was changed by accident. */
  static String stamp(byte[] bytes) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    return bytes.length + "." + Long.toHexString(checksum.getValue());
  }

  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(AptTransport.sha256().digest(bytes));
  }

  static String sha256(Path file) throws IOException {
    MessageDigest digest = AptTransport.sha256();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** A new file beside the one that it will become. */
  static Path beside(Path target) throws IOException {
    Path parent = target.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IOException("no directory for " + target);
    }
    Files.createDirectories(parent);
    return Files.createTempFile(parent, ".new-", ".part");
  }

  /** Makes a file appear under its name, whole. */
  static void publish(Path written, Path target) throws IOException {
    Files.move(
        written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  static void publish(byte[] content, Path target) throws IOException {
    Path file = beside(target);
    try {
      Files.write(file, content);
      publish(file, target);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  static DebwrightException unusable(IOException cause) {
    return new DebwrightException(
        Diagnostic.error("archive-cache-unusable", "the archive's cache cannot be used")
            .because(cause.getClass().getSimpleName() + ": " + cause.getMessage()),
        cause);
  }
}
