package org.debwright.resolve;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * Facts computed one source after the other, each only when those before it are used up. (A
 * stream's iterator would compute more than it hands out.)
 */
final class LazyFacts<S> implements Iterator<Incompatibility> {
  private final Iterator<S> sources;
  private final Function<S, List<Incompatibility>> reading;
  private final Deque<Incompatibility> ready = new ArrayDeque<>();

  LazyFacts(List<S> sources, Function<S, List<Incompatibility>> reading) {
    this.sources = sources.iterator();
    this.reading = reading;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && sources.hasNext()) {
      ready.addAll(reading.apply(sources.next()));
    }
    return !ready.isEmpty();
  }

  @Override
  public Incompatibility next() {
    return ready.removeFirst();
  }
}
