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
    for (String segment : value.substring(1).split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        return "it has an empty segment, `.` or `..`";
      }
      int bytes = segment.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > LONGEST_SEGMENT) {
        return "dpkg needs at most " + LONGEST_SEGMENT + " bytes a segment: " + bytes;
      }
    }
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ' || value.charAt(i) == 0x7f) {
        return "it has a control character";
      }
    }
    return "";
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
