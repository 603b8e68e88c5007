package org.debwright.transition.survey;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.debwright.python.PythonVersion;

/**
 * A directory where pip puts modules.
 *
 * @param path absolute, as Python spells it
 * @param version of the Python that looks there
 * @param account whose user site it is, otherwise empty
 */
public record Place(String path, Kind kind, PythonVersion version, Optional<String> account) {
  private static final Pattern VERSIONED = Pattern.compile("python([23])\\.(\\d{1,2})");

  /** What kind of place it is. */
  public enum Kind {
    /** {@code /usr/local/lib/pythonX.Y/dist-packages}, before the packages' on Debian's path. */
    DIST_PACKAGES("dist-packages"),
    /**
     * {@code /usr/local/lib/pythonX.Y/site-packages}, of a Python built into {@code /usr/local}.
     */
    SITE_PACKAGES("site-packages"),
    /** {@code ~/.local/lib/pythonX.Y/site-packages}. */
    USER_SITE("user site"),
    /** {@code /usr/lib/pythonX.Y/site-packages}, which no Python of Debian reads. */
    STRAY("stray"),
    /** Where the packages have theirs; what pip put there besides is looked for. */
    PACKAGED("packaged"),
    /** The modules of a virtual environment. */
    VENV("venv");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /** All that exist as directories, the legacy ones first. */
  static List<Place> of(Root root, List<Account> accounts) {
    Map<String, Place> found = new LinkedHashMap<>();
    below(root, "/usr/local/lib", "dist-packages", Kind.DIST_PACKAGES, Optional.empty(), found);
    below(root, "/usr/local/lib", "site-packages", Kind.SITE_PACKAGES, Optional.empty(), found);
    below(root, "/usr/lib", "site-packages", Kind.STRAY, Optional.empty(), found);
    for (Account account : accounts) {
      below(
          root,
          account.home() + "/.local/lib",
          "site-packages",
          Kind.USER_SITE,
          Optional.of(account.name()),
          found);
    }
    below(root, "/usr/lib", "dist-packages", Kind.PACKAGED, Optional.empty(), found);
    add(
        new Place(
            "/usr/lib/python3/dist-packages",
            Kind.PACKAGED,
            new PythonVersion(3, 0),
            Optional.empty()),
        root,
        found);
    return List.copyOf(found.values());
  }

  private static void below(
      Root root,
      String library,
      String name,
      Kind kind,
      Optional<String> account,
      Map<String, Place> found) {
    for (String directory : root.list(library)) {
      Matcher versioned = VERSIONED.matcher(directory);
      if (versioned.matches()) {
        PythonVersion version =
            new PythonVersion(
                Integer.parseInt(versioned.group(1)), Integer.parseInt(versioned.group(2)));
        add(new Place(library + "/" + directory + "/" + name, kind, version, account), root, found);
      }
    }
  }

  // Two names of one directory, by a link, are one place.
  private static void add(Place place, Root root, Map<String, Place> found) {
    root.real(place.path())
        .filter(root::isDirectory)
        .ifPresent(real -> found.putIfAbsent(real, place));
  }

  /** Places of virtual environments. */
  static List<Place> ofEnvironments(Root root, List<Environment> environments) {
    Map<String, Place> found = new LinkedHashMap<>();
    for (Environment environment : environments) {
      below(root, environment.path() + "/lib", "site-packages", Kind.VENV, Optional.empty(), found);
    }
    return new ArrayList<>(found.values());
  }

  /** Where the commands of its distributions are; empty where nothing puts any. */
  static String bin(Place place) {
    return switch (place.kind()) {
      case DIST_PACKAGES, SITE_PACKAGES -> "/usr/local/bin";
      case STRAY, PACKAGED -> "/usr/bin";
      case USER_SITE, VENV -> place.path().replaceFirst("/lib/[^/]+/[^/]+$", "/bin");
    };
  }

  /** Whether the transition can move it: what Debian's own Python reads before the packages'. */
  public boolean isMovable() {
    return kind == Kind.DIST_PACKAGES;
  }

  /** Whether a Python of that version looks there. */
  public boolean serves(PythonVersion python) {
    return (version.minor() == 0 && version.major() == 3)
        ? python.major() == 3
        : version.equals(python);
  }
}
