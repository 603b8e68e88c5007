package org.debwright.convert;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.debwright.debian.Relation;
import org.debwright.debian.Relations;

/** The real dpkg as an oracle. */
final class Dpkg {
  private Dpkg() {}

  static boolean compare(String one, String operator, String other) {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/dpkg")), "needs dpkg");
    try {
      return new ProcessBuilder("dpkg", "--compare-versions", one, operator, other)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static boolean admits(Relations relations, String version) {
    return relations.clauses().stream().allMatch(c -> c.stream().anyMatch(r -> admits(r, version)));
  }

  private static boolean admits(Relation relation, String version) {
    return relation
        .bound()
        .map(b -> compare(version, b.operator().symbol(), b.version().toString()))
        .orElse(true);
  }
}
