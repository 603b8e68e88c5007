package org.debwright.index;

import java.time.Duration;
import java.time.Instant;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/** What is to be said when the network may not be asked. */
final class Offline {
  private Offline() {}

  static DebwrightException missing(String what) {
    return Diagnostic.error("offline-not-cached", what + " is not in the cache")
        .because("`--offline` uses only what is cached")
        .mend("run once without `--offline`")
        .toException();
  }

  /** A duration as people say it, in its largest unit. */
  static String age(Instant then, Instant now) {
    Duration age = Duration.between(then, now);
    if (age.isNegative()) {
      return "an unknown time";
    }
    return age.toDays() > 0
        ? plural(age.toDays(), "day")
        : age.toHours() > 0
            ? plural(age.toHours(), "hour")
            : plural(Math.max(1, age.toMinutes()), "minute");
  }

  private static String plural(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }
}
