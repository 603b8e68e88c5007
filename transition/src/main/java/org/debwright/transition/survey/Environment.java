package org.debwright.transition.survey;

import java.util.Locale;
import java.util.Optional;

/**
 * A virtual environment (PEP 405), or one that virtualenv made for Python 2.
 *
 * @param path its directory
 * @param home directory of the Python it was made from, empty where it does not say
 * @param version as {@code pyvenv.cfg} says it, empty where it does not
 * @param systemSite whether it sees the system's modules as well
 */
public record Environment(
    String path, Optional<String> home, Optional<String> version, boolean systemSite)
    implements Comparable<Environment> {
  private static final int MOST_BYTES = 1 << 16;

  /** The environment whose {@code pyvenv.cfg} lies in a directory. */
  static Environment read(Root root, String directory) {
    Optional<String> home = Optional.empty();
    Optional<String> version = Optional.empty();
    boolean systemSite = false;
    for (String line :
        root.text(directory + "/pyvenv.cfg", MOST_BYTES).orElse("").split("\n", -1)) {
      int equals = line.indexOf('=');
      if (equals < 0) {
        continue;
      }
      String value = line.substring(equals + 1).strip();
      switch (line.substring(0, equals).strip().toLowerCase(Locale.ROOT)) {
        case "home" -> home = Optional.of(value);
        case "version", "version_info" -> version = Optional.of(value);
        case "include-system-site-packages" -> systemSite = value.equalsIgnoreCase("true");
        default -> {}
      }
    }
    return new Environment(directory, home, version, systemSite);
  }

  /** An environment of virtualenv before version 20, which wrote no {@code pyvenv.cfg}. */
  static Environment ofOldVirtualenv(String directory, boolean systemSite) {
    return new Environment(directory, Optional.empty(), Optional.empty(), systemSite);
  }

  @Override
  public int compareTo(Environment other) {
    return path.compareTo(other.path);
  }
}
