package org.debwright.convert;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for texts in the data of a program or library. They should be long, so that most bytes are
 * passed over (Wu and Manber, "A fast algorithm for multi-pattern searching").
 */
final class TextSearch {
  private static final int PIECE = 1 << 16;
  private static final int LONGEST_WINDOW = 100;

  private final List<byte[]> marks;
  private final int window;
  private final int longest;
  // By two bytes, how far the window may move on when they end it; 0 where a mark may begin.
  private final byte[] shifts = new byte[1 << 16];

  /**
   * For some texts.
   *
   * @param texts of ASCII, at least two characters each
   */
  TextSearch(Collection<String> texts) {
    this.marks = texts.stream().map(t -> t.getBytes(StandardCharsets.US_ASCII)).toList();
    this.window = Math.min(LONGEST_WINDOW, marks.stream().mapToInt(m -> m.length).min().orElse(2));
    this.longest = marks.stream().mapToInt(m -> m.length).max().orElse(2);
    Arrays.fill(shifts, (byte) (window - 1));
    for (byte[] mark : marks) {
      for (int at = 0; at + 1 < window; at++) {
        int pair = pair(mark[at], mark[at + 1]);
        shifts[pair] = (byte) Math.min(shifts[pair], window - 2 - at);
      }
    }
  }

  /** The texts that are in what is loaded and not run of an ELF file. */
  Set<String> in(ByteBuffer file) {
    List<ElfSection> sections;
    try {
      sections = new ElfLayout(file).sections();
    } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) {
      // Without sections that make sense any of its bytes may be data.
      sections = List.of();
    }
    Set<String> found = new HashSet<>();
    if (sections.isEmpty()) {
      search(file, 0, file.limit(), found);
    }
    sections.stream()
        .filter(ElfSection::isData)
        .forEach(s -> search(file, s.offset(), s.end(), found));
    return found;
  }

  /** The texts that are in these bytes. */
  Set<String> in(byte[] bytes) {
    Set<String> found = new HashSet<>();
    search(bytes, bytes.length, found);
    return found;
  }

  // By pieces of an array: buffers are slow to ask byte by byte.
  private void search(ByteBuffer file, long start, long end, Set<String> found) {
    byte[] piece = new byte[(int) Math.min(PIECE, end - start)];
    for (long at = start; end - at >= window; at += piece.length - longest + 1) {
      int length = (int) Math.min(piece.length, end - at);
      file.get((int) at, piece, 0, length);
      search(piece, length, found);
      if (at + length == end) {
        return;
      }
    }
  }

  private void search(byte[] bytes, int length, Set<String> found) {
    int at = window - 1;
    while (at < length) {
      int shift = shifts[pair(bytes[at - 1], bytes[at])];
      if (shift == 0) {
        compare(bytes, at - window + 1, length, found);
        shift = 1;
      }
      at += shift;
    }
  }

  private void compare(byte[] bytes, int start, int length, Set<String> found) {
    for (byte[] mark : marks) {
      if (mark[0] == bytes[start]
          && length - start >= mark.length
          && Arrays.equals(bytes, start, start + mark.length, mark, 0, mark.length)) {
        found.add(new String(mark, StandardCharsets.US_ASCII));
      }
    }
  }

  private static int pair(byte first, byte second) {
    return (first & 0xff) << 8 | (second & 0xff);
  }
}
