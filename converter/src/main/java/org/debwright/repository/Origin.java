package org.debwright.repository;

import java.util.regex.Pattern;
import org.debwright.debian.PackageName;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/**
 * What a repository calls itself, in characters that apt takes in names of its files: the field
 * Origin of its Release files, by which apt pins, and part of the name of its keyring's package.
 * For example {@code example-org}.
 */
public record Origin(String value) {
  private static final Pattern VALID = Pattern.compile("[a-z0-9][a-z0-9.-]{1,60}");

  /** Checks; use {@link #parse} for text from outside. */
  public Origin {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException("not an origin: " + value);
    }
  }

  /**
   * An origin from outside.
   *
   * @throws DebwrightException if it cannot be part of a package's name
   */
  public static Origin parse(String text) {
    if (!VALID.matcher(text).matches()) {
      throw Diagnostic.error("origin-invalid", "`" + text + "` cannot name a repository")
          .because(
              "lower-case letters, digits, `-` and `.` are allowed, 2 to 61 of them, beginning with"
                  + " a letter or digit")
          .toException();
    }
    return new Origin(text);
  }

  /** The package that carries the public key. */
  public PackageName keyringPackage() {
    return new PackageName(value + "-archive-keyring");
  }

  /** The file that holds the public key, without its directory. */
  String keyringFile() {
    return keyringPackage() + ".gpg";
  }

  @Override
  public String toString() {
    return value;
  }
}
