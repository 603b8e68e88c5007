package org.debwright.python;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A wheel file (PEP 427), opened and verified: each member's digest is that of RECORD before a byte
 * of it is believed. Reads as a stream; never holds the whole.
 */
public final class Wheel implements AutoCloseable {
  private Wheel() {}

  /** Where a member goes when installed: the install schemes of PEP 427. */
  public enum Scheme {
    /** Pure Python library, or the wheel's root. */
    PURELIB,
    /** Library with machine code, or the root of such a wheel. */
    PLATLIB,
    /** {@code .data/scripts}. */
    SCRIPTS,
    /** {@code .data/headers}. */
    HEADERS,
    /** {@code .data/data}. */
    DATA
  }

  /**
   * A file in the wheel.
   *
   * @param name its name in the archive
   * @param path where it goes, relative to its scheme, with {@code /}; no {@code ..}, not absolute
   * @param sizeBytes uncompressed
   * @param executable whether the central directory gives it an execute bit
   * @param sha256 of the content, verified, lower-case hexadecimal
   */
  public record Member(
      String name, Scheme scheme, String path, long sizeBytes, boolean executable, String sha256) {}

  /**
   * Opens and verifies. Throws DebwrightException where it is no wheel or does not match its
   * RECORD.
   */
  public static Wheel open(Path file) {
    throw new UnsupportedOperationException();
  }

  /** Its file name, parsed. */
  public WheelFilename filename() {
    throw new UnsupportedOperationException();
  }

  /** Its METADATA. */
  public CoreMetadata metadata() {
    throw new UnsupportedOperationException();
  }

  /** Tags of its WHEEL file. */
  public Set<Tag> tags() {
    throw new UnsupportedOperationException();
  }

  /** {@code Root-Is-Purelib} of its WHEEL file. */
  public boolean isPurelib() {
    throw new UnsupportedOperationException();
  }

  /** Name of the dist-info directory, for example {@code black-24.1.dist-info}. */
  public String distInfo() {
    throw new UnsupportedOperationException();
  }

  /** Its entry points, empty where it has none. */
  public List<EntryPoint> entryPoints() {
    throw new UnsupportedOperationException();
  }

  /** All files but RECORD and its signatures, sorted by name; directories are not members. */
  public List<Member> members() {
    throw new UnsupportedOperationException();
  }

  /** The content of a member; the stream fails at its end where the digest is wrong. */
  public InputStream read(Member member) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
