package org.debwright.deb;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

/**
 * How the members of a {@code .deb} are compressed. There is one encoder for each method and never
 * another in its place, so that a package has the same bytes on every machine.
 *
 * @param method which encoder
 * @param level the encoder's own scale, for example 6 of 0 to 9 for {@code xz}
 */
public record Compression(Method method, int level) {
  /** The encoders. */
  public enum Method {
    /** liblzma of this machine with one thread; every dpkg reads it. */
    XZ("xz", ".xz", 6, 0, 9),
    /** The same format by Java alone: other bytes and nearly twice the time. */
    XZ_JAVA("xz-java", ".xz", 6, 0, 9),
    /** Fast and a third larger; read by dpkg 1.21.18 and later, so not by bullseye's. */
    ZSTD("zstd", ".zst", 3, 1, 22),
    /** Read by every dpkg there ever was. */
    GZIP("gzip", ".gz", 9, 1, 9),
    /** Not compressed. */
    NONE("none", "", 0, 0, 0);

    private final String spelling;
    private final String extension;
    private final int usual;
    private final int lowest;
    private final int highest;

    Method(String spelling, String extension, int usual, int lowest, int highest) {
      this.spelling = spelling;
      this.extension = extension;
      this.usual = usual;
      this.lowest = lowest;
      this.highest = highest;
    }

    /** At its usual level. */
    public Compression usually() {
      return new Compression(this, usual);
    }
  }

  // The library's own is 512 B: each is a call out of Java.
  private static final int GZIP_BUFFER_BYTES = 1 << 16;

  /** What Debian's own packages have: {@code xz} at level 6. */
  public static final Compression DEFAULT = Method.XZ.usually();

  /** Checks; use {@link #parse} for text from outside. */
  public Compression {
    if (level < method.lowest || level > method.highest) {
      throw new IllegalArgumentException("no level of " + method.spelling + ": " + level);
    }
  }

  /**
   * Reads {@code METHOD[:LEVEL]}, for example {@code xz} or {@code zstd:19}.
   *
   * @throws DebwrightException if there is no such method or level
   */
  public static Compression parse(String text) {
    String[] parts = text.split(":", 2);
    Method method =
        Arrays.stream(Method.values())
            .filter(m -> m.spelling.equals(parts[0].toLowerCase(Locale.ROOT)))
            .findFirst()
            .orElseThrow(() -> unknown(text));
    if (parts.length == 1) {
      return method.usually();
    }
    if (!parts[1].matches("[0-9]{1,2}")) {
      throw unknown(text);
    }
    int level = Integer.parseInt(parts[1]);
    if (level < method.lowest || level > method.highest) {
      throw Diagnostic.error("compression-unknown", "`" + text + "` is not a compression")
          .because(
              "`%s` has levels %d to %d: %d"
                  .formatted(method.spelling, method.lowest, method.highest, level))
          .toException();
    }
    return new Compression(method, level);
  }

  private static DebwrightException unknown(String text) {
    return Diagnostic.error("compression-unknown", "`" + text + "` is not a compression")
        .because(
            Arrays.stream(Method.values())
                .map(m -> "`" + m.spelling + "`")
                .collect(Collectors.joining(", ", "known are ", ", each with `:LEVEL` behind it")))
        .toException();
  }

  /** What a member's name gets, for example {@code .xz}. */
  String extension() {
    return method.extension;
  }

  /** The same encoder with the least memory, for the few bytes of {@code control.tar}. */
  Compression forControl() {
    return switch (method) {
      // Level 6 clears 90 MB of tables before the first byte; level 1 a tenth of that.
      case XZ, XZ_JAVA -> new Compression(method, Math.min(level, 1));
      case ZSTD, GZIP, NONE -> this;
    };
  }

  /**
   * Encodes what is written to the result; closing it closes {@code target}.
   *
   * @throws DebwrightException if the encoder cannot be had on this machine
   */
  public OutputStream encode(OutputStream target) throws IOException {
    return switch (method) {
      case XZ -> new LiblzmaOutputStream(target, level);
      case XZ_JAVA -> new XZOutputStream(target, new LZMA2Options(level), XZ.CHECK_CRC64);
      case ZSTD -> new ZstdOutputStream(target, level);
      case GZIP -> gzip(target);
      case NONE -> target;
    };
  }

  // java.util.zip's own header changed with Java 16; this one says the same on all.
  private OutputStream gzip(OutputStream target) throws IOException {
    GzipParameters header = new GzipParameters();
    header.setCompressionLevel(level);
    header.setOperatingSystem(255);
    header.setBufferSize(GZIP_BUFFER_BYTES);
    return new GzipCompressorOutputStream(target, header);
  }

  /** {@code xz:6}, as {@link #parse} reads it. */
  @Override
  public String toString() {
    return method.spelling + ":" + level;
  }
}
