package org.debwright.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Writes values tightly: numbers in groups of seven bits, texts behind their length. */
final class CompactWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 12);

  CompactWriter number(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
    return this;
  }

  CompactWriter flag(boolean value) {
    out.write(value ? 1 : 0);
    return this;
  }

  CompactWriter text(String value) {
    return bytes(value.getBytes(UTF_8));
  }

  CompactWriter bytes(byte[] value) {
    number(value.length);
    out.writeBytes(value);
    return this;
  }

  CompactWriter bytes(byte[] source, int offset, int length) {
    number(length);
    out.write(source, offset, length);
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
    return out.toByteArray();
  }
}
