package org.debwright.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a source is, by content: a file's SHA-256, or one over the names, modes and bytes of a
 * directory.
 */
final class SourceDigest {
  private static final int BUFFER = 1 << 16;

  private SourceDigest() {}

  /** Lower-case hexadecimal digits. */
  static String of(Path file, String salt) throws IOException {
    return of(Source.of(file), salt);
  }

  /**
   * As above; the checkout's commit is in the salt, so that what keeps its history does not count.
   */
  static String of(Source from, String salt) throws IOException {
    Path source = from.path();
    MessageDigest digest = sha256();
    digest.update(salt.getBytes(StandardCharsets.UTF_8));
    if (!Files.isDirectory(source)) {
      update(digest, source);
    } else {
      for (Path file : files(source, /* withHistory= */ false)) {
        String name = source.relativize(file).toString();
        if (Files.isSymbolicLink(file)) {
          add(digest, "l" + name + "\0" + Files.readSymbolicLink(file));
        } else {
          add(digest, (Files.isExecutable(file) ? "x" : "-") + name + "\0" + Files.size(file));
          update(digest, file);
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, String text) {
    digest.update((text + "\0").getBytes(StandardCharsets.UTF_8));
  }

  // Files and symbolic links, which are not followed. What earlier builds and version control leave
  // beside the source is not the source.
  // A checkout's history is kept all the same, since projects read their version from it.
  static List<Path> files(Source source) throws IOException {
    return files(source.path(), source.isCheckout());
  }

  private static List<Path> files(Path directory, boolean withHistory) throws IOException {
    try (Stream<Path> walk = Files.walk(directory)) {
      return walk.filter(
              file ->
                  Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                      || Files.isSymbolicLink(file))
          .filter(file -> !isLitter(directory.relativize(file), withHistory))
          .sorted()
          .toList();
    }
  }

  private static boolean isLitter(Path relative, boolean withHistory) {
    if (withHistory && relative.startsWith(".git")) {
      return false;
    }
    for (Path segment : relative) {
      String name = segment.toString();
      if (name.equals("__pycache__") || name.equals(".git") || name.endsWith(".egg-info")) {
        return true;
      }
    }
    String first = relative.getName(0).toString();
    return relative.getNameCount() > 1 && (first.equals("build") || first.equals("dist"));
  }

  private static void update(MessageDigest digest, Path file) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
