package org.debwright.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

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
   * Reads a field's value: clauses parted by {@code ,}, alternatives by {@code |} (Policy 7.1).
   * Architecture restrictions in brackets and build profiles are not taken.
   *
   * @throws DebwrightException with a diagnostic for every part that is no relation
   */
  public static Relations parse(String field) {
    if (field.isBlank()) {
      return NONE;
    }
    List<Diagnostic> problems = new ArrayList<>();
    List<List<Relation>> clauses = new ArrayList<>();
    for (String clause : field.split(",", -1)) {
      List<Relation> alternatives = new ArrayList<>();
      for (String alternative : clause.split("\\|", -1)) {
        try {
          alternatives.add(Relation.parse(alternative));
        } catch (DebwrightException e) {
          problems.addAll(e.diagnostics());
        }
      }
      clauses.add(alternatives);
    }
    if (!problems.isEmpty()) {
      throw new DebwrightException(problems);
    }
    return new Relations(clauses);
  }

  /** One clause with one alternative each. */
  public static Relations all(List<Relation> relations) {
    return new Relations(relations.stream().map(List::of).toList());
  }

  /** Both together. */
  public Relations and(Relations other) {
    return new Relations(Stream.concat(clauses.stream(), other.clauses.stream()).toList());
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
