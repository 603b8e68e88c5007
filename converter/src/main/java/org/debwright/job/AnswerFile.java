package org.debwright.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Rows of texts in one file, behind their {@link Checksum}. Read back it is what was written, or
 * nothing. As {@link Memo}, for what has to be read in less time than it takes to load a SHA-256.
 */
final class AnswerFile {
  private AnswerFile() {}

  static byte[] encode(List<List<String>> rows) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (List<String> row : rows) {
        out.writeInt(row.size());
        for (String text : row) {
          byte[] encoded = text.getBytes(UTF_8);
          out.writeInt(encoded.length);
          out.write(encoded);
        }
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    byte[] content = bytes.toByteArray();
    byte[] checksum = Checksum.of(content).getBytes(UTF_8);
    return ByteBuffer.allocate(checksum.length + content.length).put(checksum).put(content).array();
  }

  /** The rows of a file, empty where it is not there or damaged. */
  static Optional<List<List<String>>> read(Path file) {
    try {
      return decode(Files.readAllBytes(file));
    } catch (IOException absent) {
      return Optional.empty();
    }
  }

  static Optional<List<List<String>>> decode(byte[] all) {
    if (all.length < Checksum.LENGTH) {
      return Optional.empty();
    }
    byte[] content = Arrays.copyOfRange(all, Checksum.LENGTH, all.length);
    if (!Checksum.of(content).equals(new String(all, 0, Checksum.LENGTH, UTF_8))) {
      return Optional.empty();
    }
    try {
      List<List<String>> rows = new ArrayList<>();
      ByteBuffer in = ByteBuffer.wrap(content);
      while (in.hasRemaining()) {
        rows.add(row(in));
      }
      return Optional.of(rows);
    } catch (BufferUnderflowException | NegativeArraySizeException foreign) {
      return Optional.empty();
    }
  }

  private static List<String> row(ByteBuffer in) {
    List<String> row = new ArrayList<>();
    for (int left = in.getInt(); left > 0; left--) {
      byte[] text = new byte[Math.min(in.getInt(), in.remaining())];
      in.get(text);
      row.add(new String(text, UTF_8));
    }
    return row;
  }
}
