package org.debwright.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.debwright.debian.Suite;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;

/**
 * Whether a directory is a repository of ours, or may become one: whoever can write into it must
 * not make us write elsewhere, and what others keep or publish there is not ours to change.
 */
final class RepositoryCheck {
  // What a copy without hidden files has, and what mkfs leaves.
  private static final Pattern KNOWN = Pattern.compile("dists|pool|lost\\+found|[^/]+\\.(gpg|asc)");

  private final Path root;

  private RepositoryCheck(Path root) {
    this.root = root;
  }

  /**
   * Refuses what is not ours. Changes nothing.
   *
   * @param pool paths of packages to come, relative to the repository
   * @throws DebwrightException code {@code repository-foreign}
   */
  static void check(Path root, Suite suite, Stream<String> pool) {
    if (!Files.exists(root)) {
      return;
    }
    RepositoryCheck check = new RepositoryCheck(root);
    try {
      check.checkContent();
    } catch (IOException e) {
      throw Repository.failed(root, e);
    }
    check.checkLinks(".debwright/staging");
    check.checkLinks(".debwright/lock");
    for (String file : List.of("Release", "InRelease", "Release.gpg", "main")) {
      check.checkLinks("dists/" + suite + "/" + file);
    }
    pool.forEach(check::checkLinks);
  }

  private void checkContent() throws IOException {
    if (!Files.isDirectory(root)) {
      throw foreign(root, "it is no directory");
    }
    if (Files.exists(root.resolve(".debwright"))) {
      return;
    }
    try (Stream<Path> entries = Files.list(root)) {
      Optional<Path> strange =
          entries
              .filter(entry -> !KNOWN.matcher(entry.getFileName().toString()).matches())
              .min(Path::compareTo);
      if (strange.isPresent()) {
        throw foreign(
            root, "it holds `" + strange.get().getFileName() + "` and was not made by debwright");
      }
    }
  }

  // Nothing of a path below the root may be a link: writing would go wherever it leads.
  private void checkLinks(String relative) {
    Path path = root;
    for (Path segment : Path.of(relative)) {
      path = path.resolve(segment);
      if (Files.isSymbolicLink(path)) {
        throw foreign(path, "`" + root.relativize(path) + "` is a symbolic link");
      }
    }
  }

  /** Refuses a release that another tool published. */
  static void check(Path root, PublishedSuite published, ReleaseHeader ours) {
    published
        .release()
        .filter(
            release -> !release.stanza().get("Description").equals(Optional.of(ours.description())))
        .ifPresent(
            release -> {
              throw foreign(
                  root,
                  "its release, with Origin `"
                      + release.stanza().get("Origin").orElse("")
                      + "`, was not published by debwright");
            });
  }

  private static DebwrightException foreign(Path where, String why) {
    return Diagnostic.error("repository-foreign", "nothing is published into a foreign directory")
        .because(why.replaceAll("\\p{Cntrl}", "?"))
        .at(Location.of(where.toString()))
        .toException();
  }
}
