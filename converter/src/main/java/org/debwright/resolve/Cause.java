package org.debwright.resolve;

import java.util.List;
import org.debwright.diagnostic.Location;
import org.debwright.python.Requirement;

/** Why an {@link Incompatibility} is one. All but {@link Derived} are facts of the world. */
sealed interface Cause {
  /** The nodes it names beside those in the terms. */
  default List<Node> nodes() {
    return List.of();
  }

  /**
   * The user asks for it.
   *
   * @param to what is asked for
   * @param heldBack versions that satisfy the requirement but are kept back
   */
  record Asked(Requirement requirement, Location where, Node to, States heldBack) implements Cause {
    @Override
    public List<Node> nodes() {
      return List.of(to);
    }
  }

  /** The user restricts it, without asking for it. */
  record Constrained(Requirement constraint, Location where) implements Cause {}

  /**
   * A release requires it.
   *
   * @param from the releases are this node's
   * @param to what is required
   * @param text the requirement without its marker
   * @param heldBack versions that satisfy the requirement but are kept back
   */
  record Requires(Node from, Node to, Requirement requirement, String text, States heldBack)
      implements Cause {
    @Override
    public List<Node> nodes() {
      return List.of(from, to);
    }
  }

  /**
   * What the suite packages requires by its metadata. Its own package of {@code to} is admitted in
   * any case, for the suite goes together.
   *
   * @param text the requirement without its marker
   * @param heldBack versions that satisfy the requirement but are kept back
   */
  record Stated(Node from, Node to, Requirement requirement, String text, States heldBack)
      implements Cause {
    @Override
    public List<Node> nodes() {
      return List.of(from, to);
    }
  }

  /** A package of the suite says so in its control file. */
  record Demanded(Node from, Node to, Offer offer, Offer.Demand demand) implements Cause {
    @Override
    public List<Node> nodes() {
      return List.of(from, to);
    }
  }

  /** The user decides from which world a project comes. */
  record Overridden(Policy.Choice choice) implements Cause {}

  /** Releases that cannot be used. */
  record Unusable(Rejection rejection) implements Cause {}

  /** An extra goes with its project's own version only. */
  record Tied(Node.Extra extra) implements Cause {}

  /**
   * Not read, but taken to lie between what two releases around them require, see {@link
   * org.debwright.resolve.Prober}.
   */
  record Interpolated(Node from, Node to) implements Cause {}

  /** Requirements of many releases on one project, told together. */
  record Various() implements Cause {}

  /** Follows from two others. */
  record Derived(Incompatibility left, Incompatibility right) implements Cause {}
}
