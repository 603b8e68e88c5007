package org.debwright.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The tags a CPython on glibc Linux accepts, best first: PEP 425 and PEP 600, in the order of
 * {@code packaging.tags.sys_tags}, which pip follows. Without musl, debug and free-threaded builds.
 */
final class SupportedTags {
  // PEP 600: the machines manylinux is defined for; armv7l means hard float, Debian's armhf.
  private static final Set<String> MANYLINUX_MACHINES =
      Set.of(
          "x86_64",
          "i686",
          "aarch64",
          "armv7l",
          "ppc64",
          "ppc64le",
          "s390x",
          "riscv64",
          "loongarch64");

  // PEP 600, "Legacy manylinux tags".
  private static final Map<Integer, String> LEGACY =
      Map.of(17, "manylinux2014", 12, "manylinux2010", 5, "manylinux1");

  private final PythonVersion version;
  private final String machine;
  private final List<String> platforms;
  private final List<Tag> tags = new ArrayList<>();

  SupportedTags(PythonVersion version, String machine, int glibcMinor) {
    this.version = version;
    this.machine = machine;
    this.platforms = platforms(glibcMinor);
  }

  /** All of them. */
  List<Tag> inOrder() {
    String interpreter = "cp" + version.nodot();
    add(interpreter, interpreter + abiFlags(), platforms);
    if (version.major() > 2) {
      add(interpreter, "abi3", platforms);
    }
    add(interpreter, "none", platforms);
    olderStableAbis();
    pythonVersions().forEach(python -> add(python, "none", platforms));
    add(interpreter, "none", List.of("any"));
    pythonVersions().forEach(python -> add(python, "none", List.of("any")));
    return List.copyOf(tags);
  }

  private void add(String interpreter, String abi, List<String> supported) {
    supported.forEach(platform -> tags.add(new Tag(interpreter, abi, platform)));
  }

  // PEP 384: the stable ABI exists since 3.2.
  private void olderStableAbis() {
    for (int minor = version.minor() - 1; version.major() > 2 && minor >= 2; minor--) {
      add("cp" + version.major() + minor, "abi3", platforms);
    }
  }

  // PEP 3149: m for pymalloc until 3.7, u for UCS-4 until 3.2; Debian builds with both.
  private String abiFlags() {
    if (version.compareTo(new PythonVersion(3, 8)) >= 0) {
      return "";
    }
    return version.compareTo(new PythonVersion(3, 3)) >= 0 ? "m" : "mu";
  }

  private List<String> pythonVersions() {
    Stream<String> newest = Stream.of("py" + version.nodot(), "py" + version.major());
    Stream<String> older =
        IntStream.iterate(version.minor() - 1, minor -> minor >= 0, minor -> minor - 1)
            .mapToObj(minor -> "py" + version.major() + minor);
    return Stream.concat(newest, older).toList();
  }

  private List<String> platforms(int glibcMinor) {
    List<String> found = new ArrayList<>();
    found.add("linux_" + machine);
    if (!MANYLINUX_MACHINES.contains(machine)) {
      return found;
    }
    // PEP 600 reaches back to 2.5 on x86 and to 2.17 elsewhere.
    int oldest = machine.equals("x86_64") || machine.equals("i686") ? 5 : 17;
    for (int minor = glibcMinor; minor >= oldest; minor--) {
      found.add("manylinux_2_" + minor + "_" + machine);
      if (LEGACY.containsKey(minor)) {
        found.add(LEGACY.get(minor) + "_" + machine);
      }
    }
    return found;
  }
}
