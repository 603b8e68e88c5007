package org.debwright.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Writes values tightly: numbers in groups of seven bits, texts behind their length. */
final class CompactWriter {
  // As java.io's, without its locks: a page takes a hundred thousand calls.
  private byte[] out = new byte[1 << 8];
  private int size;

  private void put(int value) {
    reserve(1);
    out[size++] = (byte) value;
  }

  private void reserve(int more) {
    if (size + more > out.length) {
      out = Arrays.copyOf(out, Math.max(out.length * 2, size + more));
    }
  }

  CompactWriter number(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      put((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    put((int) rest);
    return this;
  }

  CompactWriter flag(boolean value) {
    put(value ? 1 : 0);
    return this;
  }

  CompactWriter text(String value) {
    return bytes(value.getBytes(UTF_8));
  }

  CompactWriter bytes(byte[] value) {
    return bytes(value, 0, value.length);
  }

  CompactWriter bytes(byte[] source, int offset, int length) {
    number(length);
    reserve(length);
    System.arraycopy(source, offset, out, size, length);
    size += length;
    return this;
  }

  <T> CompactWriter optional(Optional<T> value, BiConsumer<CompactWriter, T> writer) {
    flag(value.isPresent());
    value.ifPresent(present -> writer.accept(this, present));
    return this;
  }

  <T> CompactWriter list(List<T> values, BiConsumer<CompactWriter, T> writer) {
    number(values.size());
    values.forEach(value -> writer.accept(this, value));
    return this;
  }

  CompactWriter optionalText(Optional<String> value) {
    return optional(value, CompactWriter::text);
  }

  CompactWriter texts(List<String> values) {
    return list(values, CompactWriter::text);
  }

  byte[] toByteArray() {
    return Arrays.copyOf(out, size);
  }
}
