package org.debwright.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** A throw-away OpenPGP key, made by gpg in a directory of its own. */
record SigningKeys(Path home) {
  /**
   * Makes one; the time is fixed, so that signatures of older dates are not from before its birth.
   */
  static SigningKeys make(Path home, String userId) {
    try {
      Files.createDirectories(home);
      Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    SigningKeys keys = new SigningKeys(home);
    keys.gpg(
        "--faked-system-time",
        "1500000000!",
        "--passphrase",
        "",
        "--quick-generate-key",
        userId,
        "ed25519",
        "sign",
        "never");
    return keys;
  }

  /** Runs gpg with this key's home. */
  String gpg(String... arguments) {
    String[] words = new String[arguments.length + 4];
    System.arraycopy(new String[] {"gpg", "--batch", "--yes", "--quiet"}, 0, words, 0, 4);
    System.arraycopy(arguments, 0, words, 4, arguments.length);
    return Tool.run(Map.of("GNUPGHOME", home.toString()), words);
  }

  /** Writes the public key, binary, as {@code Signed-By} takes it. */
  Path exportPublic(Path file) {
    gpg("--output", file.toString(), "--export");
    return file;
  }

  /** Writes the secret key. */
  Path exportSecret(Path file) {
    gpg("--armor", "--output", file.toString(), "--export-secret-keys");
    return file;
  }

  /** Ends the agent that gpg has started for it. */
  void close() {
    Tool.run(Map.of("GNUPGHOME", home.toString()), "gpgconf", "--kill", "gpg-agent");
  }
}
