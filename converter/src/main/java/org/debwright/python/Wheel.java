package org.debwright.python;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;
import org.debwright.diagnostic.Reporter;

/**
 * A wheel file (PEP 427), opened and verified. Reads as a stream; never holds the whole.
 *
 * <p>Opening checks everything that can be known without decompressing the members: their names and
 * sizes, and that RECORD lists exactly them, each with a strong digest. METADATA, WHEEL and {@code
 * entry_points.txt} are verified then. The digest of every other member is verified while it is
 * {@linkplain #read read}: its last bytes are only handed out if it is right. So a wheel is
 * decompressed once, and what is made of it must not be published before all was read; {@link
 * #verify} reads all for those who want to know first.
 *
 * <p>Members may be read by several threads at once.
 */
public final class Wheel implements AutoCloseable {
  private static final int MOST_METADATA_BYTES = 16 << 20;
  private static final int MOST_WHEEL_BYTES = 1 << 20;
  private static final int MOST_ENTRY_POINTS_BYTES = 4 << 20;

  private final FileChannel channel;
  private final WheelFilename filename;
  private final WheelArchive archive;
  private final WheelInfo info;
  private final CoreMetadata metadata;
  private final List<EntryPoint> entryPoints;
  private final List<Member> members;
  private final MemberSpool spool = new MemberSpool();

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
   * @param sha256 of the content, as RECORD says and reading verifies, lower-case hexadecimal
   */
  public record Member(
      String name, Scheme scheme, String path, long sizeBytes, boolean executable, String sha256) {}

  private Wheel(FileChannel channel, Path file, WheelFilename filename, Reporter reporter)
      throws IOException {
    this.channel = channel;
    this.filename = filename;
    this.archive = WheelArchive.open(channel, file, filename);
    this.info = WheelInfo.parse(required("WHEEL", MOST_WHEEL_BYTES), filename.filename());
    this.metadata =
        CoreMetadata.parse(
            required("METADATA", MOST_METADATA_BYTES), filename.filename(), reporter);
    checkMetadata();
    checkTags();
    this.entryPoints = readEntryPoints();
    this.members = readMembers();
  }

  /**
   * Opens a wheel by its file name and checks it, see above.
   *
   * @throws DebwrightException with everything that is wrong, where it is no wheel or does not
   *     match its RECORD
   */
  public static Wheel open(Path file) {
    return open(file, Reporter.SILENT);
  }

  /** As {@link #open(Path)}; {@code reporter} takes warnings about its metadata. */
  public static Wheel open(Path file, Reporter reporter) {
    WheelFilename filename = WheelFilename.parse(String.valueOf(file.getFileName()));
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      try {
        return new Wheel(channel, file, filename, reporter);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (NoSuchFileException e) {
      throw new DebwrightException(
          Diagnostic.error("wheel-missing", "there is no file `" + file + "`"), e);
    } catch (IOException e) {
      throw new DebwrightException(
          Diagnostic.error("wheel-unreadable", "`" + file + "` cannot be read")
              .because(String.valueOf(e.getMessage())),
          e);
    }
  }

  private byte[] required(String name, int mostBytes) throws IOException {
    String member = archive.distInfo() + "/" + name;
    if (!archive.has(member)) {
      throw problem("wheel-dist-info-invalid", "it has no `" + member + "`");
    }
    return archive.read(member, mostBytes);
  }

  private void checkMetadata() {
    if (!metadata.name().equals(filename.project())
        || !metadata.version().equals(filename.version())) {
      throw problem(
          "wheel-metadata-mismatch",
          "its METADATA are those of `" + metadata.name() + "` " + metadata.version());
    }
  }

  // By its file name it was chosen; PEP 427 has the same tags in both.
  private void checkTags() {
    if (Collections.disjoint(info.tags(), filename.tags())) {
      throw problem(
          "wheel-tags-mismatch",
          "its file WHEEL has other tags than its name: `" + info.tags().iterator().next() + "`");
    }
  }

  private List<EntryPoint> readEntryPoints() throws IOException {
    String name = archive.distInfo() + "/entry_points.txt";
    if (!archive.has(name)) {
      return List.of();
    }
    String source = filename.filename() + "/entry_points.txt";
    byte[] content = archive.read(name, MOST_ENTRY_POINTS_BYTES);
    try {
      return EntryPoint.parseAll(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString(), source);
    } catch (CharacterCodingException e) {
      throw new DebwrightException(
          Diagnostic.error("entry-points-invalid", "`" + source + "` cannot be read")
              .because("it is not UTF-8")
              .at(Location.of(source)),
          e);
    }
  }

  private List<Member> readMembers() throws IOException {
    WheelLayout layout = new WheelLayout(filename.filename(), info.purelib());
    List<Member> found = new ArrayList<>();
    for (String name : archive.names()) {
      WheelLayout.Place place = layout.place(name);
      ZipMember file = archive.file(name);
      found.add(
          new Member(
              name,
              place.scheme(),
              place.path(),
              file.sizeBytes(),
              file.isExecutable(),
              sha256(name)));
    }
    layout.refuseIfWrong();
    return List.copyOf(found);
  }

  // Nearly every RECORD has SHA-256; where it has a longer one, ours must be computed.
  private String sha256(String name) throws IOException {
    Hash hash = archive.hash(name);
    if (hash.algorithm().equals("sha256")) {
      return hash.hex();
    }
    MessageDigest digest = VerifiedStream.digest("sha256");
    try (InputStream in = archive.open(name);
        OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      in.transferTo(out);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Its file name, parsed. */
  public WheelFilename filename() {
    return filename;
  }

  /** Its METADATA. */
  public CoreMetadata metadata() {
    return metadata;
  }

  /** Tags of its WHEEL file. */
  public Set<Tag> tags() {
    return info.tags();
  }

  /** {@code Root-Is-Purelib} of its WHEEL file. */
  public boolean isPurelib() {
    return info.purelib();
  }

  /** Name of the dist-info directory, for example {@code black-24.1.dist-info}. */
  public String distInfo() {
    return archive.distInfo();
  }

  /**
   * When it was made, as far as it says itself: the newest time of its members, in seconds since
   * 1970. Zip files know no time zone, so the clock that wrote them is taken for UTC's.
   */
  public long modified() {
    return archive.modified();
  }

  /** Its entry points, empty where it has none. */
  public List<EntryPoint> entryPoints() {
    return entryPoints;
  }

  /** All files but RECORD and its signatures, sorted by name; directories are not members. */
  public List<Member> members() {
    return members;
  }

  /**
   * The content of a member, which must be closed. Before handing out the last bytes the stream
   * throws DebwrightException where the digest is wrong; IOException means that reading failed.
   */
  public InputStream read(Member member) throws IOException {
    Optional<InputStream> spooled = spool.open(member.name());
    return spooled.isPresent() ? spooled.get() : archive.open(member.name());
  }

  /**
   * All of a member at once, verified, for content that is read here and there and not from its
   * beginning to its end. It lies in a temporary file that goes with the wheel; reading it later
   * does not inflate it again. Of more than 2 GiB only the beginning is given.
   */
  public MappedByteBuffer map(Member member) throws IOException {
    return spool.map(member.name(), member.sizeBytes(), () -> archive.open(member.name()));
  }

  /**
   * Reads every member and drops it.
   *
   * @throws DebwrightException with every member whose content is not what RECORD says
   */
  public void verify() {
    List<Diagnostic> wrong = new ArrayList<>();
    for (Member member : members) {
      try (InputStream in = read(member)) {
        in.transferTo(OutputStream.nullOutputStream());
      } catch (DebwrightException e) {
        wrong.addAll(e.diagnostics());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    if (!wrong.isEmpty()) {
      throw new DebwrightException(wrong);
    }
  }

  private DebwrightException problem(String code, String why) {
    return WheelProblem.of(filename.filename(), code, why).toException();
  }

  @Override
  public void close() {
    try (channel) {
      spool.close();
    } catch (IOException e) {
      // It was only read; nothing can have been lost.
      throw new UncheckedIOException(e);
    }
  }
}
