package org.debwright.cli;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where answers, wheels and chroots are kept; any of it may be deleted at any time. */
final class CacheOptions {
  /** The option that says where it is. */
  static final String DIRECTORY = "--cache-dir";

  @Option(
      names = DIRECTORY,
      paramLabel = "DIR",
      description = "the cache ($XDG_CACHE_HOME/debwright)")
  @Nullable Path cacheDir;

  @Option(
      names = "--no-cache-dir",
      description = "keep nothing from this run, and use nothing kept")
  boolean noCacheDir;

  @Option(
      names = "--offline",
      description = "use what is cached, however old; ask neither index nor archive")
  boolean offline;

  /** The cache's directory as options and environment have it. */
  Path directory(Map<String, String> environment) {
    if (cacheDir != null) {
      return cacheDir.toAbsolutePath();
    }
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    // XDG base directories: a relative path is to be ignored.
    Path base =
        xdg.startsWith("/")
            ? Path.of(xdg)
            : Path.of(environment.getOrDefault("HOME", "/root"), ".cache");
    return base.resolve("debwright");
  }
}
