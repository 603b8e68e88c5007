package org.debwright.repository;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which key signs. */
public sealed interface SigningKey {
  /**
   * A key in the user's own keyring ({@code GNUPGHOME}).
   *
   * @param id fingerprint, key id or address, as gpg takes it
   */
  record OfUser(String id) implements SigningKey {}

  /** A secret key that was exported to a file; used from there and put nowhere else. */
  record InFile(Path file) implements SigningKey {}

  /**
   * A key of ours, made at first use.
   *
   * @param home directory that keeps it, outside of anything published
   */
  record Generated(Path home, Origin origin) implements SigningKey {}

  /**
   * The files that tell which key it is; not all need exist.
   *
   * @param environment of the user
   */
  default List<Path> files(Map<String, String> environment) {
    if (this instanceof InFile key) {
      return List.of(key.file());
    }
    Path home = this instanceof Generated key ? key.home() : GpgHome.directoryOfUser(environment);
    return Stream.of("pubring.kbx", "pubring.gpg", "private-keys-v1.d", "gpg.conf")
        .map(home::resolve)
        .toList();
  }

  /** What {@code --sign-key} says: a file if there is one of that name, else a key of the user. */
  static SigningKey parse(String text) {
    return text.contains("/") || Files.isRegularFile(Path.of(text))
        ? new InFile(Path.of(text))
        : new OfUser(text);
  }
}
