package org.debwright.deb;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Makes a tar of sources that come as something else, since {@code 3.0 (quilt)} takes nothing but
 * tars: the same source gives the same bytes. See dpkg-source(1).
 */
public final class SourceTar {
  // Java's own encoder: what a pool calls by one name must not depend on the machine.
  private static final Compression XZ = Compression.Method.XZ_JAVA.usually();
  private static final int EXECUTABLE = 0100;

  private SourceTar() {}

  /**
   * Of a directory.
   *
   * @param files below {@code root}: regular files and symbolic links, in the order to write
   * @param top directory that all of it is put into
   */
  public static void ofTree(
      Path root, List<Path> files, String top, long modifiedEpochSeconds, Path target)
      throws IOException {
    try (TarWriter tar = new TarWriter(encoder(target), modifiedEpochSeconds)) {
      tar.directory(top);
      for (Path file : files) {
        String path = top + "/" + root.relativize(file);
        if (Files.isSymbolicLink(file)) {
          tar.symlink(path, Files.readSymbolicLink(file).toString());
        } else {
          try (InputStream content = Files.newInputStream(file)) {
            tar.file(path, mode(Files.isExecutable(file)), Files.size(file), content);
          }
        }
      }
    }
  }

  /**
   * Of a zip file whose members were found safe to unpack.
   *
   * @param modifiedEpochSeconds for all of it: the times in a zip have no zone
   */
  public static void ofZip(Path zip, long modifiedEpochSeconds, Path target) throws IOException {
    try (ZipFile source = ZipFile.builder().setPath(zip).get();
        TarWriter tar = new TarWriter(encoder(target), modifiedEpochSeconds)) {
      for (ZipArchiveEntry entry : Collections.list(source.getEntries())) {
        if (entry.isDirectory()) {
          continue;
        }
        try (InputStream content = source.getInputStream(entry)) {
          if (entry.isUnixSymlink()) {
            tar.symlink(entry.getName(), source.getUnixSymlink(entry));
          } else {
            boolean executable = (entry.getUnixMode() & EXECUTABLE) != 0;
            tar.file(entry.getName(), mode(executable), entry.getSize(), content);
          }
        }
      }
    }
  }

  /** Of a tar that is not compressed; its bytes stay. */
  public static void ofTar(Path tar, Path target) throws IOException {
    try (OutputStream out = encoder(target)) {
      Files.copy(tar, out);
    }
  }

  /** Of texts by path: {@code debian/rules} is executable. */
  static void ofTexts(SortedMap<String, byte[]> texts, long modifiedEpochSeconds, Path target)
      throws IOException {
    try (TarWriter tar = new TarWriter(encoder(target), modifiedEpochSeconds)) {
      for (Map.Entry<String, byte[]> text : texts.entrySet()) {
        byte[] content = text.getValue();
        tar.file(
            text.getKey(),
            mode(text.getKey().equals("debian/rules")),
            content.length,
            new ByteArrayInputStream(content));
      }
    }
  }

  private static int mode(boolean executable) {
    return executable ? 0755 : 0644;
  }

  private static OutputStream encoder(Path target) throws IOException {
    return XZ.encode(new BufferedOutputStream(Files.newOutputStream(target)));
  }
}
