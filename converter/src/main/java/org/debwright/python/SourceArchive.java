package org.debwright.python;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Enumeration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.X000A_NTFS;
import org.apache.commons.compress.archivers.zip.X5455_ExtendedTimestamp;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;

/**
 * A source distribution, read in a stream and never unpacked: an unpacker's work is left to the
 * unprivileged build. Endless ones are refused, and those that {@link SourceNames} finds unsafe.
 */
public final class SourceArchive {
  // The largest source distributions have some 100,000 entries and 1 GiB.
  private static final int MOST_ENTRIES = 500_000;
  private static final long MOST_BYTES = 8L << 30;
  private static final int MOST_XZ_MEMORY_KIB = 256 << 10;

  private static final int LONGEST_LINK = 4096;

  private final Path file;
  private final SourceNames names = new SourceNames();

  /** Looks at one regular file of the archive. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * Takes a file.
     *
     * @param name as written in the archive: do not trust it
     * @param modifiedSeconds since 1970
     * @param content its bytes, only valid during the call
     * @return whether to go on
     */
    boolean visit(String name, long modifiedSeconds, InputStream content) throws IOException;
  }

  private SourceArchive(Path file) {
    this.file = file;
  }

  /**
   * Visits the regular files of an archive in its order.
   *
   * @throws DebwrightException if it cannot be read, or an entry would land outside of where it is
   *     unpacked or is a device
   */
  public static void visit(Path file, Visitor visitor) {
    try {
      new SourceArchive(file).visit(visitor);
    } catch (NoSuchFileException e) {
      throw new DebwrightException(
          Diagnostic.error("sdist-missing", "there is no file `" + file + "`"), e);
    } catch (IOException | IllegalArgumentException e) {
      // Commons Compress throws IllegalArgumentException for some damaged tar headers.
      throw new DebwrightException(refusal(file, "it is damaged: " + e.getMessage()), e);
    }
  }

  private void visit(Visitor visitor) throws IOException {
    String name = String.valueOf(file.getFileName());
    if (name.endsWith(".zip")) {
      visitZip(visitor);
      return;
    }
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        InputStream tar = new Bounded(decompressed(raw, name));
        TarArchiveInputStream entries = new TarArchiveInputStream(tar, "UTF-8")) {
      int count = 0;
      for (TarArchiveEntry entry = entries.getNextEntry();
          entry != null;
          entry = entries.getNextEntry()) {
        checkCount(++count);
        check(entry);
        if (entry.isFile()
            && !visitor.visit(
                entry.getName(), entry.getLastModifiedTime().to(TimeUnit.SECONDS), entries)) {
          return;
        }
      }
    }
  }

  private static InputStream decompressed(InputStream raw, String name) throws IOException {
    if (name.endsWith("gz")) {
      return GzipCompressorInputStream.builder()
          .setInputStream(raw)
          .setDecompressConcatenated(true)
          .get();
    }
    if (name.endsWith("bz2") || name.endsWith("tbz")) {
      return new BZip2CompressorInputStream(raw, true);
    }
    return name.endsWith("xz")
        ? XZCompressorInputStream.builder()
            .setInputStream(raw)
            .setDecompressConcatenated(true)
            .setMemoryLimitKiB(MOST_XZ_MEMORY_KIB)
            .get()
        : raw;
  }

  private void visitZip(Visitor visitor) throws IOException {
    try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
      Enumeration<ZipArchiveEntry> entries = zip.getEntries();
      for (int count = 1; entries.hasMoreElements(); count++) {
        checkCount(count);
        ZipArchiveEntry entry = entries.nextElement();
        check(zip, entry);
        if (entry.isDirectory() || entry.isUnixSymlink()) {
          continue;
        }
        try (InputStream content = new Bounded(zip.getInputStream(entry))) {
          if (!visitor.visit(entry.getName(), seconds(entry), content)) {
            return;
          }
        }
      }
    }
  }

  private void check(TarArchiveEntry entry) {
    boolean device = entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO();
    refuse(
        entry.getName(),
        device
            ? Optional.of("it is a device or a named pipe")
            : entry.isSymbolicLink()
                ? names.refusal(entry.getName(), entry.getLinkName())
                : entry.isLink()
                    ? names.refusalOfHardLink(entry.getName(), entry.getLinkName())
                    : names.refusal(entry.getName()));
  }

  private void check(ZipFile zip, ZipArchiveEntry entry) throws IOException {
    if (!entry.isUnixSymlink()) {
      refuse(entry.getName(), names.refusal(entry.getName()));
      return;
    }
    try (InputStream content = zip.getInputStream(entry)) {
      String target = new String(content.readNBytes(LONGEST_LINK), StandardCharsets.UTF_8);
      refuse(entry.getName(), names.refusal(entry.getName(), target));
    }
  }

  private void refuse(String name, Optional<String> why) {
    if (why.isPresent()) {
      throw Diagnostic.error(
              "sdist-member-refused", "`" + file.getFileName() + "` cannot be unpacked safely")
          .because(WheelProblem.printable("its member `" + name + "`: " + why.get()))
          .at(Location.of(file.toString()))
          .toException();
    }
  }

  // MS-DOS times know no zone and are taken for UTC's, whatever this machine's is; only an extra
  // field can say more.
  private static long seconds(ZipArchiveEntry entry) {
    boolean zoned =
        entry.getExtraField(X5455_ExtendedTimestamp.HEADER_ID) != null
            || entry.getExtraField(X000A_NTFS.HEADER_ID) != null;
    return zoned
        ? entry.getLastModifiedTime().to(TimeUnit.SECONDS)
        : entry.getTimeLocal().toEpochSecond(ZoneOffset.UTC);
  }

  private void checkCount(int count) {
    if (count > MOST_ENTRIES) {
      throw refusal(file, "at most " + MOST_ENTRIES + " entries are read").toException();
    }
  }

  static Diagnostic refusal(Path file, String why) {
    return Diagnostic.error(
            "sdist-invalid", "`" + file.getFileName() + "` is not a source distribution")
        .because(why)
        .at(Location.of(file.toString()));
  }

  /** Ends an endless stream. */
  private final class Bounded extends FilterInputStream {
    private long remaining = MOST_BYTES;

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      remaining -= Math.max(0, count);
      if (remaining < 0) {
        throw refusal(file, "at most " + MOST_BYTES + " B are decompressed").toException();
      }
      return count;
    }

    @Override
    public long skip(long wanted) throws IOException {
      // By reading, so that it is counted.
      return read(new byte[(int) Math.min(1 << 14, wanted)], 0, (int) Math.min(1 << 14, wanted));
    }
  }
}
