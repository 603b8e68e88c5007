package org.debwright.convert;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A version of symbols such as {@code GLIBC_2.17} or {@code GLIBCXX_3.4.29}.
 *
 * @param numbers for example 2, 17
 */
record SymbolVersion(String prefix, List<Integer> numbers) implements Comparable<SymbolVersion> {
  private static final Comparator<List<Integer>> ORDER =
      (a, b) ->
          Arrays.compare(
              a.stream().mapToInt(i -> i).toArray(), b.stream().mapToInt(i -> i).toArray());

  /**
   * The highest of {@code prefix} among {@code names}; others, such as GLIBC_PRIVATE, have no
   * order.
   */
  static Optional<SymbolVersion> highest(String prefix, Collection<String> names) {
    return names.stream()
        .filter(n -> n.matches(prefix + "_\\d{1,4}(\\.\\d{1,4}){0,3}"))
        .map(n -> new SymbolVersion(prefix, numbers(n.substring(prefix.length() + 1))))
        .max(Comparator.naturalOrder());
  }

  private static List<Integer> numbers(String text) {
    return Arrays.stream(text.split("\\.")).map(Integer::valueOf).toList();
  }

  @Override
  public int compareTo(SymbolVersion other) {
    int byPrefix = prefix.compareTo(other.prefix);
    return byPrefix != 0 ? byPrefix : ORDER.compare(numbers, other.numbers);
  }

  /** {@code 2.17}. */
  String dotted() {
    return String.join(".", numbers.stream().map(String::valueOf).toList());
  }

  @Override
  public String toString() {
    return prefix + "_" + dotted();
  }
}
