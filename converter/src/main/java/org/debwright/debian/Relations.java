package org.debwright.debian;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A relation field such as Depends: every clause must hold, a clause holds when one of its
 * alternatives does.
 *
 * @param clauses each at least one alternative
 */
public record Relations(List<List<Relation>> clauses) {
  /** Asks for nothing. */
  public static final Relations NONE = new Relations(List.of());

  /** Copies, and drops clauses that stand there twice. */
  public Relations {
    clauses = clauses.stream().map(List::copyOf).distinct().toList();
  }

  /**
   * Reads a field's value; architecture restrictions in brackets are not taken. Throws
   * DebwrightException.
   */
  public static Relations parse(String field) {
    throw new UnsupportedOperationException();
  }

  /** One clause with one alternative each. */
  public static Relations all(List<Relation> relations) {
    return new Relations(relations.stream().map(List::of).toList());
  }

  /** Both together. */
  public Relations and(Relations other) {
    return new Relations(
        java.util.stream.Stream.concat(clauses.stream(), other.clauses.stream()).toList());
  }

  /** Whether nothing is asked. */
  public boolean isEmpty() {
    return clauses.isEmpty();
  }

  /** As a control file has it: {@code a (>= 1), b | c}. */
  @Override
  public String toString() {
    return clauses.stream()
        .map(c -> c.stream().map(Relation::toString).collect(Collectors.joining(" | ")))
        .collect(Collectors.joining(", "));
  }
}
