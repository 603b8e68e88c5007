package org.debwright.debian;

import java.nio.charset.StandardCharsets;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/**
 * An absolute path on the target system with no empty, {@code .} or {@code ..} segment, for example
 * {@code /usr/bin/black}.
 */
public record TargetPath(String value) implements Comparable<TargetPath> {
  // dpkg unpacks under NAME.dpkg-new, and a file name has at most 255 bytes.
  private static final int LONGEST_SEGMENT = 246;

  /**
   * Checks.
   *
   * @throws DebwrightException if dpkg could not or must not unpack it
   */
  public TargetPath {
    String reason = refusal(value);
    if (!reason.isEmpty()) {
      throw Diagnostic.error(
              "path-refused", "`" + printable(value) + "` cannot be a path in a package")
          .because(reason)
          .toException();
    }
  }

  /** The directory it lies in. */
  public TargetPath resolve(String relative) {
    return new TargetPath(value + "/" + relative);
  }

  /** Last segment. */
  public String fileName() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  /** Without the leading slash, as Contents and md5sums have it. */
  public String relative() {
    return value.substring(1);
  }

  private static String refusal(String value) {
    if (!value.startsWith("/") || value.length() < 2) {
      return "it is not absolute";
    }
    // By hand: a package has thousands of them.
    for (int from = 1; from <= value.length(); ) {
      int slash = value.indexOf('/', from);
      int to = slash < 0 ? value.length() : slash;
      if (isEmptyOrDots(value, from, to)) {
        return "it has an empty segment, `.` or `..`";
      }
      // A character has three bytes at most, each half of a pair two.
      if ((to - from) * 3 > LONGEST_SEGMENT) {
        int bytes = value.substring(from, to).getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_SEGMENT) {
          return "dpkg needs at most " + LONGEST_SEGMENT + " bytes a segment: " + bytes;
        }
      }
      from = to + 1;
    }
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ' || value.charAt(i) == 0x7f) {
        return "it has a control character";
      }
    }
    return "";
  }

  private static boolean isEmptyOrDots(String value, int from, int to) {
    int length = to - from;
    return length == 0
        || (length == 1 && value.charAt(from) == '.')
        || (length == 2 && value.startsWith("..", from));
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  @Override
  public int compareTo(TargetPath other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
