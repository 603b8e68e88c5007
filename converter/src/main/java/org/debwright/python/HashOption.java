package org.debwright.python;

import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;

/** The value of {@code --hash}. */
final class HashOption {
  private HashOption() {}

  /**
   * Reads {@code sha256:ab12…}.
   *
   * @throws DebwrightException unless it is a whole digest of an algorithm that pip accepts
   */
  static Hash parse(String text, Location where) {
    Hash hash;
    try {
      hash = Hash.parse(text);
    } catch (DebwrightException e) {
      throw new DebwrightException(e.diagnostics().stream().map(d -> d.at(where)).toList());
    }
    if (!hash.isStrong()) {
      throw wrong(text, "only `sha256`, `sha384` and `sha512` are strong enough", where);
    }
    // The algorithm's number is its length in bits; a hexadecimal digit has four.
    int digits = Integer.parseInt(hash.algorithm().substring("sha".length())) / 4;
    if (hash.hex().length() != digits) {
      int actual = hash.hex().length();
      throw wrong(text, hash.algorithm() + " has " + digits + " digits: " + actual, where);
    }
    return hash;
  }

  private static DebwrightException wrong(String text, String why, Location where) {
    return Diagnostic.error("hash-invalid", "`" + text + "` is not a usable hash")
        .because(why)
        .at(where)
        .toException();
  }
}
