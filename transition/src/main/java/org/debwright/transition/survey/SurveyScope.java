package org.debwright.transition.survey;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Which directories are looked into: the installed system's, but no virtual environment's programs
 * and modules, which are told as a whole. Thread-safe.
 */
final class SurveyScope {
  // What is no part of the installed system, or only its documentation.
  private static final Pattern PASSED_OVER =
      Pattern.compile(
          "/(?:proc|sys|dev|run|tmp|lost\\+found|snap|boot)|/var/(?:cache|tmp|run|log|lock)"
              + "|/var/lib/(?:docker|containers|apt|lxc|machines|flatpak)"
              + "|/usr/share/(?:doc|man|info|locale|icons|i18n|zoneinfo|fonts|mime)"
              + "|/usr/(?:include|src)|.*/\\.git|.*/node_modules|.*/\\.cache");

  private final Root root;
  // Where places really lie, with a slash behind.
  private final Set<String> places;
  private final Map<String, Environment> environments = new ConcurrentHashMap<>();

  SurveyScope(Root root, Set<String> places) {
    this.root = root;
    this.places = places;
  }

  /** Whether a directory is looked into; of an environment it is noted instead. */
  boolean has(String path) {
    if (path.endsWith("/__pycache__")
        || path.endsWith("/site-packages")
        || path.endsWith("-packages")) {
      return isInPlace(path + "/");
    }
    if (PASSED_OVER.matcher(path).matches()) {
      return isInPlace(path + "/");
    }
    return !isOfEnvironment(path);
  }

  private boolean isInPlace(String path) {
    for (String place : places) {
      if (path.startsWith(place)) {
        return true;
      }
    }
    return false;
  }

  // Programs and modules of an environment are its own; it is told as a whole.
  private boolean isOfEnvironment(String path) {
    if (!path.endsWith("/bin") && !path.endsWith("/lib") && !path.endsWith("/lib64")) {
      return false;
    }
    String directory = path.substring(0, path.lastIndexOf('/'));
    if (Root.attributes(root.lexical(directory + "/pyvenv.cfg")).isPresent()) {
      environment(directory);
      return true;
    }
    if (Root.attributes(root.lexical(directory + "/bin/activate_this.py")).isPresent()
        && Root.attributes(root.lexical(directory + "/bin/activate")).isPresent()) {
      environments.computeIfAbsent(directory, this::oldEnvironment);
      return true;
    }
    return false;
  }

  private Environment oldEnvironment(String directory) {
    boolean isolated =
        root.list(directory + "/lib").stream()
            .anyMatch(
                name -> root.isFile(directory + "/lib/" + name + "/no-global-site-packages.txt"));
    return Environment.ofOldVirtualenv(directory, !isolated);
  }

  /** Notes the environment that a directory with a {@code pyvenv.cfg} is. */
  void environment(String directory) {
    environments.computeIfAbsent(directory, d -> Environment.read(root, d));
  }

  /** Environments that were passed, sorted. */
  List<Environment> environments() {
    return environments.values().stream().sorted().toList();
  }
}
