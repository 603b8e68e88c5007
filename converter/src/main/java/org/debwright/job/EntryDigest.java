package org.debwright.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.debwright.deb.Sha256;
import org.debwright.debian.Entry;

/** Feeds the members of a package, names, modes and what the bytes are, to a digest. */
final class EntryDigest {
  private EntryDigest() {}

  static void update(MessageDigest digest, List<Entry> entries) {
    for (Entry entry : entries) {
      if (entry instanceof Entry.RegularFile file) {
        text(digest, "f" + file.path() + "\0" + file.mode() + "\0" + file.sizeBytes() + "\0");
        text(digest, file.content().identity().orElseGet(() -> sha256(file.content())));
      } else if (entry instanceof Entry.Symlink link) {
        text(digest, "l" + link.path() + "\0" + link.linkTarget() + "\0");
      } else {
        text(digest, "d" + entry.path() + "\0");
      }
    }
  }

  private static String sha256(Entry.Content content) {
    try (InputStream in = content.open()) {
      return Sha256.of(in).hex();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void text(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
  }
}
