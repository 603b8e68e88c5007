package org.debwright.tests;

import static org.debwright.tests.HostileText.bytes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A source distribution that would build, but for what the lines of a block say. */
final class HostileSdist {
  private static final Map<String, Byte> TYPES =
      Map.of(
          "file", TarConstants.LF_NORMAL,
          "symlink", TarConstants.LF_SYMLINK,
          "hardlink", TarConstants.LF_LINK,
          "char", TarConstants.LF_CHR,
          "block", TarConstants.LF_BLK,
          "fifo", TarConstants.LF_FIFO,
          "directory", TarConstants.LF_DIR);

  private HostileSdist() {}

  static byte[] of(HostileCase.Block block) {
    String stem = block.name().replaceFirst("\\.(tar\\.gz|zip)$", "");
    List<List<String>> late = new ArrayList<>();
    byte[] content =
        block.name().endsWith(".zip") ? zip(block, stem, late) : tar(block, stem, late);
    HostileFile file = new HostileFile(content);
    for (List<String> line : late) {
      if (!file.apply(line)) {
        throw new IllegalArgumentException(block.name() + ": " + line);
      }
    }
    return file.content();
  }

  private static byte[] tar(HostileCase.Block block, String stem, List<List<String>> late) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new GZIPOutputStream(out), "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      usual(stem).forEach((name, text) -> put(tar, "file", name, text));
      for (List<String> line : block.lines()) {
        if (TYPES.containsKey(line.get(0))) {
          put(tar, line.get(0), line.get(1), line.size() > 2 ? line.get(2) : "");
        } else {
          late.add(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void put(TarArchiveOutputStream tar, String type, String name, String text) {
    TarArchiveEntry entry = new TarArchiveEntry(name, TYPES.get(type), true);
    byte[] content = type.equals("file") ? bytes(text) : new byte[0];
    entry.setSize(content.length);
    entry.setModTime(1_700_000_000_000L);
    if (type.endsWith("link")) {
      entry.setLinkName(text);
    }
    try {
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] zip(HostileCase.Block block, String stem, List<List<String>> late) {
    ZipForge zip = new ZipForge();
    usual(stem).forEach((name, text) -> zip.add(new ZipForge.Entry(bytes(name), bytes(text))));
    for (List<String> line : block.lines()) {
      if (TYPES.containsKey(line.get(0))) {
        ZipForge.Entry entry =
            new ZipForge.Entry(bytes(line.get(1)), bytes(line.size() > 2 ? line.get(2) : ""));
        zip.add(entry.set("mode", line.get(0).equals("symlink") ? 0120777 : 0100644));
      } else {
        late.add(line);
      }
    }
    return zip.bytes();
  }

  private static Map<String, String> usual(String stem) {
    String name = stem.replaceFirst("-.*", "");
    String version = stem.substring(stem.indexOf('-') + 1);
    return Map.of(
        stem + "/PKG-INFO",
        "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n",
        stem + "/setup.py",
        "from setuptools import setup\nsetup(name='" + name + "', version='" + version + "')\n");
  }
}
