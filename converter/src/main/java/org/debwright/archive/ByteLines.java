package org.debwright.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks over the lines of a stream without making an object for each: Contents files have millions.
 * The current line is {@code bytes()[start() .. end())}, without its line feed.
 */
final class ByteLines {
  private static final int INITIAL_SIZE = 1 << 18;
  // The longest real line, a Provides field, has some 30 kB; a path has at most 4 kB.
  private static final int LONGEST_LINE = 1 << 24;

  private final InputStream stream;
  private byte[] buffer = new byte[INITIAL_SIZE];
  private int filled;
  private int next;
  private int start;
  private int end;
  private boolean exhausted;

  ByteLines(InputStream stream) {
    this.stream = stream;
  }

  /** Moves to the next line; false at the end. */
  boolean advance() throws IOException {
    start = next;
    int scan = start;
    while (true) {
      while (scan < filled && buffer[scan] != '\n') {
        scan++;
      }
      if (scan < filled) {
        end = scan;
        next = scan + 1;
        return true;
      }
      if (exhausted) {
        end = filled;
        next = filled;
        return start < filled;
      }
      scan -= start;
      refill();
      scan += start;
    }
  }

  /** Moves the begun line to the front and reads more behind it. */
  private void refill() throws IOException {
    int kept = filled - start;
    if (kept > buffer.length / 2) {
      if (buffer.length >= LONGEST_LINE) {
        throw new IOException("a line is longer than " + LONGEST_LINE + " bytes");
      }
      buffer = Arrays.copyOfRange(buffer, start, start + buffer.length * 2);
    } else {
      System.arraycopy(buffer, start, buffer, 0, kept);
    }
    start = 0;
    filled = kept;
    int read = stream.read(buffer, filled, buffer.length - filled);
    exhausted = read < 0;
    filled += Math.max(read, 0);
  }

  byte[] bytes() {
    return buffer;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  boolean startsWith(byte[] prefix) {
    return end - start >= prefix.length
        && Arrays.equals(buffer, start, start + prefix.length, prefix, 0, prefix.length);
  }

  /** Part of the current line as text. */
  String text(int from, int to) {
    return new String(buffer, from, to - from, StandardCharsets.UTF_8);
  }
}
