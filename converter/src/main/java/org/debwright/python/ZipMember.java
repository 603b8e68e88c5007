package org.debwright.python;

import java.nio.ByteBuffer;

/**
 * An entry of a zip file's central directory.
 *
 * @param name as decoded, {@code /} between segments, ending in one for a directory
 * @param rawName the bytes of the name, only to compare
 * @param mode Unix mode with the bits for the type of file, 0 where none was stored
 * @param flags general purpose bit flag
 * @param method 0 stored, 8 deflated
 * @param modified seconds since 1970, the clock that wrote it taken for UTC's
 * @param crc CRC-32 of the content
 * @param compressedBytes size in the file
 * @param sizeBytes size of the content, as declared
 * @param offset of the local header
 * @param limit where the next entry begins, or the directory: no byte of this one lies there
 */
record ZipMember(
    String name,
    ByteBuffer rawName,
    int mode,
    int flags,
    int method,
    long modified,
    long crc,
    long compressedBytes,
    long sizeBytes,
    long offset,
    long limit) {
  private static final int TYPE = 0170000;
  private static final int REGULAR = 0100000;
  private static final int SYMLINK = 0120000;
  private static final int DIRECTORY = 0040000;

  boolean isDirectory() {
    return name.endsWith("/");
  }

  boolean isSymlink() {
    return (mode & TYPE) == SYMLINK;
  }

  /** Whether it is what its name says: a file or a directory, no device and no link. */
  boolean hasOrdinaryType() {
    int type = mode & TYPE;
    return type == 0 || type == (isDirectory() ? DIRECTORY : REGULAR);
  }

  boolean isExecutable() {
    return (mode & 0111) != 0;
  }

  // APPNOTE 4.4.4: bit 0 and, for strong encryption, bit 6 and 13.
  boolean isEncrypted() {
    return (flags & 0x2041) != 0;
  }

  ZipMember withLimit(long newLimit) {
    return new ZipMember(
        name,
        rawName,
        mode,
        flags,
        method,
        modified,
        crc,
        compressedBytes,
        sizeBytes,
        offset,
        newLimit);
  }

  /** The first place behind the header at which the next entry can begin. */
  long earliestEnd() {
    return offset + ZipDirectory.LOCAL_HEADER + rawName.remaining() + compressedBytes;
  }
}
