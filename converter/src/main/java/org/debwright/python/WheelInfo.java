package org.debwright.python;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the file WHEEL says (PEP 427, "File contents").
 *
 * @param tags expanded, in order
 * @param purelib {@code Root-Is-Purelib}
 */
record WheelInfo(Set<Tag> tags, boolean purelib) {

  /** Reads WHEEL; refuses another major version and what is missing. */
  static WheelInfo parse(byte[] content, String wheel) {
    List<HeaderParser.Header> headers = HeaderParser.parse(content).headers();
    WheelProblem problems = new WheelProblem(wheel);
    String version = first(headers, "Wheel-Version");
    // PEP 427: "A wheel installer should warn if Wheel-Version is greater than the version it
    // supports, and must fail if Wheel-Version has a greater major version".
    if (version.isEmpty()) {
      problems.add("wheel-version-unsupported", "its file WHEEL has no Wheel-Version");
    } else if (!version.matches("1(\\.\\d+)*")) {
      problems.add(
          "wheel-version-unsupported",
          "its Wheel-Version is `" + version + "`: only version 1 can be read");
    }
    Set<Tag> tags = new LinkedHashSet<>();
    for (String text : all(headers, "Tag")) {
      Tag.expand(text)
          .ifPresentOrElse(
              tags::addAll,
              () ->
                  problems.add("wheel-invalid", "its file WHEEL has no valid Tag: `" + text + "`"));
    }
    if (tags.isEmpty()) {
      problems.add("wheel-invalid", "its file WHEEL has no valid Tag");
    }
    problems.refuseIfAny();
    return new WheelInfo(
        Collections.unmodifiableSet(tags),
        first(headers, "Root-Is-Purelib").toLowerCase(Locale.ROOT).equals("true"));
  }

  private static List<String> all(List<HeaderParser.Header> headers, String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(header -> MetadataField.oneLine(header.value()))
        .toList();
  }

  private static String first(List<HeaderParser.Header> headers, String name) {
    return all(headers, name).stream().findFirst().orElse("");
  }
}
