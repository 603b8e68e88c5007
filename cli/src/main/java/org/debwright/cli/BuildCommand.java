package org.debwright.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.debwright.archive.Archive;
import org.debwright.archive.RecordedArchive;
import org.debwright.archive.RecordingArchive;
import org.debwright.archive.SuiteArchive;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;
import org.debwright.job.AtomicFile;
import org.debwright.job.ImpactQuestion;
import org.debwright.job.LockFile;
import org.debwright.job.LockedJob;
import org.debwright.job.MadePackage;
import org.debwright.job.MainJob;
import org.debwright.job.PackageSettings;
import org.debwright.job.Publication;
import org.debwright.job.Publisher;
import org.debwright.job.Question;
import org.debwright.job.RepositorySettings;
import org.debwright.job.RunAnswer;
import org.debwright.job.Selection;
import org.debwright.job.Surroundings;
import org.debwright.job.Targets;
import org.debwright.lock.Lock;
import org.debwright.lock.PylockWriter;
import org.debwright.repository.Origin;
import org.debwright.target.Target;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main job. */
@Command(
    name = "build",
    description = "Makes a signed apt repository of what requirements ask for.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  debwright build -r requirements.txt --suite bookworm --arch amd64 -o repo",
      "  debwright build -r requirements.txt --dry-run",
      "  debwright build 'requests>=2.31' --suite trixie --arch arm64 -o repo",
      "  debwright build -r requirements.txt --metapackage my-plugins -o repo",
      "  debwright build -l pylock.toml -o repo",
      "  debwright build -r requirements-py27.txt --suite bullseye --python 2.7 -o repo",
      "",
      "A further run adds to the repository; a package that the suite lists already is replaced.",
    })
final class BuildCommand implements Callable<Integer> {
  private final Console console;
  private final DebwrightCommand top;
  private final Optional<Recollection> recollection;

  @Mixin RequirementOptions asked = new RequirementOptions();
  @Mixin LockOptions lock = new LockOptions();
  @Mixin TargetOptions target = new TargetOptions();
  @Mixin PolicyOptions policy = new PolicyOptions();
  @Mixin PackageOptions packages = new PackageOptions();
  @Mixin MetapackageOptions metapackage = new MetapackageOptions();
  @Mixin RepositoryOptions repository = new RepositoryOptions();
  @Mixin IndexOptions index = new IndexOptions();
  @Mixin CacheOptions cache = new CacheOptions();

  @Option(
      names = "--impact",
      paramLabel = "DEPTH",
      defaultValue = "relations",
      description = {
        "warn of packages of the suite that ask for another version of what is replaced:",
        "relations: by their control files; metadata: also by what the index has of them"
            + " (${DEFAULT-VALUE})",
      })
  Depth impact = Depth.relations;

  /** The words of {@code --impact}. */
  enum Depth {
    relations,
    metadata
  }

  @Option(
      names = {"-n", "--dry-run"},
      description = "say what would be made, and publish nothing")
  boolean dryRun;

  @Option(
      names = "--with-sources",
      description =
          "also publish the source distribution of each release, as a source package that"
              + " `apt-get source` finds")
  boolean withSources;

  @Option(
      names = "--write-lock",
      paramLabel = "FILE",
      description = "also write a lock of what was built, as `lock --facts` does")
  @Nullable Path writeLock;

  BuildCommand(Console console, DebwrightCommand top, Optional<Recollection> recollection) {
    this.console = console;
    this.top = top;
    this.recollection = recollection;
  }

  @Override
  public Integer call() {
    Output output = top.output(console);
    Surroundings surroundings = Session.surroundings(console, cache, output);
    Optional<Path> locked = lock.file(asked);
    return locked.isPresent()
        ? fromLock(locked.get(), output, surroundings)
        : fromRequirements(output, surroundings);
  }

  private int fromRequirements(Output output, Surroundings surroundings) {
    metapackage.name();
    Question question = Session.question(asked, index, target, policy);
    PackageSettings settings = packages.settings(console.environment());
    RepositorySettings published = published(question.target(), surroundings);
    SuiteArchive suite = Targets.archive(question.target(), surroundings);
    RecordingArchive recording = Targets.recording(suite, question.target());
    // Only what is asked through it is remembered, and what an earlier run made asks nothing.
    Archive archive = writeLock == null ? suite : recording;
    Target declared = Target.of(archive, question.target().python());
    Publisher publisher = new Publisher(declared, suite, settings, published, surroundings);
    try (MainJob job = MainJob.open(question, declared, surroundings)) {
      Selection selection = job.select(Optional.of(suite));
      ImpactQuestion breaks = new ImpactQuestion(suite, depth());
      if (dryRun) {
        job.impact(selection, settings, breaks).forEach(output::report);
        return planned(output, selection);
      }
      List<MadePackage> made = job.make(selection, archive, settings, breaks);
      Publication publication =
          publisher.publish(
              made,
              withSources ? job.sources(selection, made, settings) : List.of(),
              metapackage.set(selection));
      if (writeLock != null) {
        String maintainer = settings.maintainer().toString();
        Lock lock =
            job.lock(
                selection,
                policy.word(),
                maintainer,
                index.locked(packages.locked()),
                writeLock,
                withSources);
        Lock whole = lock.withArchive(recording.facts(), job.builds(selection));
        AtomicFile.write(writeLock, PylockWriter.write(whole));
      }
      done(output, selection, publication);
      if (writeLock == null && metapackage.transition == null) {
        job.drawsFrom(suite);
        job.published(publication);
        Optional.ofNullable(policy.mapFile).ifPresent(job::drawsFrom);
        String said = result(output, selection, publication.repeated());
        recollection.ifPresent(
            r -> r.keep(RunAnswer.saying(said, output.remarks()), job, surroundings.cache()));
      }
      return 0;
    }
  }

  private int fromLock(Path file, Output output, Surroundings surroundings) {
    metapackage.name();
    Lock content = LockFile.read(file, output);
    Question.Wish wish = lock.wish(target, content.target(), file);
    PackageSettings settings =
        content
            .target()
            .map(said -> packages.settings(console.environment(), said, lock))
            .orElseGet(() -> packages.settings(console.environment()));
    RepositorySettings published = published(wish, surroundings);
    Archive archive = archive(content, file, wish, surroundings);
    Target declared = Target.of(archive, wish.python());
    Publisher publisher = new Publisher(declared, archive, settings, published, surroundings);
    try (LockedJob job =
        LockedJob.open(
            lock.question(file, index, content.target()), content, declared, surroundings)) {
      Selection selection = job.select();
      if (dryRun) {
        return planned(output, selection);
      }
      List<MadePackage> made = job.make(selection, archive, settings);
      return done(
          output,
          selection,
          publisher.publish(
              made,
              withSources ? job.sources(made, settings) : List.of(),
              metapackage.set(selection)));
    }
  }

  private Archive archive(Lock content, Path file, Question.Wish wish, Surroundings surroundings) {
    if (content.archive().isPresent() && !lock.askArchive) {
      return new RecordedArchive(content.archive().get());
    }
    if (content.archive().isEmpty()) {
      surroundings
          .reporter()
          .report(
              Diagnostic.note("lock-without-facts", "the archive of the suite is opened")
                  .because("the lock does not say what packages ask of it")
                  .at(Location.of(file.toString())));
    }
    return Targets.archive(wish, surroundings);
  }

  private ImpactQuestion.Depth depth() {
    return impact == Depth.metadata
        ? ImpactQuestion.Depth.METADATA
        : ImpactQuestion.Depth.RELATIONS;
  }

  private RepositorySettings published(Question.Wish wish, Surroundings surroundings) {
    RepositorySettings settings =
        repository.settings(Origin.parse(repository.origin), console.environment());
    if (!dryRun) {
      Publisher.require(wish.suite(), settings, surroundings);
    }
    return settings;
  }

  private static int planned(Output output, Selection selection) {
    BuildText text = new BuildText(selection.target());
    output.done(text.plan(selection), json -> text.plan(json, selection));
    return 0;
  }

  private static int done(Output output, Selection selection, Publication publication) {
    output.print(result(output, selection, publication));
    return 0;
  }

  private static String result(Output output, Selection selection, Publication publication) {
    BuildText text = new BuildText(selection.target());
    return output.result(
        text.result(publication, selection), json -> text.result(json, publication));
  }
}
