package org.debwright.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Something of which pieces can be read: a local file, or a remote one by range requests. */
interface ByteRanges {
  /** The last bytes: at most {@code length}, fewer where there are no more. */
  Piece tail(int length) throws IOException;

  /** Exactly the bytes from {@code offset} on. */
  Piece piece(long offset, int length) throws IOException;

  /**
   * Some bytes of a whole.
   *
   * @param offset where they begin
   * @param total length of the whole
   */
  record Piece(long offset, ByteBuffer content, long total) {
    /** Nothing of something unknown. */
    static final Piece NONE = new Piece(0, ByteBuffer.allocate(0), 0);

    /** Whether all of these bytes are in it. */
    boolean covers(long from, long length) {
      return from >= offset && length >= 0 && from + length <= offset + content.capacity();
    }

    ByteBuffer slice(long from, int length) {
      return content.slice((int) (from - offset), length).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    }
  }

  /** Pieces of a local file. */
  static ByteRanges of(Path file) {
    return new ByteRanges() {
      @Override
      public Piece tail(int length) throws IOException {
        long size = Files.size(file);
        return piece(Math.max(0, size - length), (int) Math.min(size, length));
      }

      @Override
      public Piece piece(long offset, int length) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
          ByteBuffer buffer = ByteBuffer.allocate(length);
          channel.position(offset);
          while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
              throw new IOException("the file ends early");
            }
          }
          return new Piece(offset, buffer.rewind(), channel.size());
        }
      }
    };
  }
}
