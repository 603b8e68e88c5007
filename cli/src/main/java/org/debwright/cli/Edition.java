package org.debwright.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.CodeSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Which build of the program runs: checksums of its own jars, and its libraries' names and sizes.
 * What one build put into the cache, another does not take for its own work.
 */
final class Edition {
  private Edition() {}

  /** Of the running program; empty where it does not run from jars. */
  static Optional<String> current() {
    CodeSource source = Edition.class.getProtectionDomain().getCodeSource();
    try {
      Path jar = Path.of(source.getLocation().toURI());
      return Files.isRegularFile(jar) ? Optional.of(of(jar)) : Optional.empty();
    } catch (URISyntaxException | IOException e) {
      return Optional.empty();
    }
  }

  /**
   * The same by what the file system tells of the jars, whose content is not read: good for one
   * machine, and for what must be told in little time.
   */
  static Optional<String> onThisMachine() {
    CodeSource source = Edition.class.getProtectionDomain().getCodeSource();
    try {
      Path jar = Path.of(source.getLocation().toURI());
      if (!Files.isRegularFile(jar)) {
        return Optional.empty();
      }
      StringBuilder stamps = new StringBuilder(stamp(jar));
      for (Path library : libraries(jar.resolveSibling("lib"))) {
        stamps.append(' ').append(stamp(library));
      }
      return Optional.of(stamps.toString());
    } catch (URISyntaxException | IOException e) {
      return Optional.empty();
    }
  }

  private static String stamp(Path file) throws IOException {
    BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
    return file
        + "="
        + found.size()
        + ","
        + found.lastModifiedTime().to(TimeUnit.NANOSECONDS)
        + ","
        + found.fileKey();
  }

  private static String of(Path jar) throws IOException {
    StringBuilder edition = new StringBuilder(checksums(jar));
    for (Path library : libraries(jar.resolveSibling("lib"))) {
      String name = String.valueOf(library.getFileName());
      edition.append(' ');
      edition.append(
          name.startsWith("debwright-") ? checksums(library) : name + "=" + Files.size(library));
    }
    return edition.toString();
  }

  // Two checksums of 32 bits tell builds apart, and cost a start less than one SHA-256 would.
  private static String checksums(Path jar) throws IOException {
    byte[] content = Files.readAllBytes(jar);
    CRC32 one = new CRC32();
    CRC32C other = new CRC32C();
    one.update(content);
    other.update(content);
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits((int) one.getValue()) + hex.toHexDigits((int) other.getValue());
  }

  private static List<Path> libraries(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }
}
