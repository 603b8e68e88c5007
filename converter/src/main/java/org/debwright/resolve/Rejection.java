package org.debwright.resolve;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.Stream;
import org.debwright.python.PythonTarget;

/**
 * Why a release cannot be used here.
 *
 * @param kind releases in a row with equal kinds are told together
 * @param text for people, for example {@code needs Python >=3.12, the target has 3.11.2}
 */
record Rejection(String kind, String text) {
  private static final String YANKED = "yanked";

  /** How the part of a text begins that lists the tags of one release. */
  static final String OFFERED = "tags offered: ";

  /** What is said of a release that needs another Python. */
  static Rejection python(String needed, PythonTarget target) {
    return new Rejection(
        "python " + needed, "needs Python " + needed + ", the target has " + target.fullVersion());
  }

  /** What is said of releases of which some are rejected for one reason, some for another. */
  static Rejection together(List<Rejection> rejections) {
    String kind = rejections.stream().map(Rejection::kind).distinct().collect(joining(","));
    String text =
        rejections.stream()
            .flatMap(one -> Stream.of(one.text().split("; ", -1)))
            .filter(part -> !part.startsWith(OFFERED))
            .distinct()
            .collect(joining("; "));
    return new Rejection(kind, text);
  }

  /** What is said of a yanked release (PEP 592). */
  static Rejection yanked(String text) {
    return new Rejection(YANKED, text);
  }

  /** Whether it could be used by right if somebody pinned it. */
  boolean isYanking() {
    return kind.equals(YANKED);
  }

  /** Whether it needs another Python, which is nothing to worry about. */
  boolean isPython() {
    return kind.startsWith("python ");
  }
}
