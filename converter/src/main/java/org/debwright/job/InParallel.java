package org.debwright.job;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/** The same work on many things at once; results and refusals keep the order of the things. */
final class InParallel {
  private InParallel() {}

  /**
   * Applies {@code work} to each thing.
   *
   * @throws DebwrightException with the refusals of all things that were refused
   */
  static <T, R> List<R> map(List<T> things, int threads, Function<T, R> work) {
    ExecutorService pool =
        Executors.newFixedThreadPool(
            Math.max(1, threads),
            task -> {
              Thread thread = new Thread(task, "work");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<R>> futures = new ArrayList<>();
      things.forEach(thing -> futures.add(pool.submit(() -> work.apply(thing))));
      return collect(futures);
    } finally {
      pool.shutdownNow();
    }
  }

  private static <R> List<R> collect(List<Future<R>> futures) {
    List<R> results = new ArrayList<>();
    List<Diagnostic> refusals = new ArrayList<>();
    for (Future<R> future : futures) {
      try {
        results.add(future.get());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof DebwrightException refusal) {
          refusals.addAll(refusal.diagnostics());
        } else if (e.getCause() instanceof RuntimeException bug) {
          throw bug;
        } else {
          throw new IllegalStateException(e.getCause());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Diagnostic.error("interrupted", "the run was interrupted").toException();
      }
    }
    if (!refusals.isEmpty()) {
      throw new DebwrightException(refusals.stream().distinct().toList());
    }
    return results;
  }
}
