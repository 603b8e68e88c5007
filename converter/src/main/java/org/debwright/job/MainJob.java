package org.debwright.job;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.debwright.archive.Archive;
import org.debwright.archive.ArchiveFacts;
import org.debwright.archive.RecordingArchive;
import org.debwright.archive.SuiteArchive;
import org.debwright.build.BuildSettings;
import org.debwright.build.PackageFinder;
import org.debwright.build.PipWheelBuilder;
import org.debwright.build.WheelBuilder;
import org.debwright.deb.SourcePackage;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.index.CacheMode;
import org.debwright.index.Distribution;
import org.debwright.index.HttpIndex;
import org.debwright.index.Index;
import org.debwright.index.IndexSettings;
import org.debwright.index.PipConfiguration;
import org.debwright.job.Evidence.PipNeed;
import org.debwright.lock.Lock;
import org.debwright.lock.LockedBuild;
import org.debwright.lock.LockedPackage;
import org.debwright.lock.LockedTarget;
import org.debwright.python.AskedRequirement;
import org.debwright.python.AskedRequirement.ByLocation;
import org.debwright.python.AskedRequirement.ByName;
import org.debwright.python.Hash;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.PythonVersion;
import org.debwright.python.RequirementsInput;
import org.debwright.python.RequirementsOptions;
import org.debwright.python.RequirementsOptions.Switch;
import org.debwright.resolve.Resolution;
import org.debwright.resolve.Resolution.Pinned;
import org.debwright.resolve.Root;
import org.debwright.resolve.Solver;
import org.debwright.resolve.SuiteWorld;
import org.debwright.target.Target;

/**
 * The main job, a step at a time: what was asked is read, solved for the target, fetched or built,
 * and made into packages. Publishing them is {@link Publication}'s.
 */
public final class MainJob implements AutoCloseable {
  private final Surroundings surroundings;
  private final Target target;
  private final RequirementsInput input;
  private final Question question;
  private final HttpIndex index;
  private final BuildMemory builder;
  private final DirectSource direct;
  private final Evidence evidence;
  // What was asked for by URL or path, by the project that it turned out to be.
  private final Map<ProjectName, ByLocation> located = new HashMap<>();
  private Map<ProjectName, Pep440Version> pins = Map.of();

  private MainJob(
      Surroundings surroundings,
      Target target,
      RequirementsInput input,
      Question question,
      HttpIndex index,
      BuildMemory builder,
      Evidence evidence) {
    this.surroundings = surroundings;
    this.target = target;
    this.input = input;
    this.question = question;
    this.index = index;
    this.builder = builder;
    this.direct = new DirectSource(index, builder, surroundings);
    this.evidence = evidence;
  }

  /**
   * Reads what is asked and opens the index.
   *
   * @throws org.debwright.diagnostic.DebwrightException if the question cannot be understood
   */
  public static MainJob open(Question question, Target target, Surroundings surroundings) {
    boolean knowsIndex =
        question.options().indexUrl().isPresent() || question.options().has(Switch.NO_INDEX);
    Evidence evidence = new Evidence(surroundings.clock());
    PipNeed need = knowsIndex ? PipNeed.OPTIONS : PipNeed.INDEX;
    Optional<PipConfiguration> pip = need.ask(surroundings.environment(), surroundings.cache());
    evidence.pip(need, pip);
    if (!question.builds().constraintsFiles().isEmpty()) {
      evidence.breakOff();
    }
    RequirementsOptions said = Options.over(pip, question.options());
    RequirementsInput input =
        Requirements.read(question, said, Options.places(pip, said), surroundings, evidence);
    IndexSettings places = Options.places(pip, input.options());
    if (places.indexUrl().isEmpty() && !places.noIndex()) {
      PipConfiguration.require(surroundings.environment(), surroundings.cache());
    }
    HttpIndex index =
        HttpIndex.open(
            places,
            surroundings.cache(),
            surroundings.mode(),
            surroundings.environment(),
            surroundings.clock(),
            surroundings.reporter());
    WheelBuilder plain =
        question.sources() == Question.Sources.REFUSED
            ? WheelBuilder.refusing()
            : new PipWheelBuilder(
                target,
                building(
                    question.builds(),
                    input.options(),
                    target,
                    new SuiteFiles(question.target(), surroundings),
                    () -> index,
                    places,
                    surroundings));
    BuildMemory builder = new BuildMemory(evidence.guarding(plain), index);
    return new MainJob(surroundings, target, input, question, index, builder, evidence);
  }

  /** How sources are built: what that needs comes from {@code index}. */
  static BuildSettings building(
      Builds builds,
      RequirementsOptions said,
      Target target,
      PackageFinder finder,
      Supplier<? extends Index> index,
      IndexSettings places,
      Surroundings surroundings) {
    List<Root> constraints = builds.constraints(said, places, surroundings);
    return new BuildSettings(
        surroundings.cache(),
        surroundings.scratch(),
        new IndexBuildRequirements(
            index, target.python(), Options.choices(said, Question.Sources.BUILT), constraints),
        constraints.stream()
            .map(root -> root.requirement() + " " + root.hashes())
            .toList()
            .toString(),
        builds.depends(),
        finder,
        builds.network(),
        surroundings.sourceDateEpoch(),
        surroundings.reporter());
  }

  /**
   * Chooses a release of every project that is needed, all of the index.
   *
   * @throws org.debwright.diagnostic.DebwrightException with a proof if nothing fits
   */
  public Selection select() {
    return select(Optional.empty());
  }

  /**
   * Chooses for every project that is needed a release of the index or what the suite packages.
   *
   * @param archive the suite's; needed where the question's policy says so
   * @throws org.debwright.diagnostic.DebwrightException with a proof if nothing fits
   */
  public Selection select(Optional<Archive> archive) {
    List<Root> roots = new ArrayList<>();
    for (AskedRequirement asked : input.requirements()) {
      if (asked instanceof ByName byName) {
        roots.add(root(byName));
      } else if (asked instanceof ByLocation byLocation && applies(byLocation)) {
        evidence.breakOff();
        Root root = direct.root(byLocation);
        located.put(root.requirement().name(), byLocation);
        roots.add(root);
      }
    }
    Solver solver =
        new Solver(
            new IndexWorld(index, builder, requiredHashes()),
            archive.flatMap(this::suite),
            target.python(),
            Options.choices(input.options(), question.sources())
                .withPolicy(question.policy())
                .withPins(pins),
            surroundings.reporter());
    Resolution resolution = solver.solve(roots, constraints());
    if (resolution.pinned().stream().anyMatch(pinned -> Ledger.sha256(pinned).isEmpty())) {
      // Under the same name there may be another file by now.
      evidence.breakOff();
    }
    return new Selection(target, resolution);
  }

  /** What the suite packages is for its own Python alone. */
  private Optional<SuiteWorld> suite(Archive archive) {
    int major = target.python().version().major();
    Optional<PythonVersion> own =
        archive.python(major).map(full -> PythonVersion.parse(full.toString()));
    if (!own.equals(Optional.of(target.python().version()))) {
      if (question.policy().needsSuite()) {
        surroundings
            .reporter()
            .report(
                Diagnostic.warning("policy-without-suite", "every project is taken from the index")
                    .because(
                        "`"
                            + target.suite()
                            + "` packages for its own Python, not for "
                            + target.python().version()));
      }
      return Optional.empty();
    }
    return Optional.of(new SuitePackages(archive, major, question.map()));
  }

  private boolean applies(AskedRequirement asked) {
    return asked.appliesTo(target.python().markers());
  }

  private static Root root(ByName asked) {
    return new Root(asked.requirement(), Optional.empty(), asked.hashes(), asked.where());
  }

  private List<Root> constraints() {
    return input.constraints().stream()
        .filter(ByName.class::isInstance)
        .map(asked -> root((ByName) asked))
        .toList();
  }

  private Map<ProjectName, Set<Hash>> requiredHashes() {
    Map<ProjectName, Set<Hash>> required = new HashMap<>();
    for (AskedRequirement asked : input.requirements()) {
      if (asked.project().isPresent() && !asked.hashes().isEmpty()) {
        required.put(asked.project().get(), asked.hashes());
      }
    }
    return required;
  }

  /** Keeps an earlier lock's versions where they still fit; said before {@link #select()}. */
  public void keep(EarlierLock earlier) {
    pins = earlier.pins();
  }

  /** Says which archive answers are drawn from, too. */
  public void drawsFrom(SuiteArchive archive) {
    evidence.archive(question.target(), archive.state());
  }

  /** Says which file answers are drawn from, too. */
  public void drawsFrom(Path file) {
    evidence.file(file);
  }

  /** Says what was published: for as long as it stays so, the same would come out again. */
  public void published(Publication publication) {
    evidence.files(publication.files());
  }

  /** Says what took the place of an earlier lock. */
  public void replaced(EarlierLock earlier, String text) {
    evidence.lock(
        earlier.file(), earlier.checksum(), Checksum.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * A selection as a lock file has it. A file is fetched only where the index does not tell its
   * SHA-256.
   *
   * @param maintainer of the packages to be
   * @param options others that the packages depend on, as the command line names them
   * @param file where the lock will be: what is below its directory is locked by a relative path
   * @param withSources whether source distributions are locked beside the wheels
   */
  public Lock lock(
      Selection selection,
      String policy,
      String maintainer,
      SortedMap<String, String> options,
      Path file,
      boolean withSources) {
    LockedTarget locked =
        new LockedTarget(
            target.suite(),
            target.architecture(),
            target.python().version(),
            policy,
            Optional.of(maintainer),
            options);
    Path directory = file.toAbsolutePath().normalize().resolveSibling("");
    Map<ProjectName, LockedPackage.Source> sources = new HashMap<>();
    located.forEach((project, asked) -> sources.put(project, direct.locked(asked, directory)));
    return Lock.of(
        selection.resolution(),
        locked,
        target.python(),
        sources,
        withSources ? sdists(selection) : Map.of(),
        one -> {
          evidence.breakOff();
          return DirectSource.digest(index.fetch(one, Set.of()), "sha256");
        });
  }

  /** What each source of a selection that was made into packages was built with. */
  public List<LockedBuild> builds(Selection selection) {
    return builder.of(selection.resolution().pinned());
  }

  private Map<ProjectName, Distribution> sdists(Selection selection) {
    return ReleasedSources.of(selection.resolution().pinned(), index);
  }

  /**
   * Source packages of what was made, of all releases that have a source; a warning names the
   * others.
   *
   * @throws org.debwright.diagnostic.DebwrightException if a source cannot be unpacked safely
   */
  public List<SourcePackage> sources(
      Selection selection, List<MadePackage> made, PackageSettings settings) {
    Map<ProjectName, Distribution> sdists = sdists(selection);
    Originals originals = new Originals(surroundings);
    return ReleasedSources.pack(
        made,
        project ->
            located.containsKey(project)
                ? direct.original(located.get(project), originals)
                : ReleasedSources.fetch(project, sdists, index),
        new SourceShelf(target, settings.revision(), surroundings),
        surroundings,
        projects ->
            originals.lacking(
                projects,
                "nothing but wheels was released of them",
                "get their source from where they are developed, if their licence asks for it"));
  }

  /**
   * What the answers so far were drawn from, as rows of an {@link AnswerFile}; empty where it
   * cannot be told later whether they hold.
   */
  Optional<List<List<String>>> evidence() {
    boolean asksTheIndex = surroundings.mode() == CacheMode.NORMAL;
    boolean isNamed = evidence.hasArchive() || !Targets.needsArchive(question.target());
    return asksTheIndex && isNamed
        ? evidence.rows(index.pagesUsed(), index.directories())
        : Optional.empty();
  }

  /**
   * Fetches, builds, converts and writes the packages of a selection into the cache.
   *
   * @throws org.debwright.diagnostic.DebwrightException if any of them is refused; then none is
   *     kept
   */
  public List<MadePackage> make(Selection selection, Archive archive, PackageSettings settings) {
    return make(selection, archive, settings, builder.state(), () -> List.of());
  }

  /** The same, after a warning of each package of the suite that ours break. */
  public List<MadePackage> make(
      Selection selection, Archive archive, PackageSettings settings, ImpactQuestion asked) {
    return make(
        selection,
        archive,
        settings,
        builder.state() + asked.depth(),
        () -> impact(selection, settings, asked));
  }

  // Warnings are remembered with the packages: finding them takes longer than all else of a run
  // that makes none.
  private List<MadePackage> make(
      Selection selection,
      Archive archive,
      PackageSettings settings,
      String state,
      Supplier<List<Diagnostic>> warnings) {
    ReadableCompression.require(settings.compression(), archive);
    return Ledger.of(selection, archive, settings, state, surroundings)
        .lookUpOr(
            listening -> {
              warnings.get().forEach(listening.reporter()::report);
              return make(selection, archive, settings, listening);
            });
  }

  private List<MadePackage> make(
      Selection selection, Archive archive, PackageSettings settings, Surroundings listening) {
    try (Pantry pantry =
        Pantry.fill(
            selection.resolution(), index, builder, listening.reporter(), Pantry::compare)) {
      return new PackageMaker(selection, archive, settings, listening).make(pantry.ingredients());
    }
  }

  /**
   * What making packages of a selection asks of the suite's archive: everything is fetched, built
   * and converted, and nothing is written.
   *
   * @throws org.debwright.diagnostic.DebwrightException if any of them is refused
   */
  public ArchiveFacts facts(
      Selection selection, RecordingArchive archive, PackageSettings settings) {
    ReadableCompression.require(settings.compression(), archive);
    try (Pantry pantry =
        Pantry.fill(
            selection.resolution(), index, builder, surroundings.reporter(), Pantry::compare)) {
      new PackageMaker(selection, archive, settings, surroundings).decide(pantry.ingredients());
    }
    return archive.facts();
  }

  /**
   * Which packages of the suite ask for another version of what ours take the place of, a warning
   * each.
   */
  public List<Diagnostic> impact(
      Selection selection, PackageSettings settings, ImpactQuestion asked) {
    return asked.answer(selection, settings, index);
  }

  /**
   * Makes packages of the release files and directories that were asked for, and of nothing they
   * need.
   *
   * @throws org.debwright.diagnostic.DebwrightException if any of them is refused, or one was asked
   *     for by name
   */
  public List<MadePackage> convert(Archive archive, PackageSettings settings) {
    ReadableCompression.require(settings.compression(), archive);
    List<Pinned> pinned = new ArrayList<>();
    for (AskedRequirement asked : input.requirements()) {
      if (!(asked instanceof ByLocation byLocation)) {
        throw Diagnostic.error(
                "convert-by-name", "`" + asked.project().orElseThrow() + "` is no file")
            .because("what is converted is a wheel, a source distribution or a project directory")
            .mend("give its path, or let `build` fetch it")
            .toException();
      }
      pinned.add(direct.pinned(byLocation));
    }
    return make(new Selection(target, new Resolution(pinned)), archive, settings);
  }

  @Override
  public void close() {
    builder.close();
    index.close();
  }
}
