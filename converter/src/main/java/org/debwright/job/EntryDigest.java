package org.debwright.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.debwright.debian.Entry;

/** Feeds the members of a package, names, modes and bytes, to a digest. */
final class EntryDigest {
  private static final int BUFFER = 1 << 16;

  private EntryDigest() {}

  static void update(MessageDigest digest, List<Entry> entries) {
    byte[] buffer = new byte[BUFFER];
    for (Entry entry : entries) {
      if (entry instanceof Entry.RegularFile file) {
        text(digest, "f" + file.path() + "\0" + file.mode() + "\0" + file.sizeBytes() + "\0");
        content(digest, file, buffer);
      } else if (entry instanceof Entry.Symlink link) {
        text(digest, "l" + link.path() + "\0" + link.linkTarget() + "\0");
      } else {
        text(digest, "d" + entry.path() + "\0");
      }
    }
  }

  private static void content(MessageDigest digest, Entry.RegularFile file, byte[] buffer) {
    try (InputStream in = file.content().open()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void text(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
  }
}
