package org.debwright.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The cache of a run that is to keep nothing: a directory that goes when the process ends. */
final class TemporaryCache {
  private TemporaryCache() {}

  static Path in(Path scratch) {
    try {
      Path cache = Files.createTempDirectory(scratch, "debwright-cache");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(cache)));
      return cache;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path root) {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException | UncheckedIOException e) {
      // The process ends; what is left is the system's to sweep.
    }
  }
}
