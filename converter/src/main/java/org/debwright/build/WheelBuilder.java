package org.debwright.build;

import java.nio.file.Path;
import org.debwright.diagnostic.Diagnostic;

/**
 * Makes a wheel for the declared target from source. Closing lets go of what was set up to build
 * in.
 */
public interface WheelBuilder extends AutoCloseable {
  /**
   * Builds a source distribution or a project directory; the result is cached by content.
   *
   * @return the wheel in the cache
   * @throws org.debwright.diagnostic.DebwrightException where it cannot be built
   */
  Path build(Path source);

  @Override
  default void close() {}

  /** Builds nothing and says so. */
  static WheelBuilder refusing() {
    return source -> {
      throw Diagnostic.error("build-forbidden", "`" + source.getFileName() + "` is not built")
          .because("there is no wheel that fits, and building from source was forbidden")
          .toException();
    };
  }
}
