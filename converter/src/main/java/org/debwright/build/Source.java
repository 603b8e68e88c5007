package org.debwright.build;

import java.nio.file.Path;

/**
 * What a wheel is built from.
 *
 * @param path a source distribution or a directory
 * @param subdirectory the project's in it, relative, empty for its root
 * @param revision the commit that a directory is a checkout of; empty where it is none
 */
public record Source(Path path, String subdirectory, String revision) {
  /** A source distribution or project directory. */
  public static Source of(Path path) {
    return new Source(path, "", "");
  }

  /** Its name for messages. */
  public String name() {
    return String.valueOf(path.getFileName());
  }

  boolean isCheckout() {
    return !revision.isEmpty();
  }
}
