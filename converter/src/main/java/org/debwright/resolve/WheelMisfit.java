package org.debwright.resolve;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.debwright.python.PythonTarget;
import org.debwright.python.Tag;

/** What wheels that do not fit are made for, in words: what of their tags it is that hinders. */
final class WheelMisfit {
  // PEP 600 and its forerunners; the machine is what follows.
  private static final Pattern LINUX =
      Pattern.compile("(?:manylinux_\\d+_\\d+|manylinux\\d+|linux)_(.+)");

  private WheelMisfit() {}

  /** For example {@code its wheels are for free-threaded Python, musl}; empty where none is. */
  static Optional<String> of(Collection<Tag> tags, PythonTarget target) {
    Set<String> causes = new TreeSet<>();
    for (Tag tag : tags) {
      cause(tag, target).ifPresent(causes::add);
    }
    return causes.isEmpty()
        ? Optional.empty()
        : Optional.of("its wheels are for " + String.join(", ", causes));
  }

  private static Optional<String> cause(Tag tag, PythonTarget target) {
    if (target.rank(Set.of(tag)).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        runsOn(tag.platform(), target) ? interpreter(tag) : platform(tag.platform(), target));
  }

  private static boolean runsOn(String platform, PythonTarget target) {
    String anyPython = "py" + target.version().major();
    return target.rank(Set.of(new Tag(anyPython, "none", platform))).isPresent();
  }

  // PEP 703: `t` ends the ABI of a build without the global interpreter lock, stable or not.
  private static String interpreter(Tag tag) {
    if (tag.abi().matches("cp3\\d+d?td?|abi3t|abi3\\.abi3t")) {
      return "free-threaded Python";
    }
    if (tag.interpreter().startsWith("pp")) {
      return "PyPy";
    }
    if (tag.interpreter().startsWith("graalpy")) {
      return "GraalPy";
    }
    return tag.abi().equals("abi3") ? "a newer Python" : "another Python";
  }

  private static String platform(String platform, PythonTarget target) {
    if (platform.startsWith("musllinux")) {
      return "musl, where Debian has glibc";
    }
    Matcher linux = LINUX.matcher(platform);
    if (linux.matches()) {
      return runsOn("linux_" + linux.group(1), target) ? "a newer glibc" : "another processor";
    }
    return platform.startsWith("macosx") || platform.startsWith("win")
        ? "macOS or Windows"
        : "another system";
  }
}
