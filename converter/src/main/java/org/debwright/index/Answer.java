package org.debwright.index;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * What a server answered. Close it.
 *
 * @param url where the answer came from, after redirects
 * @param headers by lower-case name
 * @param content the body as sent; reading it fails where it ends early
 */
record Answer(Url url, int status, Map<String, String> headers, InputStream content)
    implements AutoCloseable {
  private static final int PIECE = 1 << 16;

  /** An answer whose body is counted against its {@code Content-Length}. */
  static Answer counted(Url url, int status, Map<String, String> headers, InputStream content) {
    Answer bare = new Answer(url, status, headers, content);
    long length = bare.contentLength();
    return length < 0 ? bare : new Answer(url, status, headers, new CountedStream(content, length));
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The body's length as announced, -1 where it is not. */
  long contentLength() {
    String text = headers.getOrDefault("content-length", "");
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
  }

  /** Whether the protocol itself tells where the body ends, and so whether it is whole. */
  boolean isDelimited() {
    return headers.containsKey("content-length") || headers.containsKey("transfer-encoding");
  }

  /** Media type without parameters, lower case; empty where none is given. */
  String mediaType() {
    String type = headers.getOrDefault("content-type", "");
    int semicolon = type.indexOf(';');
    return (semicolon < 0 ? type : type.substring(0, semicolon))
        .strip()
        .toLowerCase(java.util.Locale.ROOT);
  }

  /** The body, its compression undone. */
  InputStream body() throws IOException {
    String encoding = headers.getOrDefault("content-encoding", "identity");
    return switch (encoding.strip().toLowerCase(java.util.Locale.ROOT)) {
      case "identity", "" -> content;
      case "gzip", "x-gzip" -> new GZIPInputStream(content, 1 << 14);
      default -> throw new IOException("the answer is encoded as `" + encoding + "`");
    };
  }

  /**
   * The whole body.
   *
   * @param limit bytes at most, decompressed
   * @throws TooLargeException where there are more
   */
  byte[] readAll(int limit) throws IOException {
    // Joined at the end only, so that what is too large never lies in memory twice.
    List<byte[]> pieces = new ArrayList<>();
    InputStream body = body();
    int total = 0;
    for (int size = PIECE; size == PIECE; ) {
      byte[] piece = body.readNBytes(PIECE);
      size = piece.length;
      total += size;
      if (total > limit) {
        throw new TooLargeException(limit);
      }
      pieces.add(piece);
    }
    ByteBuffer whole = ByteBuffer.allocate(total);
    pieces.forEach(whole::put);
    return whole.array();
  }

  @Override
  public void close() {
    try {
      content.close();
    } catch (IOException broken) {
      // What was needed of the body has been read; the connection is lost either way.
    }
  }

  /** A body that comes so slowly that it may never end. */
  static final class TooSlowException extends IOException {
    private static final long serialVersionUID = 1L;

    TooSlowException(int bytes, long millis) {
      super("at least " + bytes + " bytes are expected every " + millis / 1000.0 + " s");
    }
  }

  /** A body beyond what we are ready to hold. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(long limit) {
      super("the answer is larger than " + limit + " bytes");
    }
  }

  /** Fails where the connection ends before the announced length. */
  private static final class CountedStream extends InputStream {
    private final InputStream in;
    private long missing;

    CountedStream(InputStream in, long length) {
      this.in = in;
      this.missing = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = in.read(buffer, offset, length);
      if (n < 0 && missing > 0) {
        throw new EOFException("the body ends " + missing + " bytes early");
      }
      missing -= Math.max(n, 0);
      return n;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
