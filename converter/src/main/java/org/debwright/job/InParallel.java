package org.debwright.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
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
    return map(things, threads, thing -> 0, work);
  }

  /**
   * Applies {@code work} to each thing, the heaviest first, so that none of them is left alone at
   * the end while the other threads wait.
   *
   * @throws DebwrightException with the refusals of all things that were refused
   */
  static <T, R> List<R> map(
      List<T> things, int threads, ToLongFunction<T> weight, Function<T, R> work) {
    List<FutureTask<R>> tasks = new ArrayList<>();
    things.forEach(thing -> tasks.add(new FutureTask<>(() -> work.apply(thing))));
    ExecutorService pool =
        Executors.newFixedThreadPool(
            Math.max(1, threads),
            task -> {
              Thread thread = new Thread(task, "work");
              thread.setDaemon(true);
              return thread;
            });
    try {
      IntStream.range(0, things.size())
          .boxed()
          .sorted(Comparator.comparing(i -> -weight.applyAsLong(things.get(i))))
          .forEach(i -> pool.execute(tasks.get(i)));
      return collect(tasks);
    } finally {
      pool.shutdownNow();
    }
  }

  private static <R> List<R> collect(List<? extends Future<R>> futures) {
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
