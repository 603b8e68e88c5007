package org.debwright.resolve;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A set of the states that a node can be in: one for each candidate of its project, newest first
 * (0, 1, …, n-1), and one for "not installed at all" (n). Immutable.
 *
 * <p>PubGrub's terms are such sets: a positive term lacks the last state, a negative one has it. As
 * candidates are finite and known, union, intersection and complement are exact whatever PEP 440
 * says about locals, post-releases or {@code ===}.
 */
final class States {
  private final int candidates;
  private final long[] words;

  private States(int candidates, long[] words) {
    this.candidates = candidates;
    this.words = words;
  }

  /** No state of a node with {@code candidates} candidates. */
  static States none(int candidates) {
    return new States(candidates, new long[candidates / Long.SIZE + 1]);
  }

  /** One candidate. */
  static States only(int candidates, int candidate) {
    States result = none(candidates);
    result.set(candidate);
    return result;
  }

  /** The candidates that {@code test} accepts; not the state "not installed". */
  static States where(int candidates, IntPredicate test) {
    States result = none(candidates);
    for (int i = 0; i < candidates; i++) {
      if (test.test(i)) {
        result.set(i);
      }
    }
    return result;
  }

  private void set(int state) {
    words[state / Long.SIZE] |= 1L << state;
  }

  /** How many candidates the node has. */
  int candidates() {
    return candidates;
  }

  /** Whether candidate {@code index} is a member. */
  boolean has(int index) {
    return (words[index / Long.SIZE] & 1L << index) != 0;
  }

  /** Whether "not installed" is a member. */
  boolean allowsAbsence() {
    return has(candidates);
  }

  /** Members of both. */
  States and(States other) {
    long[] result = words.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] &= other.words[i];
    }
    return new States(candidates, result);
  }

  /** Members of either. */
  States or(States other) {
    long[] result = words.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] |= other.words[i];
    }
    return new States(candidates, result);
  }

  /** Every state that is not a member. */
  States complement() {
    long[] result = words.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] = ~result[i];
    }
    // Bits behind the last state stay clear, so that equality and emptiness need no mask.
    result[result.length - 1] &= -1L >>> (Long.SIZE - 1 - candidates % Long.SIZE);
    return new States(candidates, result);
  }

  /** Members without "not installed". */
  States installed() {
    if (!allowsAbsence()) {
      return this;
    }
    long[] result = words.clone();
    result[candidates / Long.SIZE] &= ~(1L << candidates);
    return new States(candidates, result);
  }

  /** Members that {@code other} has not. */
  States minus(States other) {
    return and(other.complement());
  }

  /** Whether {@code other} has all members. */
  boolean isSubsetOf(States other) {
    for (int i = 0; i < words.length; i++) {
      if ((words[i] & ~other.words[i]) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether there is no common member. */
  boolean isDisjointFrom(States other) {
    for (int i = 0; i < words.length; i++) {
      if ((words[i] & other.words[i]) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether there is no member. */
  boolean isEmpty() {
    for (long word : words) {
      if (word != 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether every state is a member. */
  boolean isEverything() {
    return complement().isEmpty();
  }

  /** Whether there is exactly one member. */
  boolean isSingle() {
    return size() == 1;
  }

  /** How many states are members. */
  int size() {
    int size = 0;
    for (long word : words) {
      size += Long.bitCount(word);
    }
    return size;
  }

  /** The newest candidate that is a member, or -1. */
  int newest() {
    for (int i = 0; i < words.length; i++) {
      if (words[i] != 0) {
        int first = i * Long.SIZE + Long.numberOfTrailingZeros(words[i]);
        return first < candidates ? first : -1;
      }
    }
    return -1;
  }

  /** The oldest candidate that is a member, or -1. */
  int oldest() {
    for (int i = candidates - 1; i >= 0; i--) {
      if (has(i)) {
        return i;
      }
    }
    return -1;
  }

  /** The candidates that are members, newest first. */
  IntStream indices() {
    return IntStream.range(0, candidates).filter(this::has);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof States that
        && candidates == that.candidates
        && Arrays.equals(words, that.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }

  @Override
  public String toString() {
    return indices().boxed().toList() + (allowsAbsence() ? "+absent" : "");
  }
}
