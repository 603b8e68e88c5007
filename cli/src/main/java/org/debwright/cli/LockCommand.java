package org.debwright.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.debwright.job.AtomicFile;
import org.debwright.job.LockAnswer;
import org.debwright.job.MainJob;
import org.debwright.job.Question;
import org.debwright.job.Selection;
import org.debwright.job.Surroundings;
import org.debwright.job.Targets;
import org.debwright.lock.Lock;
import org.debwright.lock.PylockWriter;
import org.debwright.resolve.Resolution.Pinned;
import org.debwright.target.Target;
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
      "  debwright lock -r requirements.txt --dry-run --json",
    })
final class LockCommand implements Callable<Integer> {
  private final Console console;
  private final DebwrightCommand top;
  private final Optional<Recollection> recollection;

  @Mixin RequirementOptions asked = new RequirementOptions();
  @Mixin TargetOptions target = new TargetOptions();
  @Mixin IndexOptions index = new IndexOptions();
  @Mixin CacheOptions cache = new CacheOptions();
  @Mixin PackageOptions packages = new PackageOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "pylock.toml",
      description = "the lock file (${DEFAULT-VALUE})")
  Path output = Path.of("pylock.toml");

  /** Where releases come from. */
  enum Policy {
    /** Every project from the index. */
    exact
  }

  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      defaultValue = "exact",
      description = "exact: every project comes from the index (${DEFAULT-VALUE}; no other yet)")
  Policy policy = Policy.exact;

  @Option(
      names = {"-n", "--dry-run"},
      description = "say what was chosen, and write nothing")
  boolean dryRun;

  LockCommand(Console console, DebwrightCommand top, Optional<Recollection> recollection) {
    this.console = console;
    this.top = top;
    this.recollection = recollection;
  }

  @Override
  public Integer call() {
    Output messages = top.output(console);
    Surroundings surroundings = Session.surroundings(console, cache, messages);
    Question question = Session.question(asked, index, target);
    Target declared = Targets.forLock(question.target(), surroundings);
    try (MainJob job = MainJob.open(question, declared, surroundings)) {
      Selection selection = job.select();
      Lock lock =
          job.lock(
              selection,
              policy.name(),
              packages.settings(console.environment()).maintainer().toString(),
              packages.locked(),
              output);
      Optional<Path> file = dryRun ? Optional.empty() : Optional.of(output);
      String toml = PylockWriter.write(lock);
      file.ifPresent(path -> AtomicFile.write(path, toml));
      String said = messages.result(text(selection), json -> fields(json, selection));
      messages.print(said);
      LockAnswer answer = new LockAnswer(file, toml, said, messages.remarks());
      recollection.ifPresent(r -> r.keep(answer, job, surroundings.cache()));
    }
    return 0;
  }

  private String text(Selection selection) {
    Table table = new Table();
    for (Pinned pinned : selection.resolution().pinned()) {
      table.row(
          pinned.project().toString(),
          pinned.version().toString(),
          pinned.distribution().filename().filename());
    }
    String end =
        selection.resolution().pinned().size()
            + " projects for "
            + TargetText.of(selection.target())
            + (dryRun ? "; nothing written" : "; written to " + output);
    return table + end + "\n";
  }

  private void fields(JsonGenerator json, Selection selection) {
    TargetText.write(json, selection.target());
    json.writeStringProperty("output", dryRun ? "" : output.toString());
    SelectionText.write(json, selection);
  }
}
