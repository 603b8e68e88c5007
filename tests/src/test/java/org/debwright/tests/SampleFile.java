package org.debwright.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A release file as an index serves it. */
final class SampleFile {
  private final String name;
  private final byte[] content;
  private final String metadata;

  /**
   * A file.
   *
   * @param metadata content of its METADATA, for indexes that serve that beside; empty where there
   *     is none
   */
  SampleFile(String name, byte[] content, String metadata) {
    this.name = name;
    this.content = content.clone();
    this.metadata = metadata;
  }

  String name() {
    return name;
  }

  byte[] content() {
    return content.clone();
  }

  String metadata() {
    return metadata;
  }

  /** The digest of the content, hexadecimal. */
  String sha256() {
    return sha256(content);
  }

  static String sha256(byte[] content) {
    return HexFormat.of().formatHex(digest(content));
  }

  static byte[] digest(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same name with the first {@code length} bytes only. */
  SampleFile cutTo(int length) {
    return new SampleFile(name, Arrays.copyOf(content, length), metadata);
  }

  /** The same name and metadata with other content. */
  SampleFile holding(byte[] other) {
    return new SampleFile(name, other, metadata);
  }

  /** Writes it under its name. */
  Path into(Path directory) {
    try {
      Files.createDirectories(directory);
      return Files.write(directory.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
