package org.debwright.python;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Members of a wheel, inflated and verified, in one temporary file. It has no name any more, so
 * nothing of it stays behind whatever ends the program.
 */
final class MemberSpool implements AutoCloseable {
  // A wheel may hold gigabytes: what is beyond this is inflated again when it is read again.
  private static final long MOST_BYTES = 128L << 20;
  private static final int BUFFER_BYTES = 1 << 16;

  private final Map<String, Extent> extents = new HashMap<>();
  private Optional<FileChannel> file = Optional.empty();
  private long end;

  private record Extent(long start, long length) {}

  /** Opens the content of a member. */
  @FunctionalInterface
  interface Opener {
    InputStream open() throws IOException;
  }

  /**
   * The content of a member in memory that is a file.
   *
   * @param sizeBytes of it; of what is larger than 2 GiB only the beginning is given
   */
  synchronized MappedByteBuffer map(String name, long sizeBytes, Opener opener) throws IOException {
    Extent known = extents.get(name);
    if (known != null) {
      return map(channel(), known);
    }
    if (sizeBytes > MOST_BYTES - end) {
      try (FileChannel apart = temporary()) {
        return map(apart, fill(apart, 0, opener));
      }
    }
    Extent extent = fill(channel(), end, opener);
    end += extent.length();
    extents.put(name, extent);
    return map(channel(), extent);
  }

  /** A member that was mapped; empty where it is to be had from the wheel alone. */
  synchronized Optional<InputStream> open(String name) throws IOException {
    Extent extent = extents.get(name);
    return extent == null
        ? Optional.empty()
        : Optional.of(new ChannelSlice(channel(), extent.start(), extent.length()));
  }

  private FileChannel channel() throws IOException {
    if (file.isEmpty()) {
      file = Optional.of(temporary());
    }
    return file.get();
  }

  private static FileChannel temporary() throws IOException {
    Path path = Files.createTempFile("debwright-", ".spool");
    try {
      return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } finally {
      Files.delete(path);
    }
  }

  private static Extent fill(FileChannel channel, long start, Opener opener) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long position = start;
    try (InputStream in = opener.open()) {
      for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
        ByteBuffer piece = ByteBuffer.wrap(buffer, 0, got);
        while (piece.hasRemaining()) {
          position += channel.write(piece, position);
        }
      }
    }
    return new Extent(start, position - start);
  }

  private static MappedByteBuffer map(FileChannel channel, Extent extent) throws IOException {
    return channel.map(
        MapMode.READ_ONLY, extent.start(), Math.min(extent.length(), Integer.MAX_VALUE));
  }

  @Override
  public synchronized void close() throws IOException {
    if (file.isPresent()) {
      file.get().close();
    }
  }
}
