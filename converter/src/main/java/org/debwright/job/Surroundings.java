package org.debwright.job;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter;
import org.debwright.index.CacheMode;

/**
 * The world that a run works in.
 *
 * @param cache the cache's root; any of it may be deleted at any time
 * @param scratch where temporary directories go
 * @param environment the user's variables
 * @param edition names this build of the program, so that nothing another made is taken for its
 *     own; empty where it is not known
 */
public record Surroundings(
    Path cache,
    CacheMode mode,
    Path scratch,
    Map<String, String> environment,
    Clock clock,
    Reporter reporter,
    Optional<String> edition) {

  /** The same with other ears. */
  Surroundings withReporter(Reporter other) {
    return new Surroundings(cache, mode, scratch, environment, clock, other, edition);
  }

  /**
   * {@code SOURCE_DATE_EPOCH}, seconds since 1970, where it is set.
   *
   * @throws org.debwright.diagnostic.DebwrightException if it is no such number; it never silently
   *     means now
   */
  public OptionalLong sourceDateEpoch() {
    String text = environment.getOrDefault("SOURCE_DATE_EPOCH", "");
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!text.matches("\\d{1,11}")) {
      throw Diagnostic.error("source-date-epoch-invalid", "SOURCE_DATE_EPOCH is `" + text + "`")
          .because("a number of seconds since 1970 is expected")
          .mend("set it to a number, or unset it")
          .toException();
    }
    return OptionalLong.of(Long.parseLong(text));
  }
}
