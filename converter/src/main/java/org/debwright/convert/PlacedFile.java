package org.debwright.convert;

import org.debwright.debian.Entry;
import org.debwright.debian.TargetPath;

/**
 * A file of the package to be.
 *
 * @param origin what it comes from, for messages, for example {@code black/__init__.py}
 * @param mode permission bits
 * @param machineCode whether it is an ELF file
 */
record PlacedFile(
    TargetPath path,
    String origin,
    int mode,
    long sizeBytes,
    boolean machineCode,
    Entry.Content content) {

  static PlacedFile of(TargetPath path, String origin, int mode, byte[] bytes) {
    return new PlacedFile(
        path, origin, mode, bytes.length, false, () -> new java.io.ByteArrayInputStream(bytes));
  }

  Entry entry() {
    return new Entry.RegularFile(path, mode, sizeBytes, content);
  }

  /** The same with other bytes. */
  PlacedFile with(long size, Entry.Content other) {
    return new PlacedFile(path, origin, mode, size, machineCode, other);
  }

  /** The same at another place. */
  PlacedFile at(TargetPath other) {
    return new PlacedFile(other, origin, mode, sizeBytes, machineCode, content);
  }

  PlacedFile withMode(int other) {
    return new PlacedFile(path, origin, other, sizeBytes, machineCode, content);
  }
}
