package org.debwright.debian;

import java.util.Optional;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/**
 * A version of a Debian package: {@code [epoch:]upstream[-revision]} (Policy 5.6.12), ordered as
 * dpkg orders. Equality is dpkg's: {@code 1.0} equals {@code 1.0-0}, {@code 01} equals {@code 1}.
 */
public final class DebianVersion implements Comparable<DebianVersion> {
  private static final String UPSTREAM_SIGNS = ".-+~:";
  private static final String REVISION_SIGNS = ".+~";

  private final String text;
  private final long epoch;
  private final String upstream;
  private final String revision;

  private DebianVersion(String text, long epoch, String upstream, String revision) {
    this.text = text;
    this.epoch = epoch;
    this.upstream = upstream;
    this.revision = revision;
  }

  /**
   * Reads what {@code dpkg --validate-version} accepts (also bounds such as {@code 1.5.0.~} or
   * {@code 2~~}); blanks around it are dropped.
   *
   * @throws DebwrightException for anything else
   */
  public static DebianVersion parse(String text) {
    String trimmed = text.strip();
    int colon = trimmed.indexOf(':');
    // Policy 5.6.12: the revision begins behind the last hyphen, the epoch ends at the first colon.
    int hyphen = trimmed.lastIndexOf('-');
    boolean hasRevision = hyphen > colon;
    String upstream = trimmed.substring(colon + 1, hasRevision ? hyphen : trimmed.length());
    String revision = hasRevision ? trimmed.substring(hyphen + 1) : "";
    String refusal = refusal(upstream, revision, hasRevision);
    if (colon >= 0 && refusal.isEmpty()) {
      refusal = epochRefusal(trimmed.substring(0, colon));
    }
    if (!refusal.isEmpty()) {
      throw invalid(trimmed, refusal);
    }
    long epoch = colon < 0 ? 0 : Long.parseLong(trimmed.substring(0, colon));
    return new DebianVersion(trimmed, epoch, upstream, revision);
  }

  /**
   * From its parts; revision empty for none.
   *
   * @throws DebwrightException if they do not make a version, for example an upstream version with
   *     a hyphen and no revision, which would be read back differently
   */
  public static DebianVersion of(long epoch, String upstream, String revision) {
    String text =
        (epoch == 0 ? "" : epoch + ":") + upstream + (revision.isEmpty() ? "" : "-" + revision);
    DebianVersion version = parse(text);
    if (!version.upstream.equals(upstream) || !version.revision.equals(revision)) {
      throw invalid(text, "its parts would be read back differently");
    }
    return version;
  }

  private static String epochRefusal(String epoch) {
    if (epoch.isEmpty() || !epoch.chars().allMatch(DebianVersion::isDigit)) {
      return "the epoch before `:` is not a number";
    }
    // dpkg keeps the epoch in an int.
    String digits = epoch.replaceFirst("^0+(?=.)", "");
    return digits.length() > 10 || Long.parseLong(digits) > Integer.MAX_VALUE
        ? "the epoch is at most " + Integer.MAX_VALUE
        : "";
  }

  private static String refusal(String upstream, String revision, boolean hasRevision) {
    if (upstream.isEmpty()) {
      return "it is empty";
    }
    if (!isDigit(upstream.charAt(0))) {
      return "it does not begin with a digit";
    }
    if (hasRevision && revision.isEmpty()) {
      return "the revision behind the last `-` is empty";
    }
    if (!consistsOf(upstream, UPSTREAM_SIGNS) || !consistsOf(revision, REVISION_SIGNS)) {
      return "only ASCII letters, digits, `.`, `+`, `~`, `-` and `:` are allowed";
    }
    return "";
  }

  private static boolean consistsOf(String text, String signs) {
    return text.chars().allMatch(c -> isDigit(c) || isLetter(c) || signs.indexOf(c) >= 0);
  }

  private static DebwrightException invalid(String text, String reason) {
    return Diagnostic.error(
            "debian-version-invalid",
            "`" + text.replaceAll("\\p{Cntrl}", "?") + "` is not a Debian version")
        .because(reason)
        .toException();
  }

  /** 0 where none is written. */
  public long epoch() {
    return epoch;
  }

  /** Between epoch and revision. */
  public String upstream() {
    return upstream;
  }

  /** Behind the last hyphen. */
  public Optional<String> revision() {
    return revision.isEmpty() ? Optional.empty() : Optional.of(revision);
  }

  /** As in a file name of the pool: without epoch. */
  public String withoutEpoch() {
    return text.substring(text.indexOf(':') < 0 ? 0 : text.indexOf(':') + 1);
  }

  @Override
  public int compareTo(DebianVersion other) {
    int order = Long.compare(epoch, other.epoch);
    if (order == 0) {
      order = comparePart(upstream, other.upstream);
    }
    return order != 0 ? order : comparePart(revision, other.revision);
  }

  /**
   * dpkg's {@code verrevcmp}: runs of non-digits by {@link #weight}, runs of digits as numbers of
   * any length, in turn. A missing run of digits is 0.
   */
  private static int comparePart(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() || j < b.length()) {
      while (isNonDigit(a, i) || isNonDigit(b, j)) {
        int order = Integer.compare(weight(a, i++), weight(b, j++));
        if (order != 0) {
          return order;
        }
      }
      int endA = endOfDigits(a, i);
      int endB = endOfDigits(b, j);
      int order = compareNumbers(stripZeros(a, i, endA), stripZeros(b, j, endB));
      if (order != 0) {
        return order;
      }
      i = endA;
      j = endB;
    }
    return 0;
  }

  private static int compareNumbers(String a, String b) {
    return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
  }

  private static String stripZeros(String text, int from, int to) {
    int start = from;
    while (start < to && text.charAt(start) == '0') {
      start++;
    }
    return text.substring(Math.min(start, text.length()), Math.min(to, text.length()));
  }

  private static int endOfDigits(String text, int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isNonDigit(String text, int index) {
    return index < text.length() && !isDigit(text.charAt(index));
  }

  /** dpkg's {@code order}: {@code ~} before the end, letters before all other signs. */
  private static int weight(String text, int index) {
    if (index >= text.length() || isDigit(text.charAt(index))) {
      return 0;
    }
    char c = text.charAt(index);
    if (c == '~') {
      return -1;
    }
    return isLetter(c) ? c : c + 256;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DebianVersion version && compareTo(version) == 0;
  }

  @Override
  public int hashCode() {
    return (Long.hashCode(epoch) * 31 + hash(upstream)) * 31 + hash(revision);
  }

  /**
   * Over what {@link #comparePart} looks at: a run of digits counts as its number, 0 as nothing.
   */
  private static int hash(String part) {
    int hash = 0;
    int i = 0;
    while (i < part.length()) {
      int digits = i;
      while (isNonDigit(part, digits)) {
        hash = hash * 31 + part.charAt(digits++);
      }
      int end = endOfDigits(part, digits);
      String number = stripZeros(part, digits, end);
      hash = number.isEmpty() ? hash : hash * 31 + number.hashCode();
      i = end;
    }
    return hash;
  }

  /** As written. */
  @Override
  public String toString() {
    return text;
  }
}
