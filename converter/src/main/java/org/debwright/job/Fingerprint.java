package org.debwright.job;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.debwright.debian.Entry;

/** A key of the cache: SHA-256 over a list of texts, of which none can run into the next. */
final class Fingerprint {
  private final MessageDigest digest;

  Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Adds what the value says of itself; it must say all that counts, and always the same. */
  Fingerprint with(Object value) {
    byte[] bytes = value.toString().getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
    return this;
  }

  /** Adds members of a package: names, modes and bytes. */
  Fingerprint withEntries(List<Entry> entries) {
    EntryDigest.update(digest, entries);
    return this;
  }

  /** 64 hexadecimal digits; the last thing asked of it. */
  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
