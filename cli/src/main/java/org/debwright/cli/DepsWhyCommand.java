package org.debwright.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.debwright.archive.SuiteArchive;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.job.LockFile;
import org.debwright.job.MainJob;
import org.debwright.job.Question;
import org.debwright.job.Selection;
import org.debwright.job.Surroundings;
import org.debwright.job.Targets;
import org.debwright.lock.Lock;
import org.debwright.lock.LockedNeeds;
import org.debwright.lock.LockedPackage;
import org.debwright.lock.LockedSupply;
import org.debwright.python.ProjectName;
import org.debwright.resolve.Chains;
import org.debwright.target.Target;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Why a project is among the dependencies: of a lock, else of requirements solved for it. */
@Command(
    name = "why",
    description = {
      "Says who needs a project and by which chains it comes in, through both worlds:",
      "of requirements, solved as `lock` solves them, else of a lock.",
    })
final class DepsWhyCommand implements Callable<Integer> {
  private final Console console;
  private final DebwrightCommand top;

  @Parameters(index = "0", paramLabel = "PROJECT", description = "the project")
  String project = "";

  @Parameters(index = "1..*", paramLabel = "REQ", description = "requirement (`requests>=2.31`)")
  List<String> requirements = new ArrayList<>();

  @Option(
      names = {"-r", "--requirement"},
      paramLabel = "FILE",
      description = "requirements file, as pip reads it; may be given several times")
  List<String> files = new ArrayList<>();

  @Option(
      names = {"-c", "--constraint"},
      paramLabel = "FILE",
      description = "constraints file: restricts, asks for nothing")
  List<String> constraints = new ArrayList<>();

  @Option(
      names = {"-l", "--lock"},
      paramLabel = "FILE",
      description = "a lock, ours or another tool's (pylock.toml, where nothing is asked for)")
  @Nullable Path lock;

  @Mixin TargetOptions target = new TargetOptions();
  @Mixin PolicyOptions policy = new PolicyOptions();
  @Mixin IndexOptions index = new IndexOptions();
  @Mixin CacheOptions cache = new CacheOptions();

  DepsWhyCommand(Console console, DebwrightCommand top) {
    this.console = console;
    this.top = top;
  }

  @Override
  public Integer call() {
    Output output = top.output(console);
    ProjectName wanted = ProjectName.parse(project);
    boolean asks = !requirements.isEmpty() || !files.isEmpty();
    if (asks && lock != null) {
      throw Diagnostic.error("lock-and-requirements", "requirements are given beside a lock")
          .because("one of them says what is looked at")
          .mend("leave out `--lock`, or the requirements")
          .toException();
    }
    if (asks) {
      return ofRequirements(wanted, output);
    }
    Path file = lock == null ? Path.of("pylock.toml") : lock;
    ofLock(LockFile.read(file, output), wanted, output);
    return 0;
  }

  private int ofRequirements(ProjectName wanted, Output output) {
    Surroundings surroundings = Session.surroundings(console, cache, output);
    RequirementOptions asked = new RequirementOptions();
    asked.files = files;
    asked.constraints = constraints;
    asked.requirements = requirements;
    Question question = Session.question(asked, index, target, policy);
    Optional<SuiteArchive> archive =
        question.policy().needsSuite()
            ? Optional.of(Targets.archive(question.target(), surroundings))
            : Optional.empty();
    Target declared =
        archive
            .map(suite -> Targets.forLock(question.target(), suite))
            .orElseGet(() -> Targets.forLock(question.target(), surroundings));
    try (MainJob job = MainJob.open(question, declared, surroundings)) {
      Selection selection = job.select(archive.map(suite -> suite));
      output.done(
          new ProvenanceText(selection).explanation(wanted),
          json -> SelectionText.explain(json, selection, wanted));
      return 0;
    }
  }

  private static void ofLock(Lock lock, ProjectName wanted, Output output) {
    String headline =
        headline(lock, wanted)
            .orElseThrow(
                () ->
                    Diagnostic.error("explain-unknown", "`" + wanted + "` is not in the lock")
                        .because("nothing that was asked for needs it")
                        .toException());
    Chains chains = LockedNeeds.of(lock);
    output.done(
        headline + "\n" + ProvenanceText.ways(chains, wanted),
        json -> {
          json.writeStringProperty("project", wanted.toString());
          SelectionText.ways(json, chains, wanted);
        });
  }

  private static Optional<String> headline(Lock lock, ProjectName wanted) {
    return Stream.concat(
            lock.supplied().stream()
                .filter(supply -> supply.project().equals(wanted))
                .map(supply -> headline(supply, lock)),
            lock.packages().stream()
                .filter(entry -> entry.name().equals(wanted))
                .map(DepsWhyCommand::headline))
        .findFirst();
  }

  private static String headline(LockedSupply supply, Lock lock) {
    return supply.project()
        + " "
        + supply.version()
        + ": from "
        + lock.target().map(t -> t.suite().toString()).orElse("the suite")
        + ", `"
        + supply.packageName()
        + "` "
        + supply.packageVersion();
  }

  private static String headline(LockedPackage entry) {
    return entry.name()
        + entry.version().map(version -> " " + version).orElse("")
        + ": to be built";
  }
}
