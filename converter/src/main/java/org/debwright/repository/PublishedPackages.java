package org.debwright.repository;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.debwright.debian.Architecture;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.Stanza;
import org.debwright.debian.Suite;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;

/** What a suite of a repository on disk offers to one architecture. */
public final class PublishedPackages {
  private PublishedPackages() {}

  /**
   * A package that is published.
   *
   * @param file the package itself, below the repository
   */
  public record Published(PackageName name, DebianVersion version, Path file) {}

  /**
   * All of them, sorted by name.
   *
   * @param repository its root: the directory that holds {@code dists}
   * @throws DebwrightException if there is no such suite, or what is there is not what was
   *     published
   */
  public static List<Published> read(Path repository, Suite suite, Architecture architecture) {
    PublishedSuite published = PublishedSuite.read(repository, suite);
    if (published.release().isEmpty()) {
      throw Diagnostic.error(
              "repository-no-suite", "`" + repository + "` does not publish `" + suite + "`")
          .because("there is no `dists/" + suite + "/InRelease`")
          .mend("check the path, or publish it: `debwright build --suite " + suite + "`")
          .at(Location.of(repository.toString()))
          .toException();
    }
    List<Published> packages = new ArrayList<>();
    for (Stanza stanza : published.listing().packages(architecture).values()) {
      packages.add(
          new Published(
              PackageName.parse(stanza.get("Package").orElse("")),
              DebianVersion.parse(stanza.get("Version").orElse("")),
              inside(repository, stanza.get("Filename").orElse(""))));
    }
    return packages;
  }

  private static Path inside(Path repository, String name) {
    Path file = repository.resolve(name).normalize();
    if (name.isEmpty() || !file.startsWith(repository.normalize())) {
      throw Diagnostic.error("repository-damaged", "the repository is damaged")
          .because("it lists `" + name + "` as a package's file")
          .mend("restore it from a copy, or publish into an empty directory")
          .at(Location.of(repository.toString()))
          .toException();
    }
    return file;
  }
}
