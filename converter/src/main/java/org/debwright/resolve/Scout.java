package org.debwright.resolve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.index.Distribution;
import org.debwright.python.MarkerEnvironment;
import org.debwright.python.ProjectName;
import org.debwright.python.Requirement;
import org.debwright.python.WheelFilename;
import org.jspecify.annotations.Nullable;

/**
 * Walks ahead of the solver, several questions at a time: a project's page, the metadata of the
 * candidate that will most likely be chosen, the pages of what that requires. Only warms {@link
 * Knowledge}; whatever it does or fails to do, the solver comes to the same result.
 */
final class Scout implements AutoCloseable {
  // A project whose likely candidate keeps changing is left to the solver: each further guess
  // would be one more request for metadata that may not be needed.
  private static final int GUESSES_PER_PROJECT = 2;

  private final Knowledge knowledge;
  private final MarkerEnvironment environment;
  private final ThreadPoolExecutor threads;
  private final Map<ProjectName, Track> tracks = new HashMap<>();

  Scout(Knowledge knowledge, MarkerEnvironment environment, int lookahead) {
    this.knowledge = knowledge;
    this.environment = environment;
    this.threads =
        new ThreadPoolExecutor(
            Math.max(1, lookahead),
            Math.max(1, lookahead),
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, "debwright-scout");
              thread.setDaemon(true);
              return thread;
            },
            // After closing nothing more is asked.
            new ThreadPoolExecutor.DiscardPolicy());
    if (lookahead == 0) {
      threads.shutdown();
    }
  }

  /** What is known ahead of one project. */
  private static final class Track {
    private final Set<ProjectName> extras = new HashSet<>();
    private final Set<Integer> guesses = new HashSet<>();
    private @Nullable Candidates candidates;
    private @Nullable States possible;
    private final List<Requirement> waiting = new ArrayList<>();
  }

  /** Says that these requirements will most likely count. */
  void expect(Collection<Requirement> requirements) {
    requirements.stream().filter(requirement -> requirement.url().isEmpty()).forEach(this::expect);
  }

  private synchronized void expect(Requirement requirement) {
    boolean isNew = !tracks.containsKey(requirement.name());
    Track track = tracks.computeIfAbsent(requirement.name(), name -> new Track());
    boolean moreExtras = track.extras.addAll(requirement.extras());
    track.waiting.add(requirement);
    if (isNew) {
      run(() -> survey(requirement.name(), track));
      // No answer is needed to know what comes with it.
      expect(bare(knowledge.comesWith(requirement)));
    } else if (narrow(track) || moreExtras) {
      guess(track);
    }
  }

  private void survey(ProjectName project, Track track) {
    Candidates candidates = knowledge.candidates(project);
    synchronized (this) {
      track.candidates = candidates;
      track.possible = candidates.all();
      narrow(track);
      guess(track);
    }
  }

  /** Takes the requirements met since the last time into account; whether that left out any. */
  private static boolean narrow(Track track) {
    Candidates candidates = track.candidates;
    States before = track.possible;
    if (candidates == null || before == null) {
      return false;
    }
    States possible = before;
    for (Requirement requirement : track.waiting) {
      States narrowed = possible.and(candidates.admit(requirement.specifiers()).allowed());
      // A requirement that fits nothing else is left for the solver to judge.
      possible = narrowed.isEmpty() ? possible : narrowed;
    }
    track.waiting.clear();
    track.possible = possible;
    return !possible.equals(before);
  }

  /** Reads the candidate that is likely by all requirements met so far. */
  private synchronized void guess(Track track) {
    Candidates candidates = track.candidates;
    States possible = track.possible;
    if (candidates == null || possible == null || candidates.size() == 0) {
      return;
    }
    likely(candidates, possible)
        .filter(index -> track.guesses.contains(index) || mayGuess(track))
        .ifPresent(
            index -> {
              track.guesses.add(index);
              Set<ProjectName> extras = Set.copyOf(track.extras);
              run(() -> read(candidates, candidates.get(index), extras));
            });
  }

  private static boolean mayGuess(Track track) {
    return track.guesses.size() < GUESSES_PER_PROJECT;
  }

  private static Optional<Integer> likely(Candidates candidates, States possible) {
    States rest = possible;
    while (!rest.isEmpty()) {
      int best = candidates.best(rest);
      if (candidates.rejection(best).isEmpty()) {
        return Optional.of(best).filter(index -> isWheel(candidates.get(index)));
      }
      rest = rest.minus(States.only(candidates.size(), best));
    }
    return Optional.empty();
  }

  // Metadata of a source distribution may have to be built: too dear to be guessed.
  static boolean isCheap(Distribution file) {
    return file.filename() instanceof WheelFilename;
  }

  private static boolean isWheel(Candidate candidate) {
    return candidate.offer().isPresent() || candidate.file().filter(Scout::isCheap).isPresent();
  }

  private void read(Candidates candidates, Candidate candidate, Set<ProjectName> extras) {
    Reading reading = knowledge.reading(candidates, candidate);
    if (reading instanceof Reading.Known known) {
      expect(known.requirements());
      expectExtras(known, extras);
    } else if (reading instanceof Reading.Packaged packaged) {
      expect(bare(packaged.demands()));
      packaged.upstream().ifPresent(known -> expectExtras(known, extras));
    }
  }

  private static List<Requirement> bare(List<Offer.Demand> demands) {
    return demands.stream()
        .filter(demand -> demand.kind() == Offer.Demand.Kind.DEPENDS)
        .map(demand -> Requirement.parse(demand.project().normalized()))
        .toList();
  }

  private void expectExtras(Reading.Known known, Set<ProjectName> extras) {
    extras.stream()
        .sorted()
        .map(extra -> known.requirements(environment, extra))
        .forEach(this::expect);
  }

  private void run(Runnable work) {
    threads.execute(() -> quietly(work));
  }

  private static void quietly(Runnable work) {
    try {
      work.run();
    } catch (DebwrightException kept) {
      // Knowledge keeps it for the solver, should that ever ask the same question.
    }
  }

  /** Asks nothing more; answers on their way are not waited for. */
  @Override
  public void close() {
    threads.getQueue().clear();
    threads.shutdown();
  }
}
