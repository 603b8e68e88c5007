package org.debwright.python;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds the directory {@code name-version.dist-info} of a wheel (PEP 427, "File contents"). */
final class DistInfoName {
  private static final String SUFFIX = ".dist-info";

  private DistInfoName() {}

  /** The only one at the top; refused where it is another project's or version's. */
  static String find(Collection<String> names, WheelFilename filename) {
    List<String> found =
        names.stream()
            .filter(name -> name.indexOf('/') > 0)
            .map(name -> name.substring(0, name.indexOf('/')))
            .filter(top -> top.endsWith(SUFFIX))
            .distinct()
            .toList();
    if (found.size() != 1) {
      throw refusal(
          filename,
          found.isEmpty()
              ? "it has no directory `*.dist-info`"
              : "it has several directories `*.dist-info`: `" + String.join("`, `", found) + "`");
    }
    String name = found.get(0);
    if (!isOf(name.substring(0, name.length() - SUFFIX.length()), filename)) {
      throw refusal(filename, "its directory `" + name + "` does not fit its file name");
    }
    return name;
  }

  private static boolean isOf(String stem, WheelFilename filename) {
    for (int dash = stem.indexOf('-'); dash > 0; dash = stem.indexOf('-', dash + 1)) {
      String name = stem.substring(0, dash);
      Optional<Pep440Version> version = WheelFilename.version(stem.substring(dash + 1));
      if (ProjectName.isValid(name)
          && new ProjectName(name).equals(filename.project())
          && version.equals(Optional.of(filename.version()))) {
        return true;
      }
    }
    return false;
  }

  private static RuntimeException refusal(WheelFilename filename, String why) {
    return WheelProblem.of(filename.filename(), "wheel-dist-info-invalid", why).toException();
  }
}
