package org.debwright.python;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One compatibility tag (PEP 425), for example {@code cp311-cp311-manylinux_2_17_x86_64}. */
public record Tag(String interpreter, String abi, String platform) {
  // The largest set in real use has some 20; a name of 255 characters could be made to give
  // 100,000.
  private static final int MOST = 1000;

  /**
   * Reads a compressed tag set (PEP 425, "Compressed Tag Sets") such as {@code py2.py3-none-any},
   * in lower case and in the order written; empty where it is none.
   */
  static Optional<Set<Tag>> expand(String compressed) {
    int abi = compressed.indexOf('-') + 1;
    int platform = compressed.indexOf('-', abi) + 1;
    if (abi == 0 || platform == 0 || compressed.indexOf('-', platform) >= 0) {
      return Optional.empty();
    }
    String lower = compressed.toLowerCase(Locale.ROOT);
    return expand(
        lower.substring(0, abi - 1).split("\\.", -1),
        lower.substring(abi, platform - 1).split("\\.", -1),
        lower.substring(platform).split("\\.", -1));
  }

  private static Optional<Set<Tag>> expand(
      String[] interpreters, String[] abis, String[] platforms) {
    if ((long) interpreters.length * abis.length * platforms.length > MOST
        || !areTags(interpreters)
        || !areTags(abis)
        || !areTags(platforms)) {
      return Optional.empty();
    }
    if (interpreters.length * abis.length * platforms.length == 1) {
      return Optional.of(Set.of(new Tag(interpreters[0], abis[0], platforms[0])));
    }
    Set<Tag> tags = new LinkedHashSet<>();
    for (String interpreter : interpreters) {
      for (String abi : abis) {
        for (String platform : platforms) {
          tags.add(new Tag(interpreter, abi, platform));
        }
      }
    }
    return Optional.of(Collections.unmodifiableSet(tags));
  }

  private static boolean areTags(String[] parts) {
    for (String part : parts) {
      if (part.isEmpty()) {
        return false;
      }
      for (int i = 0; i < part.length(); i++) {
        char c = part.charAt(i);
        if (c != '_' && !Digits.isDigit(c) && (c < 'a' || c > 'z')) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Tag tag
        && platform.equals(tag.platform)
        && abi.equals(tag.abi)
        && interpreter.equals(tag.interpreter);
  }

  @Override
  public int hashCode() {
    return (interpreter.hashCode() * 31 + abi.hashCode()) * 31 + platform.hashCode();
  }

  @Override
  public String toString() {
    return interpreter + "-" + abi + "-" + platform;
  }
}
