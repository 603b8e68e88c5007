package org.debwright.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
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
