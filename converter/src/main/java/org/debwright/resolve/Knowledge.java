package org.debwright.resolve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.index.Distribution;
import org.debwright.index.Release;
import org.debwright.python.CoreMetadata;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.PythonTarget;
import org.debwright.python.Requirement;
import org.debwright.python.WheelFilename;

/**
 * What is known of the world: each page and each metadata file is asked for once, whoever asks
 * first. Thread-safe; waits for answers that another thread is fetching.
 */
final class Knowledge {
  private static final Set<String> FILE_PROBLEMS = Set.of("build", "metadata", "sdist", "wheel");

  private final World world;
  private final Optional<SuiteWorld> suite;
  private final PythonTarget target;
  private final SolverSettings settings;
  private final Wishes wishes;
  private final FileChoice choice;
  private final Map<ProjectName, FutureTask<Candidates>> candidates = new ConcurrentHashMap<>();
  private final Map<Candidate, FutureTask<Reading>> readings = new ConcurrentHashMap<>();

  Knowledge(
      World world,
      Optional<SuiteWorld> suite,
      PythonTarget target,
      SolverSettings settings,
      Wishes wishes) {
    this.world = world;
    this.suite = suite;
    this.target = target;
    this.settings = settings;
    this.wishes = wishes;
    this.choice = new FileChoice(target, settings.formats(), wishes);
  }

  /** All versions of {@code project}; none where it is unknown. */
  Candidates candidates(ProjectName project) {
    return await(candidates.computeIfAbsent(project, name -> new FutureTask<>(() -> survey(name))));
  }

  /** What is required by {@code candidate}, which must be usable. */
  Reading reading(Candidates of, Candidate candidate) {
    return await(
        readings.computeIfAbsent(
            candidate,
            any ->
                new FutureTask<>(
                    candidate
                        .offer()
                        .<Callable<Reading>>map(offer -> () -> packaged(of, offer))
                        .orElseGet(() -> readingOf(of.project(), candidate)))));
  }

  private Reading packaged(Candidates of, Offer offer) {
    List<Candidate> releases = of.fromIndex().indices().mapToObj(of::get).toList();
    Optional<Distribution> same =
        releases.stream()
            .filter(one -> one.version().equals(offer.version()))
            .flatMap(one -> wheel(one).stream())
            .findFirst();
    Optional<Rejection> other =
        SameSoftware.refute(
            offer,
            releases.stream().limit(1).flatMap(one -> one.files().stream()).toList(),
            offer.mapped()
                ? Set.of()
                : same.or(() -> newestWheel(releases)).map(this::modules).orElse(Set.of()));
    if (other.isPresent()) {
      return new Reading.Refused(other.get());
    }
    return new Reading.Packaged(
        offer,
        suite.orElseThrow().demands(offer),
        same.flatMap(this::metadata).map(m -> Reading.Known.of(m, target.markers())));
  }

  private static Optional<Distribution> newestWheel(List<Candidate> releases) {
    return releases.stream().flatMap(one -> wheel(one).stream()).findFirst();
  }

  /** The wheel to read of a release that is not to be built: any will do, one that fits first. */
  private static Optional<Distribution> wheel(Candidate release) {
    return Stream.concat(
            release.file().stream(),
            release.files().stream()
                .sorted(Comparator.comparing(file -> file.filename().filename())))
        .filter(file -> file.filename() instanceof WheelFilename)
        .findFirst();
  }

  private Optional<CoreMetadata> metadata(Distribution wheel) {
    return readable(() -> Optional.of(world.metadata(wheel)), Optional.empty());
  }

  private Set<String> modules(Distribution wheel) {
    return readable(() -> world.modules(wheel), Set.of());
  }

  private static <T> T readable(Supplier<T> reading, T otherwise) {
    try {
      return reading.get();
    } catch (DebwrightException refusal) {
      if (!isAboutTheFile(refusal.diagnostics().get(0))) {
        throw refusal;
      }
      return otherwise;
    }
  }

  // Whoever comes first runs the task on its own thread; the others wait for it.
  private static <T> T await(FutureTask<T> task) {
    task.run();
    try {
      return task.get();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failure.getCause());
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw Diagnostic.error("interrupted", "resolving was interrupted").toException();
    }
  }

  /** What was decided about which world a project comes from. */
  Policy policy() {
    return settings.policy();
  }

  /** What the suite packages of {@code project}, whether it is a candidate or not. */
  Optional<Offer> offer(ProjectName project) {
    return suite.flatMap(packages -> packages.offer(project));
  }

  /** What the suite's package of a project says, where it is what will most likely be taken. */
  List<Offer.Demand> comesWith(Requirement requirement) {
    if (suite.isEmpty()
        || settings.policy().preference() != Policy.Preference.DISTRO_FIRST
        || settings.policy().override(requirement.name()).isPresent()
        || wishes.direct(requirement.name()).isPresent()) {
      return List.of();
    }
    return suite
        .get()
        .offer(requirement.name())
        .filter(offer -> requirement.specifiers().contains(offer.version()))
        .map(suite.get()::demands)
        .orElse(List.of());
  }

  private Candidates survey(ProjectName project) {
    Optional<Distribution> direct = wishes.direct(project);
    boolean open = direct.isPresent();
    Candidates.Opening opening =
        new Candidates.Opening(
            Candidates.Openness.wanted(
                open
                    || settings.prereleases() == SolverSettings.Prereleases.ALLOWED
                    || wishes.namePrerelease(project)),
            Candidates.Openness.wanted(open || wishes.pin(project)));
    List<Candidate> versions =
        direct
            .map(file -> List.of(onlyCandidate(project, file)))
            .orElseGet(() -> bothWorlds(project));
    return new Candidates(
        project,
        versions,
        opening,
        new Candidates.Taste(
            settings.preference() == SolverSettings.Preference.BINARY,
            settings.policy().preference() == Policy.Preference.DISTRO_FIRST,
            Optional.ofNullable(settings.pins().get(project))));
  }

  private List<Candidate> bothWorlds(ProjectName project) {
    List<Candidate> releases = releases(project);
    Optional<Candidate> packaged =
        offer(project).filter(offer -> counts(offer, releases)).map(this::candidate);
    if (packaged.isEmpty()) {
      return releases;
    }
    List<Candidate> both = new ArrayList<>(releases);
    int place = 0;
    // Of two of one version the suite's stands first, for it need not be built.
    while (place < both.size()
        && both.get(place).version().compareTo(packaged.get().version()) > 0) {
      place++;
    }
    both.add(place, packaged.get());
    return List.copyOf(both);
  }

  private boolean counts(Offer offer, List<Candidate> releases) {
    return settings.policy().preference() != Policy.Preference.EXACT
        || settings.policy().override(offer.project()).isPresent()
        || releases.isEmpty();
  }

  // A hash is asked for to have those very bytes, which no package of the suite is made of.
  private Candidate candidate(Offer offer) {
    Optional<Rejection> rejection =
        wishes.hashes(offer.project()).isEmpty()
            ? Optional.empty()
            : Optional.of(new Rejection("hash", "hashes are asked for, which it has none of"));
    return Candidate.of(offer, rejection);
  }

  /** The version of what a URL or path gives is what its metadata say. */
  private Candidate onlyCandidate(ProjectName project, Distribution file) {
    CoreMetadata metadata = world.metadata(file);
    Candidate candidate =
        new Candidate(
            metadata.version(), () -> List.of(file), () -> choice.choose(project, List.of(file)));
    readings.put(candidate, new FutureTask<>(() -> check(project, candidate, metadata)));
    return candidate;
  }

  private List<Candidate> releases(ProjectName project) {
    Optional<List<Release>> told =
        wishes.spell(project) ? Optional.empty() : world.releases(project);
    Stream<Candidate> releases =
        told.map(Collection::stream)
            .map(all -> all.map(one -> release(project, one.version(), one::files)))
            .orElseGet(() -> bySpelling(project));
    return releases
        .sorted(
            Comparator.comparing(Candidate::version)
                .thenComparing(candidate -> candidate.version().toString())
                .reversed())
        .toList();
  }

  /** By spelling, not by equality: {@code ===} tells 1.0 from 1.0.0. */
  private Stream<Candidate> bySpelling(ProjectName project) {
    Map<String, List<Distribution>> byVersion = new LinkedHashMap<>();
    for (Distribution file : world.files(project)) {
      byVersion
          .computeIfAbsent(file.filename().version().toString(), any -> new ArrayList<>())
          .add(file);
    }
    return byVersion.values().stream()
        .map(files -> release(project, files.get(0).filename().version(), () -> files));
  }

  private Candidate release(
      ProjectName project, Pep440Version version, Supplier<List<Distribution>> files) {
    return new Candidate(version, files, () -> choice.choose(project, files.get()));
  }

  private Callable<Reading> readingOf(ProjectName project, Candidate candidate) {
    return () -> {
      try {
        return check(project, candidate, world.metadata(candidate.file().orElseThrow()));
      } catch (DebwrightException refusal) {
        Diagnostic first = refusal.diagnostics().get(0);
        if (!isAboutTheFile(first)) {
          throw refusal;
        }
        String why = first.why().isEmpty() ? "" : ": " + first.why();
        return new Reading.Refused(new Rejection("metadata", first.what() + why));
      }
    };
  }

  // A file that is wrong in itself speaks against its release. An index or a machine that fails
  // says
  // nothing of it, and must not lead to an older one.
  private static boolean isAboutTheFile(Diagnostic problem) {
    return FILE_PROBLEMS.contains(problem.code().replaceFirst("-.*", ""));
  }

  private Reading check(ProjectName project, Candidate candidate, CoreMetadata metadata) {
    if (!metadata.name().equals(project) || !metadata.version().equals(candidate.version())) {
      return new Reading.Refused(
          new Rejection(
              "mismatch",
              "its metadata are those of " + metadata.name() + " " + metadata.version()));
    }
    if (!metadata.requiresPython().contains(target.fullVersion())) {
      return new Reading.Refused(Rejection.python(metadata.requiresPython().toString(), target));
    }
    return Reading.Known.of(metadata, target.markers());
  }
}
