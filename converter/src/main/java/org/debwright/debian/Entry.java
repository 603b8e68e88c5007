package org.debwright.debian;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** One member of {@code data.tar}, as dpkg unpacks it; all are owned by root. See deb(5). */
public sealed interface Entry {
  /** Absolute target path. */
  TargetPath path();

  /** A directory, mode 0755. Parents of other entries need not be listed. */
  record Directory(TargetPath path) implements Entry {}

  /**
   * A file with content.
   *
   * @param mode permission bits, for example 0644
   * @param sizeBytes uncompressed size in bytes
   * @param content opened once for each reading; gives the same bytes each time
   */
  record RegularFile(TargetPath path, int mode, long sizeBytes, Content content) implements Entry {}

  /** A symbolic link. */
  record Symlink(TargetPath path, String linkTarget) implements Entry {}

  /** Where the bytes of a file come from. */
  @FunctionalInterface
  interface Content {
    /** Opens the bytes from the beginning. */
    InputStream open() throws IOException;

    /**
     * A name that no other bytes have, where it is known without reading them: their SHA-256 in
     * lower-case hexadecimal, or that of what this program makes them of with how it does.
     */
    default Optional<String> identity() {
      return Optional.empty();
    }
  }
}
