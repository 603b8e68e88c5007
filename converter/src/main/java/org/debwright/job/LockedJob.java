package org.debwright.job;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.debwright.archive.Archive;
import org.debwright.archive.RecordedArchive;
import org.debwright.build.BuildSettings;
import org.debwright.build.PackageFinder;
import org.debwright.build.PipWheelBuilder;
import org.debwright.build.WheelBuilder;
import org.debwright.deb.SourcePackage;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;
import org.debwright.index.Distribution;
import org.debwright.index.HttpIndex;
import org.debwright.index.Index;
import org.debwright.index.IndexSettings;
import org.debwright.index.PipConfiguration;
import org.debwright.lock.Lock;
import org.debwright.lock.LockedFile;
import org.debwright.lock.LockedPackage;
import org.debwright.lock.LockedPackage.Source;
import org.debwright.lock.Selector;
import org.debwright.python.AskedRequirement;
import org.debwright.python.AskedRequirement.ByLocation;
import org.debwright.python.CoreMetadata;
import org.debwright.python.Hash;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.Requirement;
import org.debwright.python.RequirementsOptions;
import org.debwright.python.SpecifierSet;
import org.debwright.python.VcsLocation;
import org.debwright.python.Wheel;
import org.debwright.resolve.FileChoice;
import org.debwright.resolve.Resolution;
import org.debwright.resolve.Resolution.Pinned;
import org.debwright.target.Target;
import org.jspecify.annotations.Nullable;

/**
 * The main job where a lock has chosen: exactly its files are fetched and made into packages, or
 * nothing is.
 */
public final class LockedJob implements AutoCloseable {
  private final Surroundings surroundings;
  private final Target target;
  private final LockQuestion question;
  private final Lock lock;
  private final RequirementsOptions options;
  private final HttpIndex addresses;
  private final LockedIndex index;
  private final WheelBuilder builder;
  private @Nullable HttpIndex configured;

  private LockedJob(
      LockQuestion question,
      Lock lock,
      Target target,
      Surroundings surroundings,
      Optional<PipConfiguration> pip) {
    this.surroundings = surroundings;
    this.target = target;
    this.question = question;
    this.lock = lock;
    this.options = Options.over(pip, question.options());
    IndexSettings places = Options.places(pip, options);
    this.addresses = open(places.withoutIndex());
    this.index = new LockedIndex(addresses, this::configured, surroundings.reporter());
    this.builder =
        question.sources() == Question.Sources.REFUSED
            ? WheelBuilder.refusing()
            : new PipWheelBuilder(
                target,
                lock.builds().isEmpty()
                    ? MainJob.building(
                        question.builds(),
                        options,
                        target,
                        PackageFinder.NONE,
                        this::forBuilds,
                        places,
                        surroundings)
                    : recorded());
  }

  /** Opens what a lock needs; no index is asked. */
  public static LockedJob open(
      LockQuestion question, Lock lock, Target target, Surroundings surroundings) {
    return new LockedJob(
        question,
        lock,
        target,
        surroundings,
        PipConfiguration.beside(surroundings.environment(), surroundings.cache()));
  }

  private HttpIndex open(IndexSettings places) {
    return HttpIndex.open(
        places,
        surroundings.cache(),
        surroundings.mode(),
        surroundings.environment(),
        surroundings.clock(),
        surroundings.reporter());
  }

  // As they were built when the lock was made: nothing else is chosen.
  private BuildSettings recorded() {
    if (!question.builds().constraintsFiles().isEmpty()) {
      throw Diagnostic.error(
              "lock-and-constraints", "constraints of builds are given beside a lock")
          .because("the lock says what its sources are built with")
          .at(where())
          .toException();
    }
    return new BuildSettings(
        surroundings.cache(),
        surroundings.scratch(),
        new LockedBuildRequirements(
            lock.builds(),
            index,
            directory(),
            new IndexBuildRequirements(
                this::forBuilds,
                target.python(),
                Options.choices(options, Question.Sources.BUILT),
                List.of())),
        new Fingerprint().with(lock.builds()).hex(),
        question.builds().depends(),
        PackageFinder.NONE,
        question.builds().network(),
        surroundings.sourceDateEpoch(),
        surroundings.reporter());
  }

  // Locks without facts, and those of other tools, do not say what their sources need.
  private Index forBuilds() {
    return configured()
        .orElseThrow(
            () ->
                Diagnostic.error("build-index-missing", "what a build needs cannot be had")
                    .because("no index and no `--find-links` is known to have it")
                    .toException());
  }

  // Asked for by several downloads at once.
  private synchronized Optional<Index> configured() {
    if (configured == null) {
      Optional<PipConfiguration> pip =
          options.indexUrl().isPresent()
              ? PipConfiguration.beside(surroundings.environment(), surroundings.cache())
              : PipConfiguration.find(surroundings.environment(), surroundings.cache());
      IndexSettings places = Options.places(pip, options);
      if (places.noIndex() || places.indexUrl().isEmpty()) {
        if (places.findLinks().isEmpty()) {
          return Optional.empty();
        }
        places = places.withoutIndex();
      }
      configured = open(places);
    }
    return Optional.of(configured);
  }

  /**
   * The lock's entries for the target, each with the file to use.
   *
   * @throws org.debwright.diagnostic.DebwrightException if the lock is not for the target
   */
  public Selection select() {
    List<LockedPackage> wanted =
        Selector.wanted(lock, target.python(), question.extras(), question.groups(), where());
    Set<ProjectName> asked = asked(wanted);
    return new Selection(
        target,
        new Resolution(
            wanted.stream().map(entry -> pinned(entry, asked.contains(entry.name()))).toList(),
            lock.supplied().stream().map(supply -> supply.supplied(target.suite())).toList(),
            new TreeMap<>()));
  }

  // Other tools do not say what was asked for: it is what nothing else in the lock needs.
  private Set<ProjectName> asked(List<LockedPackage> wanted) {
    Set<ProjectName> asked = new TreeSet<>();
    wanted.stream().filter(LockedPackage::asked).forEach(entry -> asked.add(entry.name()));
    if (lock.target().isEmpty()) {
      Set<ProjectName> needed = new HashSet<>();
      wanted.forEach(entry -> needed.addAll(entry.dependencies()));
      wanted.stream()
          .map(LockedPackage::name)
          .filter(name -> !needed.contains(name))
          .forEach(asked::add);
    }
    return asked;
  }

  private Pinned pinned(LockedPackage entry, boolean asked) {
    if (entry.source() instanceof Source.Files files) {
      return released(entry, files, asked);
    }
    Pinned direct = new DirectSource(index, builder, surroundings).pinned(located(entry));
    return new Pinned(
        direct.project(),
        direct.version(),
        entry.extras(),
        entry.askedExtras(),
        direct.distribution(),
        List.of(),
        direct.metadata(),
        requirements(entry),
        asked,
        /* direct= */ true,
        new TreeSet<>());
  }

  private Pinned released(LockedPackage entry, Source.Files files, boolean asked) {
    List<LockedFile> offered = new ArrayList<>(files.wheels());
    files.sdist().ifPresent(offered::add);
    List<Distribution> distributions =
        offered.stream().map(file -> file.distribution(entry.name(), directory())).toList();
    Distribution file =
        FileChoice.ofLocked(
            target.python(),
            Options.choices(options, question.sources()).formats(),
            entry.name(),
            distributions);
    Pep440Version version = entry.version().orElse(file.filename().version());
    return new Pinned(
        entry.name(),
        version,
        entry.extras(),
        entry.askedExtras(),
        file,
        List.of(),
        unread(entry.name(), version),
        requirements(entry),
        asked,
        /* direct= */ false,
        new TreeSet<>(file.hashes().stream().filter(Hash::isStrong).toList()));
  }

  // A lock has no requirements but names, and the wheel's own are read when it is there.
  private static CoreMetadata unread(ProjectName project, Pep440Version version) {
    String text = "Metadata-Version: 2.1\nName: " + project + "\nVersion: " + version + "\n";
    return CoreMetadata.parse(text.getBytes(StandardCharsets.UTF_8), project.toString());
  }

  private static List<Requirement> requirements(LockedPackage entry) {
    return entry.dependencies().stream()
        .map(
            name ->
                new Requirement(
                    name, new TreeSet<>(), SpecifierSet.ANY, Optional.empty(), Optional.empty()))
        .toList();
  }

  private ByLocation located(LockedPackage entry) {
    String location;
    String inside = "";
    Set<Hash> hashes = Set.of();
    Optional<VcsLocation> vcs = Optional.empty();
    if (entry.source() instanceof Source.Vcs checkout) {
      // Whatever the revision's name has come to mean: the commit counts.
      vcs =
          Optional.of(
              new VcsLocation(checkout.client(), checkout.url(), Optional.of(checkout.commitId())));
      location = checkout.url();
      inside = checkout.subdirectory().orElse("");
    } else if (entry.source() instanceof Source.Archive archive) {
      LockedFile file = archive.file();
      location =
          file.url()
              .orElseGet(() -> directory().resolve(file.path().orElse(file.name())).toString());
      inside = archive.subdirectory().orElse("");
      hashes = file.hashes();
    } else {
      location = directory().resolve(((Source.Directory) entry.source()).path()).toString();
    }
    return new ByLocation(
        location,
        Optional.of(entry.name()),
        entry.extras(),
        Optional.empty(),
        inside,
        AskedRequirement.Mode.REGULAR,
        new TreeSet<>(hashes),
        List.of(),
        vcs,
        where());
  }

  private Path directory() {
    return question.file().toAbsolutePath().normalize().resolveSibling("");
  }

  private Location where() {
    return Location.of(question.file().toString());
  }

  /**
   * Fetches, builds, converts and writes the packages of a selection into the cache.
   *
   * @throws org.debwright.diagnostic.DebwrightException if any of them is refused; then none is
   *     kept
   */
  public List<MadePackage> make(Selection selection, Archive archive, PackageSettings settings) {
    ReadableCompression.require(settings.compression(), archive);
    return Ledger.of(selection, archive, settings, builder.state(), surroundings)
        .lookUpOr(listening -> make(selection, archive, settings, listening));
  }

  /**
   * Source packages of what was made, of all releases that the lock has a source of; a warning
   * names the others.
   *
   * @throws org.debwright.diagnostic.DebwrightException if a source cannot be unpacked safely
   */
  public List<SourcePackage> sources(List<MadePackage> made, PackageSettings settings) {
    Originals originals = new Originals(surroundings);
    Map<ProjectName, LockedPackage> entries = new TreeMap<>();
    Selector.wanted(lock, target.python(), question.extras(), question.groups(), where())
        .forEach(entry -> entries.put(entry.name(), entry));
    return ReleasedSources.pack(
        made,
        project -> original(entries.get(project), originals),
        new SourceShelf(target, settings.revision(), surroundings),
        surroundings,
        projects ->
            originals.lacking(
                projects,
                "the lock has no source distribution of them",
                "lock with `--with-sources`; what has only wheels has none there either"));
  }

  private Optional<Path> original(@Nullable LockedPackage entry, Originals originals) {
    if (entry == null) {
      return Optional.empty();
    }
    return entry.source() instanceof Source.Files files
        ? files
            .sdist()
            .map(sdist -> sdist.distribution(entry.name(), directory()))
            .map(file -> index.fetch(file, Set.copyOf(file.hashes())))
        : new DirectSource(index, builder, surroundings).original(located(entry), originals);
  }

  private List<MadePackage> make(
      Selection selection, Archive archive, PackageSettings settings, Surroundings listening) {
    try (Pantry pantry =
        Pantry.fill(
            selection.resolution(), index, builder, listening.reporter(), this::checkIdentity)) {
      return new PackageMaker(selection, archive, settings, listening)
          .make(
              pantry.ingredients(),
              () -> {
                if (archive instanceof RecordedArchive recorded) {
                  recorded.requireSamePaths();
                }
              });
    }
  }

  // What is built from source says only then what it is.
  private void checkIdentity(Pinned pinned, Wheel wheel) {
    boolean same =
        wheel.filename().project().equals(pinned.project())
            && wheel.filename().version().equals(pinned.version());
    if (!same || !wheel.metadata().requiresPython().contains(target.python().fullVersion())) {
      throw Diagnostic.error(
              "lock-other-release",
              "`" + pinned.distribution().filename().filename() + "` is not what the lock says")
          .because(
              same
                  ? "it requires Python " + wheel.metadata().requiresPython()
                  : "the lock says `%s==%s`, it is `%s==%s`"
                      .formatted(
                          pinned.project(),
                          pinned.version(),
                          wheel.filename().project(),
                          wheel.filename().version()))
          .at(where())
          .toException();
    }
  }

  @Override
  public void close() {
    builder.close();
    addresses.close();
    if (configured != null) {
      configured.close();
    }
  }
}
