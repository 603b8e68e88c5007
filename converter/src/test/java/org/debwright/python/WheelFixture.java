package org.debwright.python;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;

/** Writes wheels of {@code demo} 1.0, right ones and, on request, wrong ones. */
final class WheelFixture {
  static final String DIST_INFO = "demo-1.0.dist-info";

  private final List<ZipFixture.Item> items = new ArrayList<>();
  private String filename = "demo-1.0-py3-none-any.whl";
  private String metadata = "Metadata-Version: 2.1\nName: demo\nVersion: 1.0\n";
  private String wheel = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n";
  private String algorithm = "sha256";
  private UnaryOperator<String> record = UnaryOperator.identity();
  private UnaryOperator<byte[]> bytes = UnaryOperator.identity();

  WheelFixture filename(String value) {
    filename = value;
    return this;
  }

  WheelFixture metadata(String value) {
    metadata = value;
    return this;
  }

  WheelFixture wheel(String value) {
    wheel = value;
    return this;
  }

  WheelFixture algorithm(String value) {
    algorithm = value;
    return this;
  }

  WheelFixture file(String name, String content) {
    return file(ZipFixture.item(name, content));
  }

  WheelFixture file(ZipFixture.Item item) {
    items.add(item);
    return this;
  }

  /** Changes RECORD before it is written. */
  WheelFixture record(UnaryOperator<String> change) {
    record = change;
    return this;
  }

  /** Changes the whole file. */
  WheelFixture bytes(UnaryOperator<byte[]> change) {
    bytes = change;
    return this;
  }

  Path write(Path directory) {
    List<ZipFixture.Item> all = new ArrayList<>(items);
    add(all, "METADATA", metadata);
    add(all, "WHEEL", wheel);
    StringBuilder rows = new StringBuilder();
    all.stream().filter(item -> !item.name.endsWith("/")).forEach(item -> rows.append(row(item)));
    rows.append(DIST_INFO).append("/RECORD,,\n");
    add(all, "RECORD", record.apply(rows.toString()));
    ZipFixture zip = new ZipFixture();
    all.forEach(zip::add);
    try {
      return Files.write(directory.resolve(filename), bytes.apply(zip.bytes()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void add(List<ZipFixture.Item> items, String name, String content) {
    if (!content.isEmpty()) {
      items.add(ZipFixture.item(DIST_INFO + "/" + name, content));
    }
  }

  private String row(ZipFixture.Item item) {
    return "\""
        + item.name
        + "\","
        + algorithm
        + "="
        + digest(item.content)
        + ","
        + item.size
        + "\n";
  }

  private String digest(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance(algorithm.replace("sha", "SHA-")).digest(content);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }
}
