package org.debwright.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.debwright.archive.ArchiveFacts;
import org.debwright.archive.RecordingArchive;
import org.debwright.archive.SuiteArchive;
import org.debwright.job.AtomicFile;
import org.debwright.job.EarlierLock;
import org.debwright.job.MainJob;
import org.debwright.job.PackageSettings;
import org.debwright.job.Question;
import org.debwright.job.RunAnswer;
import org.debwright.job.Selection;
import org.debwright.job.Surroundings;
import org.debwright.job.Targets;
import org.debwright.lock.Lock;
import org.debwright.lock.PylockWriter;
import org.debwright.python.ProjectName;
import org.debwright.resolve.Resolution.Pinned;
import org.debwright.target.Target;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;

/** Solves and writes the answer down. */
@Command(
    name = "lock",
    description =
        "Chooses a release of every project needed; writes them to pylock.toml (PEP 751).",
    footerHeading = "%nExamples:%n",
    footer = {
      "  debwright lock -r requirements.txt --suite bookworm",
      "  debwright lock 'flask~=3.0' --suite trixie --arch arm64 -o pylock.toml",
      "  debwright lock -r requirements.txt --facts -o pylock.toml",
      "  debwright lock -r requirements.txt --upgrade-package urllib3",
      "  debwright lock -r requirements.txt --check",
      "  debwright lock --diff pylock.toml.orig pylock.toml",
      "  debwright lock -r requirements.txt --dry-run --json",
      "  debwright lock -r requirements.txt --policy distro-first --override six=build",
      "  debwright lock -r requirements.txt --policy distro-first --explain urllib3",
    })
final class LockCommand implements Callable<Integer> {
  private final Console console;
  private final DebwrightCommand top;
  private final Optional<Recollection> recollection;

  @Mixin RequirementOptions asked = new RequirementOptions();
  @Mixin TargetOptions target = new TargetOptions();
  @Mixin PolicyOptions policy = new PolicyOptions();
  @Mixin IndexOptions index = new IndexOptions();
  @Mixin CacheOptions cache = new CacheOptions();
  @Mixin PackageOptions packages = new PackageOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "pylock.toml",
      description = "the lock file (${DEFAULT-VALUE})")
  Path output = Path.of("pylock.toml");

  @Option(
      names = "--explain",
      paramLabel = "PROJECT",
      description = "say why a project was chosen and where it comes from; write nothing")
  @Nullable String explain;

  @Option(
      names = {"-n", "--dry-run"},
      description = "say what was chosen, and write nothing")
  boolean dryRun;

  @Option(
      names = "--facts",
      description =
          "also record what the packages ask of the suite's archive, so that a build from the lock"
              + " opens none: every file is fetched, built and converted")
  boolean facts;

  @Option(
      names = "--with-sources",
      description =
          "also lock the source distribution of each release that a wheel is taken of, for"
              + " `build --lock --with-sources`")
  boolean withSources;

  @Option(
      names = {"-U", "--upgrade"},
      description =
          "keep no version of the lock that is there already (otherwise each is kept that fits)")
  boolean upgrade;

  @Option(
      names = {"-P", "--upgrade-package"},
      paramLabel = "NAME",
      split = ",",
      description = "keep the others, and take this project's newest that fits")
  List<String> upgraded = new ArrayList<>();

  @Option(
      names = "--check",
      description = "write nothing; exit 1 if the lock is not what would be written now")
  boolean check;

  @Option(
      names = "--diff",
      paramLabel = "OLD",
      description =
          "say how another lock, named behind or by --output, differs from this one; solve nothing")
  @Nullable Path diff;

  LockCommand(Console console, DebwrightCommand top, Optional<Recollection> recollection) {
    this.console = console;
    this.top = top;
    this.recollection = recollection;
  }

  @Override
  public Integer call() {
    Output messages = top.output(console);
    if (diff != null) {
      Path other = asked.requirements.isEmpty() ? output : Path.of(asked.requirements.get(0));
      return LockComparison.print(diff, other, messages);
    }
    Surroundings surroundings = Session.surroundings(console, cache, messages);
    Question question = Session.question(asked, index, target, policy);
    Optional<SuiteArchive> archive =
        facts || question.policy().needsSuite()
            ? Optional.of(Targets.archive(question.target(), surroundings))
            : Optional.empty();
    Optional<RecordingArchive> recording =
        archive.filter(any -> facts).map(suite -> Targets.recording(suite, question.target()));
    Target declared =
        recording
            .map(suite -> Target.of(suite, question.target().python()))
            .or(() -> archive.map(suite -> Targets.forLock(question.target(), suite)))
            .orElseGet(() -> Targets.forLock(question.target(), surroundings));
    PackageSettings settings = packages.settings(console.environment());
    try (MainJob job = MainJob.open(question, declared, surroundings)) {
      EarlierLock earlier = earlier(declared, messages);
      job.keep(earlier);
      Selection selection = job.select(archive.map(suite -> suite));
      if (explain != null) {
        ProjectName project = ProjectName.parse(explain);
        messages.done(
            new ProvenanceText(selection).explanation(project),
            json -> SelectionText.explain(json, selection, project));
        return 0;
      }
      Lock lock =
          job.lock(
              selection,
              policy.word(),
              settings.maintainer().toString(),
              index.locked(packages.locked()),
              output,
              withSources);
      if (check) {
        return LockComparison.check(output, lock, messages);
      }
      Optional<Path> file = dryRun ? Optional.empty() : Optional.of(output);
      String toml =
          PylockWriter.write(
              recording
                  .map(suite -> withFacts(job, selection, lock, suite, settings))
                  .orElse(lock));
      job.replaced(earlier, toml);
      file.ifPresent(path -> AtomicFile.write(path, toml));
      String said = messages.result(text(selection), json -> fields(json, selection));
      messages.print(said);
      RunAnswer answer = new RunAnswer(file, toml, said, messages.remarks());
      archive.ifPresent(job::drawsFrom);
      Optional.ofNullable(policy.mapFile).ifPresent(job::drawsFrom);
      recollection.ifPresent(r -> r.keep(answer, job, surroundings.cache()));
    }
    return 0;
  }

  // Only what was built can say what it was built with.
  private static Lock withFacts(
      MainJob job,
      Selection selection,
      Lock lock,
      RecordingArchive suite,
      PackageSettings settings) {
    ArchiveFacts facts = job.facts(selection, suite, settings);
    return lock.withArchive(facts, job.builds(selection));
  }

  private EarlierLock earlier(Target declared, Output messages) {
    return upgrade
        ? EarlierLock.none(output)
        : EarlierLock.read(
            output,
            upgraded.stream().map(ProjectName::parse).collect(Collectors.toSet()),
            declared,
            messages);
  }

  private String text(Selection selection) {
    ProvenanceText provenance = new ProvenanceText(selection);
    String end = dryRun ? "; nothing written" : "; written to " + output;
    if (policy.policy().needsSuite()) {
      return provenance.tables() + provenance.summary() + end + "\n";
    }
    Table table = new Table();
    for (Pinned pinned : selection.resolution().pinned()) {
      table.row(
          pinned.project().toString(),
          pinned.version().toString(),
          pinned.distribution().filename().filename());
    }
    return table + provenance.summary() + end + "\n";
  }

  private void fields(JsonGenerator json, Selection selection) {
    TargetText.write(json, selection.target());
    json.writeStringProperty("output", dryRun ? "" : output.toString());
    SelectionText.write(json, selection);
  }
}
