package org.debwright.resolve;

/** How solving ended. */
public sealed interface Outcome {
  /** Everything that was asked for fits together. */
  record Solved(Resolution resolution) implements Outcome {}

  /** Nothing does. */
  record Refused(Refusal refusal) implements Outcome {}
}
