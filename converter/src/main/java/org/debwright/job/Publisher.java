package org.debwright.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.debwright.archive.Archive;
import org.debwright.archive.RecordedArchive;
import org.debwright.archive.SuiteArchive;
import org.debwright.deb.DebFile;
import org.debwright.deb.DebWriter;
import org.debwright.deb.SourcePackage;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.Suite;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter.Progress;
import org.debwright.diagnostic.Reporter.Unit;
import org.debwright.repository.AptSimulation;
import org.debwright.repository.AptSimulation.Overruled;
import org.debwright.repository.GpgSigner;
import org.debwright.repository.History;
import org.debwright.repository.KeyringContents;
import org.debwright.repository.KeyringPackage;
import org.debwright.repository.LocalPocket;
import org.debwright.repository.PoolPath;
import org.debwright.repository.PublicKey;
import org.debwright.repository.PublishingCheck;
import org.debwright.repository.PublishingPlan;
import org.debwright.repository.ReleaseHeader;
import org.debwright.repository.Repository;
import org.debwright.repository.SourceLines;
import org.debwright.target.Target;

/**
 * Publishes packages: apt is asked first what it would make of them, then they are signed, and the
 * last rename makes them seen. Until then the repository is as it was.
 */
public final class Publisher {
  private final Target target;
  private final Archive archive;
  private final PackageSettings packages;
  private final RepositorySettings settings;
  private final Surroundings surroundings;
  private final long now;
  private final PoolMemory pool;

  /**
   * For one target and repository.
   *
   * @param archive the suite's, which apt is given; or its facts in a lock, then apt is not asked
   */
  public Publisher(
      Target target,
      Archive archive,
      PackageSettings packages,
      RepositorySettings settings,
      Surroundings surroundings) {
    this.target = target;
    this.archive = archive;
    this.packages = packages;
    this.settings = settings;
    this.surroundings = surroundings;
    this.now =
        surroundings
            .sourceDateEpoch()
            .orElseGet(() -> surroundings.clock().instant().getEpochSecond());
    this.pool = PoolMemory.of(settings.root(), surroundings);
  }

  /**
   * Refuses before any work what could only be refused after it, as far as it is known by then.
   *
   * @throws org.debwright.diagnostic.DebwrightException if the repository cannot be published into
   */
  public static void require(Suite suite, RepositorySettings settings, Surroundings surroundings) {
    PublishingCheck.require(
        settings.root(), suite, header(settings, 0), settings.key(), surroundings.environment());
  }

  private static ReleaseHeader header(RepositorySettings settings, long epochSeconds) {
    return new ReleaseHeader(settings.origin(), "Python packages made by debwright", epochSeconds);
  }

  /**
   * Publishes.
   *
   * @throws org.debwright.diagnostic.DebwrightException if apt could not install what was asked, or
   *     the repository cannot be signed or written; it is then as it was
   */
  public Publication publish(List<MadePackage> made) {
    return publish(made, List.of(), Optional.empty());
  }

  /** The same, with sources of some of them, and a metapackage that pins all of them. */
  public Publication publish(
      List<MadePackage> made, List<SourcePackage> sources, Optional<PackageSet> set) {
    Path scratch = temporary();
    try {
      List<MadePackage> settled = new ArrayList<>(heirs(scratch).settle(made));
      set.ifPresent(
          wanted ->
              settled.add(
                  new SetPackage(
                          target, archive, packages, settings.root(), now, surroundings.reporter())
                      .write(
                          wanted,
                          List.copyOf(settled),
                          surroundings.sourceDateEpoch(),
                          scratch.resolve("settled"))));
      set.flatMap(PackageSet::transition).map(Publisher::transition).ifPresent(settled::add);
      requireRising(plan(files(settled)));
      return archive instanceof RecordedArchive facts
          ? publish(settled, sources, overruled(facts, settled), scratch)
          : publish(settled, sources, simulate((SuiteArchive) archive, settled, scratch), scratch);
    } finally {
      remove(scratch);
    }
  }

  // apt never goes back by itself: machines that have the higher version would keep it.
  private void requireRising(PublishingPlan plan) {
    List<Diagnostic> falling = new ArrayList<>();
    for (PublishingPlan.Change change : plan.changes()) {
      if (change.before().filter(before -> before.compareTo(change.after()) > 0).isPresent()) {
        String what =
            "`%s` would fall from %s to %s"
                .formatted(change.name(), change.before().get(), change.after());
        String why = "machines that have the higher version keep it";
        falling.add(
            settings.falling() == RepositorySettings.Falling.REFUSED
                ? Diagnostic.error("version-falls", what).because(why)
                : Diagnostic.warning("version-falls", what).because(why));
      }
    }
    if (settings.falling() == RepositorySettings.Falling.REFUSED && !falling.isEmpty()) {
      throw new DebwrightException(falling);
    }
    falling.forEach(surroundings.reporter()::report);
  }

  private static MadePackage transition(DebFile file) {
    return new MadePackage(
        file, Optional.empty(), "", MadePackage.Origin.TRANSITION, false, new TreeSet<>());
  }

  private Heirs heirs(Path scratch) {
    return new Heirs(
        History.read(settings.root()),
        target.suite(),
        new DebWriter(packages.compression()),
        scratch.resolve("settled"),
        surroundings.reporter());
  }

  // Whose version of a package is higher, a lock's facts tell; of what the repository had before,
  // the keyring's package tells what it preferred.
  private List<Overruled> overruled(RecordedArchive facts, List<MadePackage> made) {
    PublishingPlan plan = plan(files(made));
    SortedSet<PackageName> before =
        KeyringPackage.preferred(settings.root(), target.suite(), settings.origin());
    List<Overruled> overruled = new ArrayList<>();
    plan.listed(target.architecture())
        .forEach(
            (name, ours) -> {
              if (facts.knows(name)) {
                facts
                    .find(name)
                    .filter(theirs -> theirs.version().compareTo(ours) > 0)
                    .ifPresent(t -> overruled.add(new Overruled(name, ours, t.version())));
              } else if (before.contains(name)) {
                // By whichever version; it was told when it was found out.
                overruled.add(new Overruled(name, ours, ours));
              }
            });
    surroundings
        .reporter()
        .report(
            Diagnostic.note("apt-not-asked", "apt is not asked whether it can install the packages")
                .because("the lock's facts stand in for the suite's archive"));
    return overruled;
  }

  private List<Overruled> simulate(SuiteArchive suite, List<MadePackage> made, Path scratch) {
    PublishingPlan plan = plan(files(made));
    Optional<List<List<String>>> before = simulated(plan, made).flatMap(Memo::read);
    if (before.isPresent()) {
      return before.get().stream().map(Publisher::overruled).toList();
    }
    try (Progress progress =
        surroundings.reporter().begin("asking apt what it would install", 0, Unit.ITEMS)) {
      progress.item(target.suite().toString());
      Path staged = scratch.resolve("staged");
      plan.stage(staged);
      AptSimulation apt =
          AptSimulation.open(
              scratch.resolve("apt"),
              staged,
              target.suite(),
              target.architecture(),
              settings.origin(),
              pockets(suite),
              surroundings.environment());
      // All that the suite lists, not this run's alone: what was preferred before stays so.
      List<Overruled> overruled = apt.preferOurs(plan.listed(target.architecture()));
      apt.install(
          made.stream()
              .filter(MadePackage::asked)
              .map(m -> m.file().name())
              .collect(Collectors.toCollection(TreeSet::new)));
      keep(plan, made, overruled);
      return overruled;
    }
  }

  // apt's answer follows from the staged lists, the suite's, and what was asked for.
  private Optional<Memo> simulated(PublishingPlan plan, List<MadePackage> made) {
    if (surroundings.edition().isEmpty() || archive.state().isEmpty()) {
      return Optional.empty();
    }
    Fingerprint key =
        new Fingerprint()
            .with(surroundings.edition())
            .with(archive.state())
            .with(target.architecture())
            .with(settings.origin())
            .with(plan.indexDigests());
    made.stream().filter(MadePackage::asked).forEach(m -> key.with(m.file().name()));
    return Optional.of(new Memo(surroundings.cache(), "simulated", key));
  }

  private void keep(PublishingPlan plan, List<MadePackage> made, List<Overruled> overruled) {
    simulated(plan, made).ifPresent(m -> m.keep(overruled.stream().map(Publisher::row).toList()));
  }

  // The next run finds the keyring's package listed too. It needs nothing and nothing needs it, so
  // apt's answer is the same unless the suite has one of that name.
  private void keepWithKeyring(
      PublishingPlan plan, List<MadePackage> made, List<Overruled> overruled) {
    if (archive instanceof SuiteArchive
        && archive.find(settings.origin().keyringPackage()).isEmpty()) {
      keep(plan, made, overruled);
    }
  }

  private static List<String> row(Overruled lost) {
    return List.of(lost.name().value(), lost.ours().toString(), lost.theirs().toString());
  }

  private static Overruled overruled(List<String> row) {
    return new Overruled(
        new PackageName(row.get(0)),
        DebianVersion.parse(row.get(1)),
        DebianVersion.parse(row.get(2)));
  }

  private static List<LocalPocket> pockets(SuiteArchive suite) {
    return suite.localPockets().stream()
        .map(p -> new LocalPocket(p.root(), p.suite(), p.components(), p.keyring(), p.trusted()))
        .toList();
  }

  private Publication publish(
      List<MadePackage> made,
      List<SourcePackage> sources,
      List<Overruled> overruled,
      Path scratch) {
    overruled.stream()
        .filter(lost -> !lost.ours().equals(lost.theirs()))
        .forEach(lost -> surroundings.reporter().report(preference(lost)));
    try (Progress progress = surroundings.reporter().begin("signing", 0, Unit.ITEMS);
        GpgSigner signer =
            GpgSigner.open(
                settings.key(),
                surroundings.sourceDateEpoch(),
                surroundings.environment(),
                surroundings.reporter())) {
      progress.item(signer.publicKey().fingerprint());
      List<MadePackage> all = new ArrayList<>(made);
      KeyringContents contents = contents(signer.publicKey(), overruled);
      MadePackage keyring = keyring(contents, scratch);
      all.add(keyring);
      PublishingPlan plan = plan(files(all), sources);
      try (Repository repository = Repository.open(settings.root())) {
        Repository.Outcome outcome = repository.commit(plan, signer);
        keepWithKeyring(plan, made, overruled);
        pool.keep(files(all), sources);
        return new Publication(
            repository.root(),
            plan,
            outcome,
            all,
            sources,
            signer.publicKey().fingerprint(),
            SourceLines.of(contents, keyring.file(), repository.root()),
            FileStamps.of(paths(repository.root(), files(all), sources), surroundings.clock()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // All that a run would look at to find that nothing is to be done.
  private SortedSet<Path> paths(Path root, List<DebFile> debs, List<SourcePackage> sources)
      throws IOException {
    SortedSet<Path> paths = new TreeSet<>(settings.key().files(surroundings.environment()));
    Path suite = root.resolve("dists").resolve(target.suite().toString());
    try (Stream<Path> listed = Files.walk(suite)) {
      paths.addAll(listed.toList());
    }
    debs.forEach(deb -> paths.add(root.resolve(PoolPath.of(deb))));
    for (SourcePackage source : sources) {
      source
          .files()
          .forEach(file -> paths.add(root.resolve(PoolPath.of(source)).resolve(file.name())));
    }
    for (Path path : List.copyOf(paths)) {
      for (Path up = path.getParent(); up != null && up.startsWith(root); up = up.getParent()) {
        paths.add(up);
      }
    }
    return paths;
  }

  private Diagnostic preference(Overruled lost) {
    return Diagnostic.note(
            "preferred",
            "`" + settings.origin().keyringPackage() + "` prefers our `" + lost.name() + "`")
        .because(
            "apt would take " + target.suite() + "'s " + lost.theirs() + " over " + lost.ours());
  }

  private MadePackage keyring(KeyringContents contents, Path scratch) {
    DebFile file =
        KeyringPackage.write(
            contents, settings.root(), scratch, now, new DebWriter(packages.compression()));
    return new MadePackage(
        file, Optional.empty(), "", MadePackage.Origin.KEYRING, false, new TreeSet<>());
  }

  private KeyringContents contents(PublicKey key, List<Overruled> overruled) {
    SortedSet<PackageName> preferred = new TreeSet<>();
    overruled.forEach(lost -> preferred.add(lost.name()));
    return new KeyringContents(
        settings.origin(),
        target.suite(),
        target.releaseLabel(),
        key,
        settings.address(),
        preferred,
        packages.maintainer().toString());
  }

  private PublishingPlan plan(List<DebFile> files) {
    return plan(files, List.of());
  }

  private PublishingPlan plan(List<DebFile> files, List<SourcePackage> sources) {
    return PublishingPlan.of(
        settings.root(),
        target.suite(),
        target.architecture(),
        files,
        sources,
        header(settings, now),
        pool);
  }

  private static List<DebFile> files(List<MadePackage> made) {
    return made.stream().map(MadePackage::file).toList();
  }

  private Path temporary() {
    try {
      Path scratch = Files.createTempDirectory(surroundings.scratch(), "debwright-publish");
      Files.createDirectory(scratch.resolve("apt"));
      Files.createDirectory(scratch.resolve("staged"));
      Files.createDirectory(scratch.resolve("settled"));
      return scratch;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path scratch) {
    try (var walk = Files.walk(scratch)) {
      for (Path file : walk.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
