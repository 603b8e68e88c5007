package org.debwright.deb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.debwright.debian.Architecture;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.Stanza;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;
import org.tukaani.xz.XZInputStream;

/**
 * Reads {@code .deb} files, see deb(5), trusting nothing in them. Streams: memory does not grow
 * with the package, however far its contents expand.
 */
public final class DebReader {
  // The longest control file in Debian has 200 kB, the longest name of a file 4 kB.
  private static final int CONTROL_BYTES = 1 << 20;
  private static final int CONTENT_BYTES = 1 << 22;
  private static final int HEADER_BYTES = 1 << 20;
  // dpkg-deb's strongest xz has a dictionary of 64 MiB.
  private static final int XZ_MEMORY_KIB = 80 << 10;

  // 32 digits and two blanks.
  private static final int MD5_COLUMN = 34;

  private DebReader() {}

  /** Copies the data archive as it is packed, and gives the time of the package's members. */
  static long copyData(Path deb, Path target) throws IOException {
    try (ArArchiveInputStream ar =
        new ArArchiveInputStream(new BufferedInputStream(Files.newInputStream(deb), 1 << 16))) {
      for (ArArchiveEntry entry = ar.getNextEntry(); entry != null; entry = ar.getNextEntry()) {
        if (entry.getName().startsWith("data.tar")) {
          Files.copy(ar, target, StandardCopyOption.REPLACE_EXISTING);
          return entry.getLastModified();
        }
      }
    }
    throw new IOException("it has no `data.tar`");
  }

  /** What is done with a member of the outer archive. */
  private interface Reading<T> {
    T read(InputStream tar) throws IOException;
  }

  /**
   * The control file and the digest.
   *
   * @throws DebwrightException if it is no package, or Package, Version or Architecture is missing
   *     or malformed
   */
  public static DebFile read(Path deb) {
    return guarded(
        deb,
        () -> {
          Stanza control = Stanza.parse(within(deb, "control.tar", DebReader::controlFile));
          DebFile file = new DebFile(deb, control, Files.size(deb), Sha256.of(deb));
          check(control);
          return file;
        });
  }

  /**
   * Passes every member of the data archive, in its order.
   *
   * @throws DebwrightException if it is no package, or a path leaves the root
   */
  public static void list(Path deb, Consumer<DebMember> visitor) {
    guarded(
        deb,
        () ->
            within(
                deb,
                "data.tar",
                tar -> {
                  walk(tar, (entry, content) -> visitor.accept(member(entry)));
                  return deb;
                }));
  }

  /**
   * Digests of all regular files, by absolute path.
   *
   * @throws DebwrightException if it is no package, or a path leaves the root
   */
  public static SortedMap<String, Sha256> digests(Path deb) {
    return guarded(deb, () -> within(deb, "data.tar", DebReader::digestsOfTar));
  }

  /**
   * The content of a regular file, which has at most 1 MiB.
   *
   * @param path absolute
   * @throws DebwrightException if it is no package, or the file is larger
   */
  public static Optional<byte[]> file(Path deb, String path) {
    return guarded(
        deb,
        () ->
            within(
                deb,
                "data.tar",
                tar -> {
                  List<byte[]> found = new ArrayList<>();
                  walk(
                      tar,
                      (entry, content) -> {
                        if (entry.isFile() && absolute(entry.getName()).equals(path)) {
                          if (entry.getSize() > CONTROL_BYTES) {
                            throw new IOException("`" + path + "` has more than 1 MiB");
                          }
                          found.add(content.readAllBytes());
                        }
                      });
                  return found.stream().findFirst();
                }));
  }

  /**
   * The time of all that is in a package, seconds since 1970.
   *
   * @throws DebwrightException if it is no package
   */
  static long modified(Path deb) {
    return guarded(
        deb,
        () -> {
          try (ArArchiveInputStream ar = new ArArchiveInputStream(Files.newInputStream(deb))) {
            ArArchiveEntry first = ar.getNextEntry();
            if (first == null) {
              throw new IOException("it is empty");
            }
            return first.getLastModified();
          }
        });
  }

  /**
   * Passes the content of the regular files that are wanted and have at most 4 MiB; larger ones are
   * passed over.
   *
   * @param wanted by absolute path
   * @throws DebwrightException if it is no package, or a path leaves the root
   */
  public static void contents(
      Path deb, Predicate<String> wanted, BiConsumer<String, byte[]> visitor) {
    guarded(
        deb,
        () ->
            within(
                deb,
                "data.tar",
                tar -> {
                  walk(
                      tar,
                      (entry, content) -> {
                        String path = absolute(entry.getName());
                        if (kind(entry) == DebMember.Kind.FILE
                            && entry.getSize() <= CONTENT_BYTES
                            && wanted.test(path)) {
                          visitor.accept(path, content.readNBytes(CONTENT_BYTES));
                        }
                      });
                  return deb;
                }));
  }

  /**
   * Absolute paths of all regular files as {@code md5sums} has them; the data archive is not read.
   *
   * @throws DebwrightException if it is no package
   */
  public static SortedSet<String> files(Path deb) {
    SortedSet<String> files = new TreeSet<>();
    controlMembers(deb)
        .getOrDefault("md5sums", "")
        .lines()
        .filter(line -> line.length() > MD5_COLUMN)
        .forEach(line -> files.add("/" + line.substring(MD5_COLUMN)));
    return files;
  }

  /** Texts of the control archive by name. */
  static SortedMap<String, String> controlMembers(Path deb) {
    return guarded(
        deb,
        () ->
            within(
                deb,
                "control.tar",
                in -> {
                  SortedMap<String, String> members = new TreeMap<>();
                  walk(
                      in,
                      (entry, content) -> {
                        if (entry.isFile()) {
                          String name = absolute(entry.getName()).substring(1);
                          members.put(name, new String(content.readAllBytes(), UTF_8));
                        }
                      });
                  return members;
                }));
  }

  private static SortedMap<String, Sha256> digestsOfTar(InputStream in) throws IOException {
    SortedMap<String, Sha256> digests = new TreeMap<>();
    walk(
        in,
        (entry, content) -> {
          if (kind(entry) == DebMember.Kind.FILE) {
            MessageDigest digest = Sha256.algorithm();
            new DigestInputStream(content, digest).transferTo(OutputStream.nullOutputStream());
            digests.put(absolute(entry.getName()), Sha256.finished(digest));
          }
        });
    return digests;
  }

  private static void check(Stanza control) throws IOException {
    PackageName.parse(required(control, "Package"));
    DebianVersion.parse(required(control, "Version"));
    String architecture = required(control, "Architecture");
    if (!architecture.equals(Architecture.ALL.name())) {
      Architecture.parse(architecture);
    }
  }

  private static String required(Stanza control, String field) throws IOException {
    return control.get(field).orElseThrow(() -> new IOException("no field `" + field + "`"));
  }

  private static <T> T within(Path deb, String member, Reading<T> reading) throws IOException {
    try (ArArchiveInputStream ar =
        new ArArchiveInputStream(new BufferedInputStream(Files.newInputStream(deb), 1 << 16))) {
      ArArchiveEntry first = ar.getNextEntry();
      if (first == null || !first.getName().equals("debian-binary") || ar.read() != '2') {
        throw new IOException("it does not begin with `debian-binary` of format 2");
      }
      for (ArArchiveEntry entry = ar.getNextEntry(); entry != null; entry = ar.getNextEntry()) {
        if (entry.getName().startsWith(member)) {
          try (InputStream tar = decode(ar, entry.getName().substring(member.length()))) {
            return reading.read(tar);
          }
        }
      }
      throw new IOException("it has no `" + member + "`");
    }
  }

  private static InputStream decode(InputStream packed, String extension) throws IOException {
    return switch (extension) {
      case "" -> packed;
      case ".gz" ->
          GzipCompressorInputStream.builder()
              .setInputStream(packed)
              .setDecompressConcatenated(true)
              .get();
      case ".xz" -> new XZInputStream(packed, XZ_MEMORY_KIB);
      case ".zst" -> new ZstdInputStream(packed);
      default -> throw new IOException("its compression `" + extension + "` is not known");
    };
  }

  private static String controlFile(InputStream in) throws IOException {
    Allowance allowance = new Allowance(in);
    TarArchiveInputStream tar = new TarArchiveInputStream(allowance, UTF_8.name());
    allowance.atMost(HEADER_BYTES);
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      if (entry.isFile() && absolute(entry.getName()).equals("/control")) {
        if (entry.getSize() > CONTROL_BYTES) {
          throw new IOException("its control file has more than 1 MiB");
        }
        allowance.atMost(CONTROL_BYTES + HEADER_BYTES);
        return new String(tar.readNBytes(CONTROL_BYTES), UTF_8);
      }
      allowance.atMost(entry.getSize() + HEADER_BYTES);
    }
    throw new IOException("it has no control file");
  }

  /** What is done with a member of a tar archive. */
  private interface Visit {
    void visit(TarArchiveEntry entry, InputStream content) throws IOException;
  }

  private static void walk(InputStream in, Visit visit) throws IOException {
    Allowance allowance = new Allowance(in);
    TarArchiveInputStream tar = new TarArchiveInputStream(allowance, UTF_8.name());
    allowance.atMost(HEADER_BYTES);
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      allowance.atMost(entry.getSize() + HEADER_BYTES);
      visit.visit(entry, tar);
    }
  }

  private static DebMember member(TarArchiveEntry entry) throws IOException {
    DebMember.Kind kind = kind(entry);
    return new DebMember(
        absolute(entry.getName()),
        kind,
        entry.getMode() & 07777,
        kind == DebMember.Kind.FILE ? entry.getSize() : 0,
        entry.getLinkName(),
        new DebMember.Owner(
            entry.getLongUserId(),
            entry.getLongGroupId(),
            entry.getUserName(),
            entry.getGroupName()));
  }

  private static DebMember.Kind kind(TarArchiveEntry entry) {
    if (entry.isSymbolicLink()) {
      return DebMember.Kind.SYMLINK;
    } else if (entry.isLink()) {
      return DebMember.Kind.HARD_LINK;
    } else if (entry.isDirectory()) {
      return DebMember.Kind.DIRECTORY;
    }
    return entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO()
        ? DebMember.Kind.SPECIAL
        : DebMember.Kind.FILE;
  }

  private static String absolute(String name) throws IOException {
    String path = name.replaceFirst("^(\\./+)+|^\\.$", "").replaceAll("/+$", "");
    if (path.startsWith("/") || ("/" + path + "/").contains("/../")) {
      throw new IOException("`" + name.replaceAll("\\p{Cntrl}", "?") + "` leaves the root");
    }
    return "/" + path;
  }

  /** Reading that may find nonsense. */
  private interface Attempt<T> {
    T get() throws IOException;
  }

  // The decoders report nonsense with checked and unchecked exceptions alike.
  private static <T> T guarded(Path deb, Attempt<T> attempt) {
    try {
      return attempt.get();
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new DebwrightException(
          Diagnostic.error("deb-malformed", "`" + deb.getFileName() + "` is not a Debian package")
              .because(String.valueOf(e.getMessage()))
              .at(Location.of(deb.toString())),
          e);
    }
  }
}
