package org.debwright.archive;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/**
 * Which packages own a path, as {@link PathHash}es in a mapped file. Two paths of one hash would
 * make their owners appear for both: with 7.3 million paths and 10,000 questions this has a chance
 * of 4e-9, and errs towards reporting a conflict that is none, never towards missing one.
 *
 * <p>Format: magic, count of entries, count of names, size of the names; entries of hash and number
 * of the name, ordered by the hash's upper 48 bits; the names, parted by line feeds; a CRC-32.
 */
final class PathTable {
  private static final int MAGIC = 0x64775001;
  private static final int HEADER = 16;
  private static final int ENTRY = 12;
  private static final int ORDERED_SHIFT = 16;
  // Half of all lie as near as this among millions.
  private static final int STEP = 1 << 9;

  private final Path file;
  private final ByteBuffer data;
  private final int count;
  private Optional<String[]> names = Optional.empty();

  private PathTable(Path file, ByteBuffer data) {
    this.file = file;
    this.data = data;
    this.count = data.getInt(4);
  }

  /**
   * Maps a file; it is read, and its checksum compared, with the first question.
   *
   * @throws IOException if it is not there or no such table
   */
  static PathTable open(Path file) throws IOException {
    return new PathTable(file, Table.map(file, MAGIC));
  }

  private synchronized String[] names() {
    if (names.isEmpty()) {
      if (!Table.isWhole(data)) {
        throw damaged();
      }
      byte[] joined = new byte[data.getInt(12)];
      data.get(HEADER + count * ENTRY, joined);
      names = Optional.of(new String(joined, StandardCharsets.UTF_8).split("\n", -1));
    }
    return names.get();
  }

  private DebwrightException damaged() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      return ArchiveCache.unusable(e);
    }
    return Diagnostic.error("archive-cache-unusable", "`" + file + "` was damaged")
        .because("its checksum is wrong; it was removed")
        .mend("run the same again")
        .toException();
  }

  /** Names of the packages that own the path of this hash. */
  Set<String> owners(long hash) {
    String[] known = names();
    long wanted = hash >>> ORDERED_SHIFT;
    int first = lowerBound(wanted);
    if (first == count || hashAt(first) >>> ORDERED_SHIFT != wanted) {
      return Set.of();
    }
    Set<String> owners = new LinkedHashSet<>();
    for (int i = first; i < count && hashAt(i) >>> ORDERED_SHIFT == wanted; i++) {
      if (hashAt(i) == hash) {
        owners.add(known[data.getInt(HEADER + i * ENTRY + 8)]);
      }
    }
    return owners;
  }

  // The hashes are spread evenly, so their order is nearly their place.
  private int lowerBound(long wanted) {
    double part = (double) wanted / (1L << (Long.SIZE - ORDERED_SHIFT));
    int place = Math.max(0, Math.min((int) (part * count), count - 1));
    int low = place;
    for (int step = STEP; low > 0 && hashAt(low) >>> ORDERED_SHIFT >= wanted; step *= 4) {
      low = Math.max(0, low - step);
    }
    int high = place;
    for (int step = STEP; high < count && hashAt(high) >>> ORDERED_SHIFT < wanted; step *= 4) {
      high = Math.min(count, high + step);
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (hashAt(middle) >>> ORDERED_SHIFT < wanted) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private long hashAt(int index) {
    return data.getLong(HEADER + index * ENTRY);
  }

  /**
   * Collects entries in 256 buckets by the hash's first byte, each a list of fixed chunks: nothing
   * is ever copied to grow, and each bucket is sorted for itself.
   */
  static final class Builder {
    private static final int BUCKETS = 256;
    private static final int CHUNK = 2048;

    private final List<List<long[]>> hashes = new ArrayList<>();
    private final List<List<int[]>> numbers = new ArrayList<>();
    private final int[] sizes = new int[BUCKETS];
    private int count;

    Builder() {
      for (int i = 0; i < BUCKETS; i++) {
        hashes.add(new ArrayList<>());
        numbers.add(new ArrayList<>());
      }
    }

    void add(long hash, int number) {
      int bucket = (int) (hash >>> 56);
      int size = sizes[bucket]++;
      if (size % CHUNK == 0) {
        hashes.get(bucket).add(new long[CHUNK]);
        numbers.get(bucket).add(new int[CHUNK]);
      }
      hashes.get(bucket).get(size / CHUNK)[size % CHUNK] = hash;
      numbers.get(bucket).get(size / CHUNK)[size % CHUNK] = number;
      count++;
    }

    /** Writes the file's bytes; {@code names} by number. */
    void write(OutputStream stream, List<String> names) throws IOException {
      byte[] joined = String.join("\n", names).getBytes(StandardCharsets.UTF_8);
      CheckedOutputStream checked =
          new CheckedOutputStream(new BufferedOutputStream(stream, 1 << 16), new CRC32());
      DataOutputStream out = new DataOutputStream(checked);
      out.writeInt(MAGIC);
      out.writeInt(count);
      out.writeInt(names.size());
      out.writeInt(joined.length);
      for (int bucket = 0; bucket < BUCKETS; bucket++) {
        out.write(sorted(bucket));
      }
      out.write(joined);
      out.writeInt((int) checked.getChecksum().getValue());
      out.flush();
    }

    /** A bucket's entries as bytes. Sorted are bits 55 to 16 of the hash, with the place behind. */
    private byte[] sorted(int bucket) {
      int size = sizes[bucket];
      if (size >= 1 << 24) {
        throw new IllegalStateException("more entries than a bucket holds: " + size);
      }
      long[] keys = new long[size];
      for (int i = 0; i < size; i++) {
        long hash = hashes.get(bucket).get(i / CHUNK)[i % CHUNK];
        // The bucket's own byte falls off the top; the flipped sign makes the order unsigned.
        keys[i] = (((hash >>> ORDERED_SHIFT) << 24) | i) ^ Long.MIN_VALUE;
      }
      Arrays.sort(keys);
      ByteBuffer out = ByteBuffer.allocate(size * ENTRY);
      for (long key : keys) {
        int i = (int) key & 0xffffff;
        out.putLong(hashes.get(bucket).get(i / CHUNK)[i % CHUNK]);
        out.putInt(numbers.get(bucket).get(i / CHUNK)[i % CHUNK]);
      }
      return out.array();
    }
  }
}
