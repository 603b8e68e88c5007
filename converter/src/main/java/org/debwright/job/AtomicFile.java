package org.debwright.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/** A file that is there whole or not at all: written beside, then renamed. */
public final class AtomicFile {
  private AtomicFile() {}

  /**
   * Replaces {@code file} by {@code content}, UTF-8.
   *
   * @throws DebwrightException if it cannot be written; then it is as it was
   */
  public static void write(Path file, String content) {
    put(file, beside -> Files.writeString(beside, content));
  }

  /**
   * Replaces {@code file} by {@code content}.
   *
   * @throws DebwrightException if it cannot be written; then it is as it was
   */
  static void write(Path file, byte[] content) {
    put(file, beside -> Files.write(beside, content));
  }

  /**
   * Copies {@code file} into {@code directory}, which is made where there is none.
   *
   * @throws DebwrightException if it cannot be written
   */
  public static void copy(Path file, Path directory) {
    put(
        directory.resolve(file.getFileName()),
        beside -> Files.copy(file, beside, StandardCopyOption.REPLACE_EXISTING));
  }

  /**
   * Makes a directory, and those above it, where there is none.
   *
   * @throws DebwrightException if it cannot be made
   */
  public static void makeDirectory(Path directory) {
    try {
      Files.createDirectories(directory.toAbsolutePath());
    } catch (IOException e) {
      throw new DebwrightException(
          Diagnostic.error("file-unwritable", "`" + directory + "` cannot be made")
              .because(e.getClass().getSimpleName() + ": " + e.getMessage()),
          e);
    }
  }

  private interface Filling {
    Object fill(Path beside) throws IOException;
  }

  private static void put(Path file, Filling filling) {
    Path absolute = file.toAbsolutePath();
    try {
      Files.createDirectories(absolute.resolveSibling(""));
      Path beside = Files.createTempFile(absolute.resolveSibling(""), ".debwright", ".tmp");
      try {
        filling.fill(beside);
        Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(beside, absolute, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException e) {
      throw new DebwrightException(
          Diagnostic.error("file-unwritable", "`" + file + "` cannot be written")
              .because(e.getClass().getSimpleName() + ": " + e.getMessage()),
          e);
    }
  }
}
