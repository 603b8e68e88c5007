package org.debwright.repository;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.debwright.debian.DebianVersion;

/**
 * The version of a package that is ours alone: a day, for example {@code 2026.11.21+deb12}, with a
 * counter behind the day where it changed again or time went back.
 */
public final class DayVersion {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy.MM.dd", Locale.ROOT);
  private static final Pattern VERSION =
      Pattern.compile("([0-9]{4}\\.[0-9]{2}\\.[0-9]{2})(?:\\.([0-9]{1,6}))?\\+");

  private DayVersion() {}

  /**
   * That of a package whose contents changed.
   *
   * @param before the version published last; what comes back is above it
   * @param releaseLabel {@code deb12}
   */
  public static DebianVersion next(
      Optional<String> before, long epochSeconds, String releaseLabel) {
    String day = DAY.format(Instant.ofEpochSecond(epochSeconds).atOffset(ZoneOffset.UTC));
    DebianVersion plain = version(day, 0, releaseLabel);
    if (before.isEmpty() || DebianVersion.parse(before.get()).compareTo(plain) < 0) {
      return plain;
    }
    Matcher last = VERSION.matcher(before.get());
    if (!last.lookingAt()) {
      return plain;
    }
    int counter = last.group(2) == null ? 0 : Integer.parseInt(last.group(2));
    return version(last.group(1), counter + 1, releaseLabel);
  }

  private static DebianVersion version(String day, int counter, String releaseLabel) {
    return DebianVersion.parse(day + (counter == 0 ? "" : "." + counter) + "+" + releaseLabel);
  }
}
