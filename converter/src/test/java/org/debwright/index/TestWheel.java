package org.debwright.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Bytes that are a wheel as far as its metadata go. */
final class TestWheel {
  static final String METADATA =
      "Metadata-Version: 2.1\nName: demo\nVersion: 1.0\nRequires-Dist: other>=2\n\nA long text\n";

  private TestWheel() {}

  /** With METADATA before or behind {@code padding} bytes that do not compress. */
  static byte[] bytes(String metadataName, String metadata, int paddingBefore, int paddingBehind)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      padding(zip, "demo/a.bin", paddingBefore);
      ZipEntry entry = new ZipEntry(metadataName);
      // The same bytes whenever it is made.
      entry.setTime(0);
      zip.putNextEntry(entry);
      zip.write(metadata.getBytes(UTF_8));
      zip.closeEntry();
      padding(zip, "demo/z.bin", paddingBehind);
    }
    return out.toByteArray();
  }

  static byte[] small() throws IOException {
    return bytes("demo-1.0.dist-info/METADATA", METADATA, 10, 0);
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void padding(ZipOutputStream zip, String name, int length) throws IOException {
    byte[] noise = new byte[length];
    new java.util.Random(7).nextBytes(noise);
    ZipEntry entry = new ZipEntry(name);
    CRC32 crc = new CRC32();
    crc.update(noise);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(length);
    entry.setCrc(crc.getValue());
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(noise);
    zip.closeEntry();
  }
}
