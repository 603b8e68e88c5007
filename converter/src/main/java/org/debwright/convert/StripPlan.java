package org.debwright.convert;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.debwright.debian.Entry;

/**
 * How a stripped file comes out of the one it was: its parts in order. Reads the original once,
 * forward, and holds nothing of it.
 */
record StripPlan(List<Part> parts) {
  /** Copies. */
  StripPlan {
    parts = List.copyOf(parts);
  }

  /** Some bytes of the new file. */
  sealed interface Part {
    long length();
  }

  /**
   * Bytes of the original.
   *
   * @param from not before the end of any earlier copy
   */
  record Copy(long from, long length) implements Part {}

  /**
   * New bytes.
   *
   * @param bytes an array from its start to its end
   */
  record Bytes(ByteBuffer bytes) implements Part {
    @Override
    public long length() {
      return bytes.limit();
    }
  }

  /** Zeros. */
  record Zeros(long length) implements Part {}

  /** A file as it was. */
  static StripPlan all(long size) {
    return new StripPlan(List.of(new Copy(0, size)));
  }

  /**
   * The same with other bytes in some places of the original. A change to what is not copied, such
   * as the file header, is left out.
   *
   * @param changes bytes by offset in the original
   */
  StripPlan with(SortedMap<Long, byte[]> changes) {
    List<Part> changed = parts;
    for (Map.Entry<Long, byte[]> change : changes.entrySet()) {
      changed =
          changed.stream()
              .flatMap(part -> split(part, change.getKey(), change.getValue()))
              .toList();
    }
    return new StripPlan(changed);
  }

  private static Stream<Part> split(Part part, long at, byte[] bytes) {
    if (!(part instanceof Copy copy)
        || at < copy.from()
        || at + bytes.length > copy.from() + copy.length()) {
      return Stream.of(part);
    }
    long end = at + bytes.length;
    return Stream.<Part>of(
            new Copy(copy.from(), at - copy.from()),
            new Bytes(ByteBuffer.wrap(bytes)),
            new Copy(end, copy.from() + copy.length() - end))
        .filter(p -> p.length() > 0);
  }

  long size() {
    return parts.stream().mapToLong(Part::length).sum();
  }

  /** The stripped file. */
  Entry.Content of(Entry.Content original) {
    return new Entry.Content() {
      @Override
      public InputStream open() throws IOException {
        return new Stripped(original.open(), parts);
      }

      // The plan follows from the file.
      @Override
      public Optional<String> identity() {
        return original.identity().map(i -> "stripped " + i);
      }
    };
  }

  private static final class Stripped extends InputStream {
    private final InputStream original;
    private final List<Part> parts;
    private int next;
    private long position;
    private long left;
    private InputStream part = InputStream.nullInputStream();

    Stripped(InputStream original, List<Part> parts) {
      this.original = original;
      this.parts = parts;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      while (left == 0) {
        if (next == parts.size()) {
          return -1;
        }
        begin(parts.get(next++));
      }
      int read = part.read(buffer, offset, (int) Math.min(length, left));
      if (read < 0) {
        throw new EOFException("shorter than before");
      }
      left -= read;
      if (part == original) {
        position += read;
      }
      return read;
    }

    private void begin(Part begun) throws IOException {
      left = begun.length();
      if (begun instanceof Copy copy) {
        original.skipNBytes(copy.from() - position);
        position = copy.from();
        part = original;
      } else if (begun instanceof Bytes literal) {
        part = new ByteArrayInputStream(literal.bytes().array());
      } else {
        part = new Nothing();
      }
    }

    @Override
    public void close() throws IOException {
      original.close();
    }
  }

  /** Zeros without end. */
  private static final class Nothing extends InputStream {
    @Override
    public int read() {
      return 0;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      java.util.Arrays.fill(buffer, offset, offset + length, (byte) 0);
      return length;
    }
  }
}
