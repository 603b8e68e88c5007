package org.debwright.python;

import java.util.Locale;
import java.util.Set;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * A digest as indexes and requirements files give it, for example {@code sha256:ab12…}.
 *
 * @param algorithm lower case, for example {@code sha256}
 * @param hex lower-case hexadecimal digits
 */
public record Hash(String algorithm, String hex) implements Comparable<Hash> {
  /** The algorithms that are strong enough to be believed (those of pip). */
  public static final Set<String> STRONG = Set.of("sha256", "sha384", "sha512");

  /** Lower-cases both parts and checks that the digits are hexadecimal. */
  public Hash {
    algorithm = algorithm.toLowerCase(Locale.ROOT);
    hex = hex.toLowerCase(Locale.ROOT);
    if (!isHex(hex)) {
      throw new IllegalArgumentException("not hexadecimal: " + hex);
    }
  }

  // By hand: an index's page has thousands of them.
  private static boolean isHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** A SHA-256 digest. */
  public static Hash sha256(String hex) {
    return new Hash("sha256", hex);
  }

  /**
   * Reads {@code sha256:ab12…} or {@code sha256=ab12…}.
   *
   * @throws DebwrightException if it is no such thing
   */
  public static Hash parse(String text) {
    String[] parts = text.split("[:=]", 2);
    if (parts.length != 2
        || !parts[0].matches("[A-Za-z0-9_]+")
        || !parts[1].matches("[0-9A-Fa-f]+")) {
      throw Diagnostic.error("hash-invalid", "`" + text + "` is not a hash")
          .because("`algorithm:hexadecimal` is expected, for example `sha256:…`")
          .toException();
    }
    return new Hash(parts[0], parts[1]);
  }

  /** Whether pip would accept it as proof. */
  public boolean isStrong() {
    return STRONG.contains(algorithm);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Hash hash && hex.equals(hash.hex) && algorithm.equals(hash.algorithm);
  }

  @Override
  public int hashCode() {
    return 31 * algorithm.hashCode() + hex.hashCode();
  }

  @Override
  public int compareTo(Hash other) {
    int byAlgorithm = algorithm.compareTo(other.algorithm);
    return byAlgorithm != 0 ? byAlgorithm : hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return algorithm + ":" + hex;
  }
}
