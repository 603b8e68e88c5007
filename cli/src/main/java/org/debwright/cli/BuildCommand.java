package org.debwright.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.debwright.archive.SuiteArchive;
import org.debwright.debian.PackageName;
import org.debwright.job.MadePackage;
import org.debwright.job.MainJob;
import org.debwright.job.PackageSet;
import org.debwright.job.PackageSettings;
import org.debwright.job.Publication;
import org.debwright.job.Publisher;
import org.debwright.job.Question;
import org.debwright.job.RepositorySettings;
import org.debwright.job.Selection;
import org.debwright.job.Surroundings;
import org.debwright.job.Targets;
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
      "  debwright build -r requirements-py27.txt --suite bullseye --python 2.7 -o repo",
      "",
      "A further run adds to the repository; a package that the suite lists already is replaced.",
    })
final class BuildCommand implements Callable<Integer> {
  private final Console console;
  private final DebwrightCommand top;

  @Mixin RequirementOptions asked = new RequirementOptions();
  @Mixin TargetOptions target = new TargetOptions();
  @Mixin PackageOptions packages = new PackageOptions();
  @Mixin RepositoryOptions repository = new RepositoryOptions();
  @Mixin IndexOptions index = new IndexOptions();
  @Mixin CacheOptions cache = new CacheOptions();

  @Option(
      names = {"-n", "--dry-run"},
      description = "say what would be made, and publish nothing")
  boolean dryRun;

  @Option(
      names = "--metapackage",
      paramLabel = "NAME",
      description =
          "also make a metapackage NAME that depends on every package of this run at exactly its version")
  @Nullable String metapackage;

  BuildCommand(Console console, DebwrightCommand top) {
    this.console = console;
    this.top = top;
  }

  @Override
  public Integer call() {
    Output output = top.output(console);
    Surroundings surroundings = Session.surroundings(console, cache, output);
    Optional<PackageName> setName = Optional.ofNullable(metapackage).map(PackageName::parse);
    Question question = Session.question(asked, index, target);
    PackageSettings settings = packages.settings(console.environment());
    RepositorySettings published =
        repository.settings(Origin.parse(repository.origin), console.environment());
    SuiteArchive archive = Targets.archive(question.target(), surroundings);
    Target declared = Target.of(archive, question.target().python());
    List<MadePackage> made;
    Optional<PackageSet> set;
    try (MainJob job = MainJob.open(question, declared, surroundings)) {
      Selection selection = job.select();
      if (dryRun) {
        BuildText text = new BuildText(declared);
        output.done(text.plan(selection), json -> text.plan(json, selection));
        return 0;
      }
      made = job.make(selection, archive, settings);
      set = setName.map(name -> PackageSet.of(name, selection));
    }
    Publication publication =
        new Publisher(declared, archive, settings, published, surroundings).publish(made, set);
    BuildText text = new BuildText(declared);
    output.done(text.result(publication), json -> text.result(json, publication));
    return 0;
  }
}
