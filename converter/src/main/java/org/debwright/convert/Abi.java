package org.debwright.convert;

import java.util.Comparator;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.debwright.python.PythonTarget;
import org.debwright.python.PythonVersion;
import org.debwright.python.Tag;

/**
 * Which interpreters the code of a wheel runs on, by its best tag for the target.
 *
 * @param since the oldest of them
 */
record Abi(Kind kind, PythonVersion since) {
  private static final Pattern CPYTHON = Pattern.compile("cp([23])(\\d+)");

  enum Kind {
    /** Any, {@code py3-none-any}. */
    NONE,
    /** Any from one on: {@code cp37-abi3}. */
    STABLE,
    /** One only: {@code cp311-cp311}. */
    EXACT
  }

  static Abi of(Set<Tag> tags, PythonTarget python) {
    return tags.stream()
        .filter(t -> python.rank(Set.of(t)).isPresent())
        .min(Comparator.comparingInt(t -> python.rank(Set.of(t)).getAsInt()))
        .map(t -> of(t, python.version()))
        .orElseGet(() -> new Abi(Kind.NONE, python.version()));
  }

  private static Abi of(Tag tag, PythonVersion target) {
    Matcher interpreter = CPYTHON.matcher(tag.interpreter());
    if (!interpreter.matches()) {
      return new Abi(Kind.NONE, target);
    }
    PythonVersion since = PythonVersion.parse(interpreter.group(1) + "." + interpreter.group(2));
    if (tag.abi().equals("abi3")) {
      return new Abi(Kind.STABLE, since);
    }
    // `cp37-none-any` is Python that some CPython made: it runs on that one and later.
    return new Abi(tag.abi().equals("none") ? Kind.NONE : Kind.EXACT, since);
  }
}
