package org.debwright.build;

import java.nio.file.Path;

/** Makes a wheel for the declared target from source. */
public interface WheelBuilder {
  /**
   * Builds a source distribution or a project directory; the result is cached by content.
   *
   * @return the wheel in the cache
   */
  Path build(Path source);
}
