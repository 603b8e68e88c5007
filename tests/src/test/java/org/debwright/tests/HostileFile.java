package org.debwright.tests;

import static org.debwright.tests.HostileText.bytes;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/** What can be done to the bytes of any file, however it was made. */
final class HostileFile {
  private byte[] content;

  HostileFile(byte[] content) {
    this.content = content.clone();
  }

  /** Applies a line where it is about bytes; whether it was. */
  boolean apply(List<String> line) {
    switch (line.get(0)) {
      case "cut" -> content = Arrays.copyOf(content, place(line.get(1)));
      case "append" -> content = joined(content, bytes(line.get(1)));
      case "prepend" -> content = joined(bytes(line.get(1)), content);
      case "poke" -> {
        byte[] patch = bytes(line.get(2));
        System.arraycopy(patch, 0, content, place(line.get(1)), patch.length);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** A place counted from the beginning, from the end, or in percent of the whole. */
  private int place(String text) {
    if (text.endsWith("%")) {
      return content.length * Integer.parseInt(text.replace("%", "")) / 100;
    }
    int place = Integer.parseInt(text);
    return place < 0 ? content.length + place : place;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(first);
    out.writeBytes(second);
    return out.toByteArray();
  }

  byte[] content() {
    return content.clone();
  }
}
