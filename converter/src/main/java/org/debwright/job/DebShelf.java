package org.debwright.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.debwright.deb.Compression;
import org.debwright.deb.DebFile;
import org.debwright.deb.DebReader;
import org.debwright.deb.DebWriter;
import org.debwright.debian.BinaryPackage;

/**
 * Written packages in the cache, so that an interrupted or repeated run does not compress again
 * what it has. The key is all that goes into the file, its contents' digest included.
 */
final class DebShelf {
  private final Path root;
  private final Compression compression;

  DebShelf(Path cache, Compression compression) {
    this.root = cache.resolve("debs");
    this.compression = compression;
  }

  /** The package as a file, written now or before. */
  DebFile get(BinaryPackage contents, DebWriter writer) {
    Path directory = root.resolve(key(contents));
    Path file = directory.resolve(contents.filename());
    try {
      if (Files.exists(file)) {
        return DebReader.read(file);
      }
      Files.createDirectories(directory);
      return writer.write(contents, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String key(BinaryPackage contents) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      StringBuilder text = new StringBuilder(compression.toString());
      text.append('\n').append(contents.modifiedEpochSeconds()).append('\n');
      text.append(contents.control()).append(contents.conffiles()).append(contents.scripts());
      digest.update(text.toString().getBytes(StandardCharsets.UTF_8));
      EntryDigest.update(digest, contents.entries());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
