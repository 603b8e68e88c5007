package org.debwright.convert;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.debwright.python.Wheel;

/** A wheel made for a test, with a RECORD that fits. */
final class WheelFile {
  private final String stem;
  private final String tag;
  private final Map<String, byte[]> members = new LinkedHashMap<>();

  private WheelFile(String stem, String tag) {
    this.stem = stem;
    this.tag = tag;
  }

  /** For example {@code demo-1.0} and {@code py3-none-any}. */
  static WheelFile of(String stem, String tag) {
    String[] parts = stem.split("-", -1);
    return new WheelFile(stem, tag)
        .with(
            stem + ".dist-info/METADATA",
            "Metadata-Version: 2.1\nName: " + parts[0] + "\nVersion: " + parts[1] + "\n")
        .with(
            stem + ".dist-info/WHEEL",
            "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: "
                + tag.endsWith("-any")
                + "\nTag: "
                + tag
                + "\n");
  }

  WheelFile with(String name, String content) {
    return with(name, content.getBytes(StandardCharsets.UTF_8));
  }

  WheelFile with(String name, byte[] content) {
    members.put(name, content);
    return this;
  }

  WheelFile withMetadata(String fields) {
    String name = stem + ".dist-info/METADATA";
    return with(name, new String(members.get(name), StandardCharsets.UTF_8) + fields);
  }

  Wheel open(Path directory) {
    Path file = directory.resolve(stem + "-" + tag + ".whl");
    try (OutputStream out = Files.newOutputStream(file);
        ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
      StringBuilder record = new StringBuilder();
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        add(zip, member.getKey(), member.getValue());
        record.append(line(member.getKey(), member.getValue()));
      }
      record.append(stem).append(".dist-info/RECORD,,\n");
      add(zip, stem + ".dist-info/RECORD", record.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Wheel.open(file);
  }

  private static void add(ZipArchiveOutputStream zip, String name, byte[] content)
      throws IOException {
    ZipArchiveEntry entry = new ZipArchiveEntry(name);
    entry.setUnixMode(name.contains(".data/scripts/") ? 0100755 : 0100644);
    zip.putArchiveEntry(entry);
    zip.write(content);
    zip.closeArchiveEntry();
  }

  private static String line(String name, byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
      return name + ",sha256=" + hash + "," + content.length + "\n";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] read(org.debwright.debian.Entry entry) {
    try (var in = ((org.debwright.debian.Entry.RegularFile) entry).content().open();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      in.transferTo(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
