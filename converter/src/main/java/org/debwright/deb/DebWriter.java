package org.debwright.deb;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.SortedMap;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.debwright.debian.BinaryPackage;
import org.debwright.debian.Stanza;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/**
 * Writes packages as {@code .deb} files, see deb(5): the same value gives the same bytes on any
 * machine. Contents are streamed; the file appears under its name when it is complete, or not at
 * all. Thread-safe.
 */
public final class DebWriter {
  private static final byte[] FORMAT = "2.0\n".getBytes(US_ASCII);

  private final Compression compression;

  /** A writer for packages compressed alike. */
  public DebWriter(Compression compression) {
    this.compression = compression;
  }

  /**
   * Writes the package; a file that is there is replaced.
   *
   * @param output where to, in a directory that exists
   * @throws DebwrightException if the package contradicts itself, cannot be read or written, or the
   *     encoder is missing
   */
  public DebFile write(BinaryPackage contents, Path output) {
    DataTar data = DataTar.of(contents);
    try {
      return write(contents, data, output.toAbsolutePath());
    } catch (IOException e) {
      throw unwritable(output, e);
    }
  }

  private static DebwrightException unwritable(Path output, IOException cause) {
    return new DebwrightException(
        Diagnostic.error("deb-unwritable", "`" + output.getFileName() + "` cannot be written")
            .because(String.valueOf(cause.getMessage())),
        cause);
  }

  /**
   * Writes a package that was written alike before with another control file; its data stay as they
   * are packed.
   *
   * @param output where to, in a directory that exists
   */
  public DebFile rewrite(DebFile deb, Stanza control, Path output) {
    Path data = output.resolveSibling(output.getFileName() + ".data");
    try {
      long time = DebReader.copyData(deb.path(), data);
      SortedMap<String, String> members = DebReader.controlMembers(deb.path());
      members.put("control", control.toString());
      Sha256 digest = assemble(new ControlTar(control, members, time), data, output);
      Files.delete(data);
      return new DebFile(output, control, Files.size(output), digest);
    } catch (IOException e) {
      throw unwritable(output, e);
    }
  }

  // The md5sums go before the data but are known behind it, hence the file between.
  private DebFile write(BinaryPackage contents, DataTar data, Path output) throws IOException {
    Path directory = output.resolveSibling(".");
    Path packed = Files.createTempFile(directory, ".data-", ".tmp");
    try {
      String md5sums;
      try (OutputStream encoder = encoder(compression, Files.newOutputStream(packed))) {
        md5sums = data.write(encoder);
      }
      ControlTar control = ControlTar.of(contents, data.installedSizeKib(), md5sums);
      Path whole = Files.createTempFile(directory, ".deb-", ".tmp");
      try {
        Sha256 digest = assemble(control, packed, whole);
        Files.setPosixFilePermissions(whole, PosixFilePermissions.fromString("rw-r--r--"));
        long size = Files.size(whole);
        Files.move(whole, output, StandardCopyOption.ATOMIC_MOVE);
        return new DebFile(output, control.control(), size, digest);
      } finally {
        Files.deleteIfExists(whole);
      }
    } finally {
      Files.deleteIfExists(packed);
    }
  }

  private Sha256 assemble(ControlTar control, Path data, Path target) throws IOException {
    Compression forControl = compression.forControl();
    ByteArrayOutputStream packedControl = new ByteArrayOutputStream();
    try (OutputStream encoder = encoder(forControl, packedControl)) {
      control.write(encoder);
    }
    MessageDigest digest = Sha256.algorithm();
    try (ArArchiveOutputStream ar =
        new ArArchiveOutputStream(
            new BufferedOutputStream(
                new DigestOutputStream(Files.newOutputStream(target), digest)))) {
      long time = control.modifiedEpochSeconds();
      begin(ar, "debian-binary", FORMAT.length, time);
      ar.write(FORMAT);
      ar.closeArchiveEntry();
      begin(ar, "control.tar" + forControl.extension(), packedControl.size(), time);
      packedControl.writeTo(ar);
      ar.closeArchiveEntry();
      begin(ar, "data.tar" + compression.extension(), Files.size(data), time);
      Files.copy(data, ar);
      ar.closeArchiveEntry();
    }
    return Sha256.finished(digest);
  }

  private static void begin(ArArchiveOutputStream ar, String name, long size, long time)
      throws IOException {
    ar.putArchiveEntry(new ArArchiveEntry(name, size, 0, 0, 0100644, time));
  }

  private static OutputStream encoder(Compression compression, OutputStream target)
      throws IOException {
    try {
      return new BufferedOutputStream(
          compression.encode(new BufferedOutputStream(target)), 1 << 16);
    } catch (IOException | RuntimeException e) {
      target.close();
      throw e;
    }
  }
}
