package org.debwright.index;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what {@link CompactWriter} wrote. Content that was not written so makes it throw some
 * unchecked exception, never hang or fill the memory.
 */
final class CompactReader {
  private final byte[] in;
  private final int end;
  private int at;

  CompactReader(byte[] in) {
    this(in, 0, in.length);
  }

  /** The same from where the other stands. */
  CompactReader(CompactReader other) {
    this(other.in, other.at, other.end);
  }

  private CompactReader(byte[] in, int at, int end) {
    this.in = in;
    this.at = at;
    this.end = end;
  }

  /** A reader of the bytes that follow their length here; this one goes behind them. */
  CompactReader part() {
    int length = length();
    at += length;
    return new CompactReader(in, at - length, at);
  }

  long number() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = in[at++];
      value |= (b & 0x7fL) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }

  boolean flag() {
    return in[at++] != 0;
  }

  String text() {
    int length = length();
    boolean ascii = true;
    for (int i = at; i < at + length; i++) {
      ascii &= in[i] >= 0;
    }
    at += length;
    return new String(in, at - length, length, ascii ? ISO_8859_1 : UTF_8);
  }

  byte[] bytes() {
    int length = length();
    at += length;
    return Arrays.copyOfRange(in, at - length, at);
  }

  /** Goes behind the bytes that follow their length here; where these begin. */
  int skip() {
    int length = length();
    at += length;
    return at - length;
  }

  int position() {
    return at;
  }

  byte[] content() {
    return in;
  }

  <T> Optional<T> optional(Function<CompactReader, T> reader) {
    return flag() ? Optional.of(reader.apply(this)) : Optional.empty();
  }

  <T> List<T> list(Function<CompactReader, T> reader) {
    // An element takes a byte at least, so a length that is out of bounds is noticed here.
    int length = length();
    List<T> values = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      values.add(reader.apply(this));
    }
    return values;
  }

  Optional<String> optionalText() {
    return optional(CompactReader::text);
  }

  List<String> texts() {
    return list(CompactReader::text);
  }

  private int length() {
    long length = number();
    if (length < 0 || length > end - at) {
      throw new IndexOutOfBoundsException("length " + length);
    }
    return (int) length;
  }
}
