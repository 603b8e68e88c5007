package org.debwright.index;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Work that is done once however many threads ask for it: the first does it, the others wait and
 * get the same value or the same exception.
 */
final class Coalescer<K, V> {
  private final Map<K, CompletableFuture<V>> results = new ConcurrentHashMap<>();

  /** The value of {@code key}, by {@code work} where nobody has asked before. */
  V get(K key, Supplier<V> work) {
    CompletableFuture<V> mine = new CompletableFuture<>();
    CompletableFuture<V> first = results.putIfAbsent(key, mine);
    if (first == null) {
      try {
        mine.complete(work.get());
      } catch (RuntimeException | Error failure) {
        mine.completeExceptionally(failure);
      }
      first = mine;
    }
    return join(first);
  }

  private static <V> V join(CompletableFuture<V> result) {
    try {
      return result.join();
    } catch (CompletionException wrapped) {
      if (wrapped.getCause() instanceof RuntimeException original) {
        throw original;
      }
      throw wrapped;
    }
  }
}
