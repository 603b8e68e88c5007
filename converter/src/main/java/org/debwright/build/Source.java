package org.debwright.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What a wheel is built from.
 *
 * @param path a source distribution or a directory
 * @param subdirectory the project's in it, relative, empty for its root
 * @param revision the commit that a directory is a checkout of; empty where it is none
 */
public record Source(Path path, String subdirectory, String revision) {
  private static final Set<String> HISTORY = Set.of(".hg", ".svn");

  /** A source distribution or project directory. */
  public static Source of(Path path) {
    return new Source(path, "", "");
  }

  /** Its name for messages. */
  public String name() {
    return String.valueOf(path.getFileName());
  }

  /**
   * Regular files and symbolic links of a directory, sorted, without what builds and version
   * control leave beside the source.
   */
  public List<Path> files() throws IOException {
    return SourceDigest.files(Source.of(path)).stream()
        .filter(file -> !HISTORY.contains(path.relativize(file).getName(0).toString()))
        .toList();
  }

  /**
   * Names its content, 64 hexadecimal digits: of a file its SHA-256, of a directory one over what
   * it holds. The subdirectory counts, the history of a checkout does not.
   */
  public String sha256() {
    try {
      return SourceDigest.of(this, subdirectory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isCheckout() {
    return !revision.isEmpty();
  }
}
