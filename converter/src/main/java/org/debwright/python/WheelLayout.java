package org.debwright.python;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.debwright.python.Wheel.Scheme;

/** Where the members of a wheel go: its root, or the schemes below {@code *.data} (PEP 427). */
final class WheelLayout {
  private static final Map<String, Scheme> SCHEMES =
      Map.of(
          "purelib", Scheme.PURELIB,
          "platlib", Scheme.PLATLIB,
          "scripts", Scheme.SCRIPTS,
          "headers", Scheme.HEADERS,
          "data", Scheme.DATA);

  private final WheelProblem problems;
  private final Scheme root;
  private final Set<String> taken = new HashSet<>();

  /** A member's scheme and its path in there. */
  record Place(Scheme scheme, String path) {}

  WheelLayout(String wheel, boolean purelib) {
    this.problems = new WheelProblem(wheel);
    this.root = purelib ? Scheme.PURELIB : Scheme.PLATLIB;
  }

  /** Where a member goes; what is wrong is kept for {@link #refuseIfWrong}. */
  Place place(String name) {
    Place place = find(name);
    // Both libraries are one directory for Debian.
    String library = place.scheme() == Scheme.PLATLIB ? "PURELIB" : place.scheme().name();
    if (!taken.add(library + "/" + place.path())) {
      problems.add(
          "wheel-member-duplicate",
          "two of its members would be installed as `" + place.path() + "`");
    }
    return place;
  }

  private Place find(String name) {
    int slash = name.indexOf('/');
    if (slash < 0 || !name.substring(0, slash).endsWith(".data")) {
      return new Place(root, name);
    }
    int end = name.indexOf('/', slash + 1);
    Scheme scheme = end < 0 ? null : SCHEMES.get(name.substring(slash + 1, end));
    if (scheme == null) {
      problems.add(
          "wheel-scheme-unknown",
          "`" + name + "` is in none of the schemes data, headers, platlib, purelib and scripts");
      return new Place(root, name);
    }
    return new Place(scheme, name.substring(end + 1));
  }

  void refuseIfWrong() {
    problems.refuseIfAny();
  }
}
