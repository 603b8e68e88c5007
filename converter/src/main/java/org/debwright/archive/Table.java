package org.debwright.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.zip.CRC32;

/**
 * A sorted map of text in a file, looked up by binary search in mapped memory: opening costs a
 * checksum, a look-up some twenty comparisons, the heap nothing.
 *
 * <p>Format: magic, count, {@code count + 1} offsets, then for each entry its key, a zero byte and
 * its value, in the order of the keys' bytes; last a CRC-32 of all before it.
 */
final class Table {
  private static final int MAGIC = 0x64775401;
  private static final int HEADER = 8;
  private static final int TRAILER = 4;

  private final ByteBuffer data;
  private final int count;

  private Table(ByteBuffer data, int count) {
    this.data = data;
    this.count = count;
  }

  /**
   * Maps a file.
   *
   * @throws IOException if it is not there, not whole or no table
   */
  static Table open(Path file) throws IOException {
    ByteBuffer mapped = map(file, MAGIC);
    if (!isWhole(mapped)) {
      throw new IOException("not whole: " + file);
    }
    ByteBuffer data = mapped.slice(0, mapped.limit() - TRAILER);
    int count = data.getInt(4);
    if (count < 0 || HEADER + 4L * (count + 1L) > data.limit()) {
      throw new IOException("not a table: " + file);
    }
    return new Table(data, count);
  }

  /** Maps a file of ours whose magic number is right. */
  static ByteBuffer map(Path file, int magic) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      if (size < HEADER + TRAILER || size > Integer.MAX_VALUE) {
        throw new IOException("not a table: " + file);
      }
      ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
      if (mapped.getInt(0) != magic) {
        throw new IOException("not a table: " + file);
      }
      return mapped;
    }
  }

  /** Whether the checksum at the end is that of all before it. */
  static boolean isWhole(ByteBuffer mapped) {
    int bodySize = mapped.limit() - TRAILER;
    CRC32 checksum = new CRC32();
    checksum.update(mapped.duplicate().position(0).limit(bodySize));
    return mapped.getInt(bodySize) == (int) checksum.getValue();
  }

  /** Bytes of a table with these entries; keys hold no zero byte. */
  static byte[] encode(SortedMap<String, String> entries) {
    SortedMap<String, String> sorted = inByteOrder(entries);
    byte[][] encoded = new byte[sorted.size()][];
    int i = 0;
    int dataSize = 0;
    for (Map.Entry<String, String> entry : sorted.entrySet()) {
      encoded[i] = (entry.getKey() + "\0" + entry.getValue()).getBytes(StandardCharsets.UTF_8);
      dataSize = Math.addExact(dataSize, encoded[i++].length);
    }
    int dataStart = HEADER + 4 * (encoded.length + 1);
    ByteBuffer out = ByteBuffer.allocate(Math.addExact(dataStart, dataSize) + TRAILER);
    out.putInt(MAGIC).putInt(encoded.length);
    int offset = dataStart;
    for (byte[] bytes : encoded) {
      out.putInt(offset);
      offset += bytes.length;
    }
    out.putInt(offset);
    for (byte[] bytes : encoded) {
      out.put(bytes);
    }
    CRC32 checksum = new CRC32();
    checksum.update(out.array(), 0, out.position());
    return out.putInt((int) checksum.getValue()).array();
  }

  // Java orders by UTF-16 units, which differs from the bytes' order only outside the BMP.
  private static SortedMap<String, String> inByteOrder(SortedMap<String, String> entries) {
    if (entries.keySet().stream().allMatch(k -> k.chars().allMatch(c -> c < 0x80))) {
      return entries;
    }
    SortedMap<String, String> sorted =
        new TreeMap<>(
            (a, b) ->
                Arrays.compareUnsigned(
                    a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
    sorted.putAll(entries);
    return sorted;
  }

  /** The value of a key. */
  Optional<String> get(String key) {
    byte[] wanted = key.getBytes(StandardCharsets.UTF_8);
    int index = lowerBound(wanted);
    if (index < count && compare(index, wanted) == 0) {
      return Optional.of(value(index, wanted.length));
    }
    return Optional.empty();
  }

  /** Every entry whose key begins with {@code prefix}, in order. */
  void forEach(String prefix, BiConsumer<String, String> action) {
    byte[] wanted = prefix.getBytes(StandardCharsets.UTF_8);
    for (int i = lowerBound(wanted); i < count; i++) {
      String entry = text(data.getInt(HEADER + 4 * i), data.getInt(HEADER + 4 * (i + 1)));
      if (!entry.startsWith(prefix)) {
        return;
      }
      int zero = entry.indexOf('\0');
      action.accept(entry.substring(0, zero), entry.substring(zero + 1));
    }
  }

  private int lowerBound(byte[] wanted) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(middle, wanted) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int compare(int index, byte[] wanted) {
    int at = data.getInt(HEADER + 4 * index);
    for (byte b : wanted) {
      int order = Integer.compare(data.get(at++) & 0xff, b & 0xff);
      if (order != 0) {
        return order;
      }
    }
    return data.get(at) == 0 ? 0 : 1;
  }

  private String value(int index, int keyLength) {
    return text(
        data.getInt(HEADER + 4 * index) + keyLength + 1, data.getInt(HEADER + 4 * (index + 1)));
  }

  private String text(int from, int to) {
    byte[] bytes = new byte[to - from];
    data.get(from, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
