package org.debwright.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.debwright.debian.Architecture;
import org.debwright.debian.Suite;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.job.AtomicFile;
import org.debwright.job.LockFile;
import org.debwright.lock.Lock;
import org.debwright.lock.LockedTarget;
import org.debwright.python.ProjectName;
import org.debwright.transition.plan.Manifest;
import org.debwright.transition.plan.ManifestReader;
import org.debwright.transition.plan.PlannedDistribution.Fate;
import org.debwright.transition.plan.Planner;
import org.debwright.transition.plan.Planner.UserSites;
import org.debwright.transition.plan.Supplies;
import org.debwright.transition.plan.TransitionPlan;
import org.debwright.transition.survey.Root;
import org.debwright.transition.survey.RootFacts;
import org.debwright.transition.survey.Survey;
import org.debwright.transition.survey.Surveyor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a transition would do. */
@Command(
    name = "plan",
    description = "Says what becomes of each distribution and by which steps; changes nothing.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  debwright transition plan --root /mnt/image --repository repo",
      "  debwright transition plan --repository repo --lock pylock.toml -o plan",
      "  debwright transition plan --repository repo --only six --only docopt -o plan",
      "",
      "Exit status 1 where a distribution blocks; then nothing is written.",
    })
final class TransitionPlanCommand implements Callable<Integer> {
  static final String PLAN = "transition.plan";
  static final String MANIFEST = "transition.manifest";

  private final Console console;
  private final DebwrightCommand top;

  @Mixin TransitionNameOptions names = new TransitionNameOptions();

  @Option(
      names = "--root",
      paramLabel = "DIR",
      defaultValue = "/",
      description = "root of the system (${DEFAULT-VALUE})")
  Path root = Path.of("/");

  @Option(
      names = "--repository",
      paramLabel = "DIR",
      description = "repository that has the packages (without: what is installed)")
  @Nullable Path repository;

  @Option(
      names = {"-l", "--lock"},
      paramLabel = "FILE",
      description = "lock whose pins are compared with what is installed")
  @Nullable Path lock;

  @Option(
      names = "--suite",
      paramLabel = "SUITE",
      description = "suite of the repository (what the root says)")
  @Nullable String suite;

  @Option(
      names = "--arch",
      paramLabel = "ARCH",
      description = "architecture of the root (that of its C library)")
  @Nullable String architecture;

  @Option(
      names = "--only",
      paramLabel = "PROJECT",
      description = "move this project's files alone, not whole directories; repeatable")
  List<String> only = new ArrayList<>();

  @Option(
      names = "--user-sites",
      description = "put user sites of accounts behind packages, too; nothing in them is changed")
  boolean userSites;

  @Option(
      names = "--accept-blocks",
      description = "write the plan though a distribution would break")
  boolean acceptBlocks;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "write " + PLAN + " and " + MANIFEST + " there")
  @Nullable Path output;

  TransitionPlanCommand(Console console, DebwrightCommand top) {
    this.console = console;
    this.top = top;
  }

  @Override
  public Integer call() {
    Output messages = top.output(console);
    Root system = Root.at(root);
    Survey survey = Surveyor.survey(system, Runtime.getRuntime().availableProcessors(), messages);
    Optional<Lock> locked = Optional.ofNullable(lock).map(file -> LockFile.read(file, messages));
    Optional<LockedTarget> target = locked.flatMap(Lock::target);
    Architecture machine =
        Optional.ofNullable(architecture)
            .map(Architecture::parse)
            .orElseGet(() -> RootFacts.architecture(system));
    Supplies supplies = Supplies.installed(survey);
    locked.ifPresent(supplies::addLock);
    if (repository != null) {
      Suite release =
          Optional.ofNullable(suite)
              .map(Suite::parse)
              .or(() -> target.map(LockedTarget::suite))
              .orElseGet(() -> RootFacts.suite(system));
      supplies.addRepository(repository, release, machine);
    }
    TreeSet<ProjectName> projects = new TreeSet<>();
    only.forEach(name -> projects.add(ProjectName.parse(name)));
    UserSites users = userSites ? UserSites.BEHIND : UserSites.STAY;
    TransitionPlan plan = Planner.plan(survey, supplies, machine, names.names(), users, projects);
    boolean blocked = !plan.of(Fate.BLOCKS).isEmpty() && !acceptBlocks;
    if (output != null && !blocked) {
      write(output, plan, system);
    }
    if (blocked) {
      messages.report(
          Diagnostic.error("transition-blocked", "the transition would break what falls back")
              .because("see what blocks below" + (output == null ? "" : "; nothing was written"))
              .mend(
                  "build what is required at the version that is required, or package what"
                      + " requires it; `--accept-blocks` plans nevertheless"));
    }
    messages.done(TransitionPlanText.of(plan), json -> TransitionPlanText.write(json, plan));
    return blocked ? CommandTree.REFUSED : 0;
  }

  private static void write(Path directory, TransitionPlan plan, Root system) {
    Manifest manifest = ManifestReader.take(system, plan.watched());
    AtomicFile.write(directory.resolve(MANIFEST), manifest.text());
    AtomicFile.write(directory.resolve(PLAN), plan.text());
  }
}
