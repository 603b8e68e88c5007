package org.debwright.transition.plan;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.debwright.deb.Sha256;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;
import org.debwright.transition.survey.RawName;
import org.debwright.transition.survey.Root;

/**
 * Takes the manifest of a root. An entry's words:
 *
 * <pre>
 * TYPE mode=0755 owner=0:50 mtime=1700000000.123456789 [size=N sha256=HEX | to=TARGET | device=N] [xattr:NAME=BASE64]…
 * </pre>
 *
 * TYPE is {@code file}, {@code directory}, {@code link}, {@code fifo}, {@code socket}, {@code char}
 * or {@code block}; nothing but files is opened, no link is followed.
 */
public final class ManifestReader {
  private static final long NANOS = 1_000_000_000L;

  private final Root root;
  private final ExtendedAttributes extended = ExtendedAttributes.bind();
  private final List<String> paths = new ArrayList<>();

  private ManifestReader(Root root) {
    this.root = root;
  }

  /**
   * Looks at paths and all below them.
   *
   * @throws DebwrightException if something there cannot be read
   */
  public static Manifest take(Root root, List<String> watched) {
    ManifestReader reader = new ManifestReader(root);
    for (String path : watched) {
      reader.collect(reader.root.lexical(path), path);
    }
    SortedMap<String, String> entries =
        reader.paths.parallelStream()
            .collect(
                Collectors.toMap(path -> path, reader::describe, (one, same) -> one, TreeMap::new));
    return new Manifest(watched, entries);
  }

  private void collect(Path file, String path) {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    paths.add(path);
    if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (DirectoryStream<Path> children = Files.newDirectoryStream(file)) {
      for (Path child : children) {
        collect(child, path + "/" + RawName.of(child));
      }
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private String describe(String path) {
    Path file = root.lexical(path);
    try {
      Map<String, Object> found =
          Files.readAttributes(
              file, "unix:mode,uid,gid,size,rdev,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
      int mode = number(found, "mode").intValue();
      StringBuilder words = new StringBuilder();
      words.append(
          String.format(
              Locale.ROOT,
              "%s mode=%04o owner=%d:%d mtime=%s",
              type(mode),
              mode & 07777,
              number(found, "uid").longValue(),
              number(found, "gid").longValue(),
              time(found)));
      switch (type(mode)) {
        case "file" ->
            words
                .append(" size=")
                .append(number(found, "size").longValue())
                .append(" sha256=")
                .append(Sha256.of(file));
        case "link" ->
            words
                .append(" to=")
                .append(PlanWord.encode(RawName.text(Files.readSymbolicLink(file))));
        case "char", "block" -> words.append(" device=").append(number(found, "rdev").longValue());
        default -> {}
      }
      extended
          .of(file)
          .forEach(
              (name, value) ->
                  words
                      .append(" xattr:")
                      .append(PlanWord.encode(name))
                      .append('=')
                      .append(Base64.getEncoder().encodeToString(value)));
      return words.toString();
    } catch (NoSuchFileException gone) {
      throw unreadable(path, gone);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static Number number(Map<String, Object> found, String name) {
    return (Number) java.util.Objects.requireNonNull(found.get(name));
  }

  private static String time(Map<String, Object> found) {
    long nanos =
        ((FileTime) java.util.Objects.requireNonNull(found.get("lastModifiedTime")))
            .to(TimeUnit.NANOSECONDS);
    return String.format(
        Locale.ROOT, "%d.%09d", Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
  }

  // stat(2), S_IFMT.
  private static String type(int mode) {
    return switch (mode & 0170000) {
      case 0100000 -> "file";
      case 0040000 -> "directory";
      case 0120000 -> "link";
      case 0010000 -> "fifo";
      case 0140000 -> "socket";
      case 0020000 -> "char";
      default -> "block";
    };
  }

  private static DebwrightException unreadable(String path, IOException failure) {
    return new DebwrightException(
        Diagnostic.error(
                "manifest-incomplete", "`" + RawName.printable(path) + "` cannot be looked at")
            .because(failure.getClass().getSimpleName() + ": " + failure.getMessage())
            .mend("run as root, while nothing changes the directory")
            .at(Location.of(RawName.printable(path))),
        failure);
  }
}
