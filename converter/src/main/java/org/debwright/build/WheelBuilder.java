package org.debwright.build;

import java.nio.file.Path;
import java.util.List;
import org.debwright.diagnostic.Diagnostic;

/**
 * Makes a wheel for the declared target from source. Closing lets go of what was set up to build
 * in.
 */
@FunctionalInterface
public interface WheelBuilder extends AutoCloseable {
  /**
   * Builds a source distribution or a project directory; the result is cached by content.
   *
   * @return the wheel in the cache
   * @throws org.debwright.diagnostic.DebwrightException where it cannot be built
   */
  Path build(Source source);

  /** As above. */
  default Path build(Path source) {
    return build(Source.of(source));
  }

  /** What the environment held that a source was built in, sorted by project. */
  default List<BuildInput> inputs(Source source) {
    return List.of();
  }

  /** Names what decides, beside the source, over what comes out: two of one state build alike. */
  default String state() {
    return "";
  }

  @Override
  default void close() {}

  /** Builds nothing and says so. */
  static WheelBuilder refusing() {
    return source -> {
      throw Diagnostic.error("build-forbidden", "`" + source.name() + "` is not built")
          .because("there is no wheel that fits, and building from source was forbidden")
          .toException();
    };
  }
}
