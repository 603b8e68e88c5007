package org.debwright.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.debwright.archive.Pocket.Necessity;
import org.debwright.archive.ReleaseStore.Revalidation;
import org.debwright.debian.Architecture;
import org.debwright.debian.Suite;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter;

/** Opens a suite: chooses its pockets, gets what is missing, maps the rest. */
final class ArchiveOpener {
  // Digesting two Contents files at a time stays below 256 MB of heap.
  private static final int WORKERS = 2;

  private final Suite suite;
  private final Architecture architecture;
  private final ArchiveOptions options;
  private final ArchiveAccess access;
  private final AptConfiguration apt;
  private final ArchiveCache cache;
  private final ReleaseStore releases;
  private final IndexStore store;
  private final PocketReader reader;

  ArchiveOpener(
      Suite suite, Architecture architecture, ArchiveOptions options, ArchiveAccess access) {
    this.suite = suite;
    this.architecture = architecture;
    this.options = options;
    this.access = access;
    this.apt = AptConfiguration.read(access.environment());
    this.cache = new ArchiveCache(access.cache().resolve("archive"));
    Transport transport = new AptTransport(apt, access.environment());
    SignatureCheck signatures = new SignatureCheck(access.environment());
    this.releases = new ReleaseStore(cache, transport, signatures, apt, access, options.offline());
    this.store = new IndexStore(cache, transport, access.clock(), options.offline());
    this.reader = new PocketReader(cache, store, architecture, access.reporter());
  }

  SuiteArchive open() {
    List<Pocket> pockets = new PocketChoice(apt, suite, options).choose();
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS, ArchiveOpener::daemon);
    try {
      return open(pockets, workers);
    } finally {
      workers.shutdownNow();
    }
  }

  /** The state that {@link #open()} would find, where it would ask for no Release file. */
  Optional<String> knownState() {
    StringBuilder states = new StringBuilder();
    Suite named = suite;
    for (Pocket pocket : new PocketChoice(apt, suite, options).choose()) {
      if (!releases.isFresh(pocket)) {
        return Optional.empty();
      }
      Optional<SignedRelease> signed = releases.get(pocket, Revalidation.WHEN_STALE);
      if (signed.isPresent()) {
        named = states.isEmpty() ? suite(signed.get()) : named;
        states.append(' ').append(SuiteArchive.state(pocket, signed.get()));
      }
    }
    return Optional.of(named + " " + architecture + states);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "archive");
    thread.setDaemon(true);
    return thread;
  }

  private SuiteArchive open(List<Pocket> pockets, ExecutorService workers) {
    List<Future<Optional<SignedRelease>>> asked = new ArrayList<>();
    for (Pocket pocket : pockets) {
      asked.add(workers.submit(() -> releases.get(pocket, Revalidation.WHEN_STALE)));
    }
    List<PocketIndex> opened = new ArrayList<>();
    for (int i = 0; i < pockets.size(); i++) {
      Pocket pocket = pockets.get(i);
      Optional<SignedRelease> release = result(asked.get(i));
      if (release.isPresent()) {
        read(pocket, release.get(), workers).ifPresent(opened::add);
      } else {
        leaveOut(pocket);
      }
    }
    return new SuiteArchive(
        suite(opened.get(0).signed()), architecture, opened, new LocalMirror(cache, reader, store));
  }

  /** An alias such as {@code stable} becomes the codename, so that packages never move with it. */
  private Suite suite(SignedRelease main) {
    String codename = main.release().codename();
    boolean isAlias = options.uri().isEmpty() && suite.codename().equals(main.release().suite());
    return isAlias && !codename.isEmpty() ? Suite.parse(codename) : suite;
  }

  /** The pocket's index; a pocket that is not needed and not consistent is left out. */
  private Optional<PocketIndex> read(Pocket pocket, SignedRelease signed, ExecutorService workers) {
    try {
      return Optional.of(digested(pocket, signed, workers));
    } catch (IndexStore.IndexMismatch e) {
      return e.isRemembered() ? leaveOut(pocket, e) : readAgain(pocket, workers);
    } catch (IOException e) {
      throw ArchiveCache.unusable(e);
    }
  }

  /** Mirrors change while one reads: the Release file is asked for anew, once. */
  private Optional<PocketIndex> readAgain(Pocket pocket, ExecutorService workers) {
    Optional<SignedRelease> fresh = releases.get(pocket, Revalidation.NOW);
    try {
      return fresh.isEmpty()
          ? Optional.empty()
          : Optional.of(digested(pocket, fresh.get(), workers));
    } catch (IndexStore.IndexMismatch e) {
      return leaveOut(pocket, e);
    } catch (IOException e) {
      throw ArchiveCache.unusable(e);
    }
  }

  private PocketIndex digested(Pocket pocket, SignedRelease signed, ExecutorService workers)
      throws IOException {
    run(pocket, signed.release(), workers);
    reader.checkContents(pocket, signed.release());
    try {
      return reader.open(pocket, signed);
    } catch (IOException e) {
      // A digest is gone or damaged: made anew, once.
      reader.forget(pocket, signed.release());
      run(pocket, signed.release(), workers);
      return reader.open(pocket, signed);
    }
  }

  private void run(Pocket pocket, Release release, ExecutorService workers) throws IOException {
    List<PocketReader.Task> tasks = reader.tasks(pocket, release);
    if (tasks.isEmpty()) {
      return;
    }
    String label = "reading the archive's `" + pocket.suite() + "`";
    long size = tasks.stream().mapToLong(PocketReader.Task::sizeBytes).sum();
    try (Reporter.Progress progress = access.reporter().begin(label, size, Reporter.Unit.BYTES)) {
      List<Future<Boolean>> running = new ArrayList<>();
      for (PocketReader.Task task : tasks) {
        Callable<Boolean> work =
            () -> {
              task.work().run(progress::advance);
              return true;
            };
        running.add(workers.submit(work));
      }
      for (Future<Boolean> future : running) {
        finish(future);
      }
    }
  }

  private void leaveOut(Pocket pocket) {
    String reason = "the archive has no such suite";
    if (pocket.necessity() == Necessity.REQUIRED) {
      throw Diagnostic.error("archive-suite-missing", named(pocket) + " cannot be read")
          .because(reason)
          .mend("choose another `--suite`, or give its archive: `--archive URI`")
          .toException();
    }
    access
        .reporter()
        .report(
            Diagnostic.note("archive-pocket-left-out", named(pocket) + " is left out")
                .because(reason));
  }

  private Optional<PocketIndex> leaveOut(Pocket pocket, IndexStore.IndexMismatch mismatch) {
    String reason = String.valueOf(mismatch.getMessage());
    if (pocket.necessity() == Necessity.REQUIRED) {
      throw Diagnostic.error("archive-index-mismatch", named(pocket) + " is not consistent")
          .because(reason)
          .mend("try again later, or use another mirror: `--archive URI`")
          .toException();
    }
    access
        .reporter()
        .report(
            Diagnostic.warning("archive-pocket-left-out", named(pocket) + " is left out")
                .because(reason));
    return Optional.empty();
  }

  private static String named(Pocket pocket) {
    return "`" + pocket.suite() + "` of `" + pocket.shown() + "`";
  }

  private static <T> T result(Future<T> future) {
    try {
      return finish(future);
    } catch (IOException e) {
      throw ArchiveCache.unusable(e);
    }
  }

  private static <T> T finish(Future<T> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IOException io) {
        throw io;
      }
      if (cause instanceof DebwrightException refusal) {
        throw refusal;
      }
      throw new IllegalStateException(cause);
    }
  }
}
