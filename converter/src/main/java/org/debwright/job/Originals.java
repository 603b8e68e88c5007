package org.debwright.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.debwright.build.Source;
import org.debwright.deb.Sha256;
import org.debwright.deb.SourceTar;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.ProjectName;
import org.debwright.python.SourceArchive;

/**
 * What was released, as a source package has it: a tar that dpkg-source reads. What is none is made
 * one, in the cache under {@code originals}.
 */
final class Originals {
  // 1980: before that no zip file can have been made, whatever it says.
  private static final long EARLIEST = 315_532_800L;

  // dpkg-source(1), "Format: 3.0 (quilt)".
  private static final Map<String, String> READABLE =
      Map.of(
          ".tar.gz", ".gz",
          ".tgz", ".gz",
          ".tar.bz2", ".bz2",
          ".tbz", ".bz2",
          ".tar.xz", ".xz",
          ".txz", ".xz");

  private final Surroundings surroundings;

  Originals(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * A tar and how it is compressed.
   *
   * @param compression {@code .gz}, {@code .bz2} or {@code .xz}
   */
  record Original(Path file, String compression) {}

  /**
   * Of a source distribution, unchanged where it can be.
   *
   * @throws org.debwright.diagnostic.DebwrightException if it is none, or cannot be unpacked safely
   */
  Original of(Path sdist) {
    String name = sdist.getFileName().toString();
    long modified = requireSafe(sdist);
    for (Map.Entry<String, String> suffix : READABLE.entrySet()) {
      if (name.endsWith(suffix.getKey())) {
        return new Original(sdist, suffix.getValue());
      }
    }
    Path made =
        name.endsWith(".zip")
            ? written(target -> SourceTar.ofZip(sdist, modified, target))
            : written(target -> SourceTar.ofTar(sdist, target));
    return new Original(made, ".xz");
  }

  // Whoever unpacks it trusts us that it stays where it is unpacked.
  private static long requireSafe(Path sdist) {
    AtomicLong newest = new AtomicLong(EARLIEST);
    SourceArchive.visit(
        sdist,
        (name, modified, content) -> {
          newest.accumulateAndGet(modified, Math::max);
          return true;
        });
    return newest.get();
  }

  /** Of a checkout or a project directory, as a {@code .tar.xz}. */
  Path ofTree(Path root) {
    try {
      List<Path> files = Source.of(root).files();
      long newest = EARLIEST;
      for (Path file : files) {
        long modified =
            Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toMillis() / 1000;
        newest = Math.max(newest, modified);
      }
      long time = surroundings.sourceDateEpoch().orElse(newest);
      return written(target -> SourceTar.ofTree(root, files, "source", time, target));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Writing {
    void to(Path target) throws IOException;
  }

  private Path written(Writing writing) {
    Path directory = surroundings.cache().resolve("originals");
    try {
      Files.createDirectories(directory);
      Path part = Files.createTempFile(directory, ".part", ".tmp");
      try {
        writing.to(part);
        Path whole = directory.resolve(Sha256.of(part) + ".tar.xz");
        Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
        return whole;
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Warns of releases without source. */
  void lacking(SortedSet<ProjectName> projects, String why, String fix) {
    if (projects.isEmpty()) {
      return;
    }
    String names =
        projects.stream().map(project -> "`" + project + "`").collect(Collectors.joining(", "));
    surroundings
        .reporter()
        .report(
            Diagnostic.warning("source-missing", "no source is published of " + names)
                .because(why)
                .mend(fix));
  }
}
