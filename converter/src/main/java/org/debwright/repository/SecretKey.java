package org.debwright.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.debwright.diagnostic.Diagnostic;

/**
 * A secret key as gpg lists it with {@code --with-colons}; see {@code doc/DETAILS} of GnuPG.
 *
 * @param validity gpg's letter, for example {@code e} for expired
 * @param capabilities gpg's letters; upper case is what the whole key can still do
 * @param usableSince when the newest of the keys that may sign was made, seconds since 1970
 */
record SecretKey(String fingerprint, String validity, String capabilities, long usableSince) {

  /** All keys of a listing. */
  static List<SecretKey> parse(String listing) {
    List<SecretKey> keys = new ArrayList<>();
    String[] primary = {};
    long since = 0;
    String fingerprint = "";
    for (String line : (listing + "\nsec:").lines().toList()) {
      String[] fields = line.split(":", -1);
      if (fields[0].equals("sec")) {
        if (!fingerprint.isEmpty()) {
          keys.add(new SecretKey(fingerprint, primary[1], primary[11], since));
        }
        primary = fields;
        fingerprint = "";
        since = fields.length > 5 ? Long.parseLong(fields[5]) : 0;
      } else if (fields[0].equals("ssb") && fields[11].contains("s")) {
        since = Math.max(since, Long.parseLong(fields[5]));
      } else if (fields[0].equals("fpr") && fingerprint.isEmpty() && primary.length > 0) {
        fingerprint = fields[9];
      }
    }
    return keys;
  }

  /** Why it cannot sign, if so. */
  Optional<Diagnostic> trouble() {
    String reason =
        switch (validity) {
          case "e" -> "it has expired";
          case "r" -> "it has been revoked";
          case "i" -> "it is invalid";
          default -> capabilities.contains("S") ? "" : "it is not one for signing";
        };
    if (reason.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Diagnostic.error("key-unusable", "the key `" + fingerprint + "` cannot sign")
            .because(reason)
            .mend(
                validity.equals("e")
                    ? "extend it with `gpg --quick-set-expire " + fingerprint + " 2y`"
                    : "choose another key with `--sign-key`"));
  }
}
