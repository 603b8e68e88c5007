package org.debwright.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pieces of a remote file by range requests (RFC 9110, 14). Where a server will not, {@link
 * UnsupportedException} says so, and the whole file is the way.
 */
final class RemoteRanges implements ByteRanges {
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

  private final WebClient web;
  private final Url url;

  RemoteRanges(WebClient web, Url url) {
    this.web = web;
    this.url = url;
  }

  /** The server sends whole files only, or what it sends is not what was asked. */
  static final class UnsupportedException extends IOException {
    private static final long serialVersionUID = 1L;

    UnsupportedException() {
      super("the server gives no pieces of files");
    }
  }

  @Override
  public Piece tail(int length) throws IOException {
    Outcome outcome = ask("bytes=-" + length, length);
    if (outcome.status == 206) {
      return outcome.piece();
    }
    if (outcome.status == 200) {
      throw new UnsupportedException();
    }
    // A server that refuses a suffix may know a range from a beginning on.
    long size = web.ask(() -> Request.head(url), RemoteRanges::size);
    if (size <= 0) {
      throw new UnsupportedException();
    }
    long offset = Math.max(0, size - length);
    return piece(offset, (int) (size - offset));
  }

  @Override
  public Piece piece(long offset, int length) throws IOException {
    Outcome outcome = ask("bytes=" + offset + "-" + (offset + length - 1), length);
    Piece piece = outcome.status == 206 ? outcome.piece() : Piece.NONE;
    if (piece.offset() != offset || piece.content().capacity() != length) {
      throw new UnsupportedException();
    }
    return piece;
  }

  private record Outcome(int status, Piece piece) {}

  private Outcome ask(String range, int limit) throws IOException {
    return web.ask(
        () -> Request.file(url).with("Range", range),
        answer -> new Outcome(status(answer), read(answer, limit)));
  }

  /** 206 and 200 are answers; what says that the range is not liked is 416 to us. */
  private static int status(Answer answer) {
    return switch (answer.status()) {
      case 200, 206, 416 -> answer.status();
      case 400, 405, 501 -> 416;
      default -> throw WebProblems.status(answer);
    };
  }

  private static Piece read(Answer answer, int limit) throws IOException {
    Matcher range = CONTENT_RANGE.matcher(answer.headers().getOrDefault("content-range", ""));
    if (answer.status() != 206 || !range.matches()) {
      return Piece.NONE;
    }
    byte[] content = answer.readAll(limit);
    long first = Long.parseLong(range.group(1));
    long last = Long.parseLong(range.group(2));
    long total = Long.parseLong(range.group(3));
    boolean consistent = last < total && last - first + 1 == content.length;
    return consistent ? new Piece(first, ByteBuffer.wrap(content), total) : Piece.NONE;
  }

  private static long size(Answer answer) {
    return answer.status() == 200 ? answer.contentLength() : -1;
  }
}
