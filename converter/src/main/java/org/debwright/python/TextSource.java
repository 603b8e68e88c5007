package org.debwright.python;

import java.io.IOException;

/** Where requirements files come from: the file system and the network, or a fake of both. */
public interface TextSource {
  /**
   * All bytes of a file.
   *
   * @param location a path as written or relative to the including file, or a {@code file:}, {@code
   *     http:} or {@code https:} URL
   * @throws IOException if there is none, or it cannot be read; its message is shown to the user
   */
  byte[] read(String location) throws IOException;

  /**
   * Whether a local file or directory exists. pip looks for {@code --find-links} beside the file
   * that names it before it looks in the working directory.
   */
  default boolean exists(String path) {
    return false;
  }
}
