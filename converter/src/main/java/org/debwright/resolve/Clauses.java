package org.debwright.resolve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every incompatibility that is known, by node. */
final class Clauses {
  private final Map<Node, List<Incompatibility>> byNode = new HashMap<>();
  private final Map<Key, Incompatibility> dependencies = new HashMap<>();

  /** Dependencies with the same key differ only in the versions that have them. */
  private record Key(Node from, Node to, String text) {
    // A record's own goes through method handles, which cost a short run more than all the rest of
    // this class.
    @Override
    public int hashCode() {
      return (from.hashCode() * 31 + to.hashCode()) * 31 + text.hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key that
          && from.equals(that.from)
          && to.equals(that.to)
          && text.equals(that.text);
    }
  }

  /** The incompatibilities with a term of {@code node}, oldest first. */
  List<Incompatibility> of(Node node) {
    return byNode.getOrDefault(node, List.of());
  }

  /**
   * Adds one. The same dependency of several versions becomes one incompatibility, which keeps
   * propagation short and lets a proof speak of all those versions at once.
   */
  void add(Incompatibility incompatibility) {
    if (incompatibility.cause() instanceof Cause.Requires cause) {
      Key key = new Key(cause.from(), cause.to(), cause.text());
      Optional<Incompatibility> known = Optional.ofNullable(dependencies.get(key));
      if (known.isPresent() && covers(known.get(), incompatibility, cause.from())) {
        return;
      }
      Incompatibility merged =
          known.map(old -> merge(old, incompatibility)).orElse(incompatibility);
      known.ifPresent(this::remove);
      dependencies.put(key, merged);
      insert(merged);
    } else {
      insert(incompatibility);
    }
  }

  private static boolean covers(Incompatibility old, Incompatibility more, Node from) {
    Optional<States> said = Optional.ofNullable(old.terms().get(from));
    Optional<States> asked = Optional.ofNullable(more.terms().get(from));
    return said.isEmpty() || asked.filter(states -> states.isSubsetOf(said.get())).isPresent();
  }

  private static Incompatibility merge(Incompatibility old, Incompatibility more) {
    Node from = ((Cause.Requires) more.cause()).from();
    Map<Node, States> terms = new LinkedHashMap<>(old.terms());
    Optional.ofNullable(more.terms().get(from))
        .ifPresent(states -> terms.merge(from, states, States::or));
    return Incompatibility.of(terms, more.cause()).orElseThrow();
  }

  private void insert(Incompatibility incompatibility) {
    incompatibility
        .terms()
        .keySet()
        .forEach(
            node -> byNode.computeIfAbsent(node, any -> new ArrayList<>()).add(incompatibility));
  }

  private void remove(Incompatibility incompatibility) {
    incompatibility.terms().keySet().forEach(node -> of(node).remove(incompatibility));
  }
}
