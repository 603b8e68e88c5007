package org.debwright.deb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * A tar archive as dpkg reads it: GNU format, everything owned by root, one time for all, nothing
 * of the machine that writes it.
 */
final class TarWriter implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final TarArchiveOutputStream tar;
  private final FileTime modified;
  private final byte[] buffer = new byte[BUFFER_BYTES];

  TarWriter(OutputStream target, long modifiedEpochSeconds) {
    tar = new TarArchiveOutputStream(target, UTF_8.name());
    // dpkg reads GNU names of any length; PAX headers only since 1.19.
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
    modified = FileTime.from(modifiedEpochSeconds, TimeUnit.SECONDS);
  }

  /** A directory; {@code path} is relative, empty for the root itself. */
  void directory(String path) throws IOException {
    tar.putArchiveEntry(
        entry(path.isEmpty() ? "./" : "./" + path + "/", TarConstants.LF_DIR, 0755));
    tar.closeArchiveEntry();
  }

  /** A symbolic link. */
  void symlink(String path, String linkTarget) throws IOException {
    TarArchiveEntry entry = entry("./" + path, TarConstants.LF_SYMLINK, 0777);
    entry.setLinkName(linkTarget);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  /**
   * A regular file.
   *
   * @param content its bytes, at least and at most {@code sizeBytes}
   * @throws IOException also if the content has another size
   */
  void file(String path, int mode, long sizeBytes, InputStream content) throws IOException {
    TarArchiveEntry entry = entry("./" + path, TarConstants.LF_NORMAL, mode);
    entry.setSize(sizeBytes);
    tar.putArchiveEntry(entry);
    long left = sizeBytes;
    for (int got = content.read(buffer); got >= 0; got = content.read(buffer)) {
      left -= got;
      if (left < 0) {
        break;
      }
      tar.write(buffer, 0, got);
    }
    if (left != 0) {
      throw new IOException(
          "`/%s` has %s than the %d B announced"
              .formatted(path, left < 0 ? "more" : "less", sizeBytes));
    }
    tar.closeArchiveEntry();
  }

  private TarArchiveEntry entry(String name, byte type, int mode) {
    TarArchiveEntry entry = new TarArchiveEntry(name, type);
    entry.setMode(mode);
    entry.setIds(0, 0);
    entry.setNames("root", "root");
    entry.setModTime(modified);
    return entry;
  }

  /** Ends the archive and closes what it is written to. */
  @Override
  public void close() throws IOException {
    tar.close();
  }
}
