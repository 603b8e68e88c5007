package org.debwright.python;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A declared CPython on glibc Linux: which wheels it accepts and what its markers say. Never the
 * running machine's.
 */
public final class PythonTarget {
  private final PythonVersion version;
  private final Pep440Version fullVersion;
  private final MarkerEnvironment markers;
  private final Map<Tag, Integer> ranks;

  private PythonTarget(
      PythonVersion version,
      Pep440Version fullVersion,
      MarkerEnvironment markers,
      List<Tag> supported) {
    this.version = version;
    this.fullVersion = fullVersion;
    this.markers = markers;
    this.ranks = new HashMap<>(supported.size() * 2);
    for (Tag tag : supported) {
      ranks.putIfAbsent(tag, ranks.size());
    }
  }

  /**
   * Declares one.
   *
   * @param fullVersion for example {@code 3.11.2}
   * @param machine as {@code uname -m} says, for example {@code x86_64}, {@code aarch64}, {@code
   *     armv7l}
   * @param glibcMinor of glibc 2.x, for example 36; manylinux tags up to it are accepted
   */
  public static PythonTarget of(
      PythonVersion version, String fullVersion, String machine, int glibcMinor) {
    return new PythonTarget(
        version,
        Pep440Version.parse(MarkerValues.repaired(fullVersion)),
        markers(version, fullVersion, machine),
        new SupportedTags(version, machine, glibcMinor).inOrder());
  }

  // PEP 508, table of variables. Release and version are the kernel's, which no target declares.
  private static MarkerEnvironment markers(
      PythonVersion version, String fullVersion, String machine) {
    return new MarkerEnvironment(
        Map.ofEntries(
            Map.entry("implementation_name", "cpython"),
            Map.entry("implementation_version", fullVersion),
            Map.entry("os_name", "posix"),
            Map.entry("platform_machine", machine),
            Map.entry("platform_python_implementation", "CPython"),
            Map.entry("platform_release", ""),
            Map.entry("platform_system", "Linux"),
            Map.entry("platform_version", ""),
            Map.entry("python_full_version", fullVersion),
            Map.entry("python_version", version.toString()),
            // Since Python 3.3 without the kernel's major version.
            Map.entry("sys_platform", version.major() == 2 ? "linux2" : "linux")));
  }

  /** Major and minor. */
  public PythonVersion version() {
    return version;
  }

  /** With patch level, for {@code requires-python}. */
  public Pep440Version fullVersion() {
    return fullVersion;
  }

  /** The marker variables. */
  public MarkerEnvironment markers() {
    return markers;
  }

  /**
   * How well the best of {@code tags} fits: 0 is best, larger is worse, empty when none fits. The
   * order is that of {@code packaging.tags.sys_tags}.
   */
  public OptionalInt rank(Collection<Tag> tags) {
    return tags.stream()
        .filter(ranks::containsKey)
        .mapToInt(tag -> ranks.getOrDefault(tag, Integer.MAX_VALUE))
        .min();
  }
}
