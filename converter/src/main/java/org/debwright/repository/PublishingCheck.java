package org.debwright.repository;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.debwright.debian.Suite;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;

/** What speaks against publishing and is known before there are packages. Writes nothing. */
public final class PublishingCheck {
  private PublishingCheck() {}

  /**
   * Refuses what {@link PublishingPlan} and {@link GpgSigner} would refuse after the work is done.
   *
   * @param environment of the user
   * @throws DebwrightException if the directory is not ours or cannot be written, what is published
   *     there is damaged, or nothing can sign
   */
  public static void require(
      Path root,
      Suite suite,
      ReleaseHeader header,
      SigningKey key,
      Map<String, String> environment) {
    RepositoryCheck.check(root, suite, Stream.of("pool/main"));
    RepositoryCheck.check(root, PublishedSuite.read(root, suite), header);
    Path absolute = root.toAbsolutePath().normalize();
    for (String written : List.of("", ".debwright", "pool/main", "dists/" + suite)) {
      requireWritable(absolute.resolve(written));
    }
    GpgSigner.require(key, environment);
  }

  // What is not there yet is made in the nearest directory that is.
  private static void requireWritable(Path directory) {
    Path there = directory;
    while (there.getParent() != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there) || !Files.isWritable(there)) {
      throw Diagnostic.error("repository-unwritable", "the repository cannot be written")
          .because(
              Files.isDirectory(there)
                  ? "this user may not write to `" + there + "`, or it is mounted read-only"
                  : "`" + there + "` is no directory")
          .at(Location.of(directory.toString()))
          .toException();
    }
  }
}
