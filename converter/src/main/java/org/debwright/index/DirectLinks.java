package org.debwright.index;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.DistributionFilename;
import org.debwright.python.Hash;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.WheelFilename;

/** Distributions named by their own address (PEP 508, {@code name @ url}) or path. */
final class DirectLinks {
  private DirectLinks() {}

  /**
   * What an address or a local path names; hashes are those of its fragment.
   *
   * @param project where the requirement says it
   * @throws DebwrightException where it is no wheel and no source distribution of that project
   */
  static Distribution resolve(String urlOrPath, Optional<ProjectName> project) {
    Url url = LinkSources.locate(urlOrPath);
    Url bare = url.withoutFragment();
    Link link =
        bare.isFile()
            ? LinkSources.localLink(existing(bare.toPath()))
            : Link.bare(bare.filename(), bare.toString(), Link.NO_HASHES, -1);
    return withHashes(link, url)
        .distribution(
            project
                .flatMap(name -> DistributionFilename.parse(link.filename(), name))
                .or(() -> project.isPresent() ? Optional.empty() : guess(link.filename()))
                .orElseThrow(() -> unnamed(url, project)));
  }

  private static Link withHashes(Link link, Url url) {
    java.util.SortedSet<Hash> hashes = Link.hashes(url.fragment());
    return Link.bare(link.filename(), link.url(), hashes, link.sizeBytes());
  }

  private static Path existing(Path path) {
    if (!Files.isRegularFile(path)) {
      throw Diagnostic.error("file-missing", "`" + path + "` is not a file").toException();
    }
    return path;
  }

  /** A source distribution's name does not say where its version begins: take the last place. */
  private static Optional<DistributionFilename> guess(String filename) {
    if (filename.toLowerCase(Locale.ROOT).endsWith(".whl")) {
      return WheelFilename.tryParse(filename).map(wheel -> wheel);
    }
    for (int at = filename.lastIndexOf('-'); at > 0; at = filename.lastIndexOf('-', at - 1)) {
      String name = filename.substring(0, at);
      boolean versionFollows =
          Pep440Version.tryParse(filename.substring(at + 1).replaceFirst("[^0-9].*$", ""))
              .isPresent();
      Optional<DistributionFilename> found =
          ProjectName.isValid(name) && versionFollows
              ? DistributionFilename.parse(filename, new ProjectName(name))
              : Optional.empty();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static DebwrightException unnamed(Url url, Optional<ProjectName> project) {
    String wanted = project.map(name -> " of `" + name + "`").orElse("");
    return Diagnostic.error(
            "direct-url-unknown", "`" + url.display() + "` names no distribution" + wanted)
        .because("its last part must be the file name of a wheel or source distribution")
        .mend("use an address that ends like `name-1.0-py3-none-any.whl` or `name-1.0.tar.gz`")
        .toException();
  }
}
