package org.debwright.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Gives package names that stand in a byte array small numbers, without making strings of them. */
final class NameTable {
  private static final int INITIAL_SLOTS = 1 << 12;

  private final List<String> names = new ArrayList<>();
  private final List<byte[]> keys = new ArrayList<>();
  // Open addressing: the number plus one, 0 where free.
  private int[] slots = new int[INITIAL_SLOTS];

  /** The number of a name, 0 for the first one seen. */
  int number(byte[] bytes, int from, int to) {
    int slot = slot(bytes, from, to);
    if (slots[slot] == 0) {
      keys.add(Arrays.copyOfRange(bytes, from, to));
      names.add(new String(bytes, from, to - from, StandardCharsets.UTF_8));
      slots[slot] = names.size();
      if (names.size() * 2 > slots.length) {
        grow();
      }
      return names.size() - 1;
    }
    return slots[slot] - 1;
  }

  /** Where the name is or would be. */
  private int slot(byte[] bytes, int from, int to) {
    int mask = slots.length - 1;
    int slot = hash(bytes, from, to) & mask;
    while (slots[slot] != 0) {
      byte[] key = keys.get(slots[slot] - 1);
      if (Arrays.equals(key, 0, key.length, bytes, from, to)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    slots = new int[slots.length * 2];
    for (int i = 0; i < keys.size(); i++) {
      byte[] key = keys.get(i);
      slots[slot(key, 0, key.length)] = i + 1;
    }
  }

  private static int hash(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + bytes[i];
    }
    return hash ^ (hash >>> 15);
  }

  /** All names by number. */
  List<String> names() {
    return names;
  }
}
