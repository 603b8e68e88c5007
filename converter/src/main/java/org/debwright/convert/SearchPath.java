package org.debwright.convert;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where an ELF file looks for libraries (DT_RPATH, DT_RUNPATH; ld.so(8)), and how to take out of it
 * the directories that others than root could fill: the builder's home, a temporary directory, the
 * working directory.
 *
 * <p>As {@code chrpath} does, nothing moves: an entry goes by moving those behind it up, or its
 * string begins later or ends earlier. Where safe directories lie on both sides of an unsafe one,
 * that is not possible and the directory stays.
 *
 * @param left directories that remain, as they are written
 * @param dropped those taken out
 * @param changes new bytes by their offset in the file
 */
record SearchPath(List<String> left, List<String> dropped, SortedMap<Long, byte[]> changes) {
  // Relative ones are below the working directory (ld.so(8)), and so is an empty one.
  private static final Pattern SAFE =
      Pattern.compile("\\$ORIGIN|\\$\\{ORIGIN\\}|/(?!/|(tmp|var/tmp|dev/shm|home)(/|$))");
  private static final byte[] END = {0};

  /** No directory. */
  static final SearchPath NONE = new SearchPath(List.of(), List.of(), new TreeMap<>());

  /** Copies. */
  SearchPath {
    left = List.copyOf(left);
    dropped = List.copyOf(dropped);
    changes = Collections.unmodifiableSortedMap(new TreeMap<>(changes));
  }

  /** Whether something of those that remain lies outside of the file's own surroundings. */
  boolean custom() {
    return left.stream().allMatch(SearchPath::isSafe)
        && left.stream().anyMatch(path -> path.startsWith("/"));
  }

  /** Those that could not be taken out. */
  List<String> unsafe() {
    return left.stream().filter(path -> !isSafe(path)).toList();
  }

  private static boolean isSafe(String path) {
    return SAFE.matcher(path).lookingAt();
  }

  /** What becomes of one entry: the directories from {@code first} up to {@code end} remain. */
  private record Run(List<String> parts, int first, int end) {
    static Run of(String text) {
      List<String> parts = text.isEmpty() ? List.of() : List.of(text.split(":", -1));
      List<Integer> safe = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        if (isSafe(parts.get(i))) {
          safe.add(i);
        }
      }
      if (safe.isEmpty()) {
        return new Run(parts, 0, 0);
      }
      int first = safe.get(0);
      int end = safe.get(safe.size() - 1) + 1;
      return end - first == safe.size()
          ? new Run(parts, first, end)
          : new Run(parts, 0, parts.size());
    }

    List<String> left() {
      return parts.subList(first, end);
    }

    List<String> dropped() {
      List<String> dropped = new ArrayList<>(parts.subList(0, first));
      dropped.addAll(parts.subList(end, parts.size()));
      return dropped;
    }

    /** Bytes before the directory {@code index}. */
    int offset(int index) {
      return parts.subList(0, index).stream().mapToInt(SearchPath::width).sum() + index;
    }
  }

  private static int width(String part) {
    return part.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Collects the entries of a dynamic segment. */
  static final class Reader {
    private final List<String> left = new ArrayList<>();
    private final List<String> dropped = new ArrayList<>();
    private final SortedMap<Long, byte[]> changes = new TreeMap<>();

    /**
     * Reads an entry.
     *
     * @param text its string
     * @param at where in the file the string lies
     * @return what to add to the string's offset, or -1 where the entry is to go
     */
    int add(String text, long at) {
      Run run = Run.of(text);
      left.addAll(run.left());
      dropped.addAll(run.dropped());
      if (run.dropped().isEmpty()) {
        return 0;
      }
      if (run.left().isEmpty()) {
        return -1;
      }
      // What comes behind may be the end of another name as well (strings share their tails).
      if (run.end() < run.parts().size()) {
        changes.put(at + run.offset(run.end()) - 1, END);
      }
      return run.offset(run.first());
    }

    /** Tells that the entries themselves change. */
    void change(long at, byte[] entries) {
      changes.put(at, entries);
    }

    SearchPath read() {
      return new SearchPath(left, dropped, changes);
    }
  }
}
