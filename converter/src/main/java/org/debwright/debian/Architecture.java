package org.debwright.debian;

import java.util.Map;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/**
 * A Debian architecture, for example {@code amd64}; {@code all} for packages that fit every one.
 *
 * @param name as dpkg names it
 */
public record Architecture(String name) implements Comparable<Architecture> {
  /** Architecture-independent. */
  public static final Architecture ALL = new Architecture("all");

  // dpkg name -> {uname -m, multiarch triplet}.
  private static final Map<String, String[]> KNOWN =
      Map.of(
          "amd64", new String[] {"x86_64", "x86_64-linux-gnu"},
          "arm64", new String[] {"aarch64", "aarch64-linux-gnu"},
          "armhf", new String[] {"armv7l", "arm-linux-gnueabihf"},
          "armel", new String[] {"armv6l", "arm-linux-gnueabi"},
          "i386", new String[] {"i686", "i386-linux-gnu"},
          "ppc64el", new String[] {"ppc64le", "powerpc64le-linux-gnu"},
          "riscv64", new String[] {"riscv64", "riscv64-linux-gnu"},
          "s390x", new String[] {"s390x", "s390x-linux-gnu"},
          "loong64", new String[] {"loongarch64", "loongarch64-linux-gnu"});

  /**
   * A target architecture from outside.
   *
   * @throws DebwrightException if Debian has none of that name
   */
  public static Architecture parse(String text) {
    if (!KNOWN.containsKey(text)) {
      throw Diagnostic.error("architecture-unknown", "`" + text + "` is not an architecture")
          .because(
              "known are "
                  + String.join(
                      ", ", KNOWN.keySet().stream().sorted().map(n -> "`" + n + "`").toList()))
          .toException();
    }
    return new Architecture(text);
  }

  /** What {@code uname -m} says there, for example {@code x86_64}. */
  public String machine() {
    return known()[0];
  }

  /** Multiarch triplet, for example {@code x86_64-linux-gnu}. */
  public String multiarch() {
    return known()[1];
  }

  private String[] known() {
    String[] known = KNOWN.get(name);
    if (known == null) {
      throw new IllegalStateException("no machine is called " + name);
    }
    return known;
  }

  @Override
  public int compareTo(Architecture other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
