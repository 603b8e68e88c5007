package org.debwright.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.debwright.archive.SuiteArchive;
import org.debwright.debian.PackageName;
import org.debwright.job.Question;
import org.debwright.job.Targets;
import org.debwright.repository.PublishedPackages;
import org.debwright.repository.PublishedPackages.Published;
import org.debwright.transition.imports.ImportAudit;
import org.debwright.transition.imports.ImportAudit.Finding;
import org.debwright.transition.imports.ImportSite;
import org.debwright.transition.imports.Superseded;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The debt that a transition leaves: Depends that packages lack, packages that are not needed. */
@Command(
    name = "imports",
    description = "Tells which packages others import from and do not depend on.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  debwright transition imports *.deb --suite bookworm --repository repo",
      "  debwright transition imports debian/kano-updater --suite bullseye",
      "  debwright transition imports --superseded --suite bookworm --repository repo",
      "",
      "What comes with something else, and optional imports of what nobody has: --verbose, --json.",
      "Exit status 1 where a module that is always imported is in no package it depends on.",
    })
final class TransitionImportsCommand implements Callable<Integer> {
  private final Console console;
  private final DebwrightCommand top;

  @Parameters(
      paramLabel = "DEB|DIR",
      arity = "0..*",
      description = "packages, or directories with a package's files and DEBIAN/control")
  List<Path> paths = new ArrayList<>();

  @Mixin TargetOptions target = new TargetOptions();
  @Mixin CacheOptions cache = new CacheOptions();

  @Option(
      names = "--repository",
      paramLabel = "DIR",
      description = "repository whose packages are there beside the suite's")
  @Nullable Path repository;

  @Option(
      names = "--superseded",
      description = "also tell which of the repository's packages the suite has caught up with")
  boolean superseded;

  TransitionImportsCommand(Console console, DebwrightCommand top) {
    this.console = console;
    this.top = top;
  }

  @Override
  public Integer call() {
    Output output = top.output(console);
    Question.Wish wish = Session.wish(target);
    SuiteArchive archive = Targets.archive(wish, Session.surroundings(console, cache, output));
    List<Published> published =
        repository == null
            ? List.of()
            : PublishedPackages.read(repository, wish.suite(), wish.architecture());
    ImportAudit audit = new ImportAudit(archive, published);
    List<Finding> findings = new ArrayList<>();
    paths.forEach(path -> findings.addAll(audit.audit(path, output)));
    List<Superseded> old = superseded ? Superseded.among(published, archive) : List.of();
    output.done(
        text(findings, old),
        json -> {
          json.writeArrayPropertyStart("findings");
          for (Finding each : findings) {
            json.writeStartObject();
            json.writeStringProperty("package", each.importer());
            json.writeStringProperty("module", each.module());
            json.writeStringProperty("standing", each.standing().toString());
            SurveyJson.strings(
                json, "packages", each.packages().stream().map(PackageName::value).toList());
            json.writeStringProperty("path", each.site().path());
            json.writeNumberProperty("line", each.site().line());
            json.writeStringProperty(
                "urgency", each.site().urgency().name().toLowerCase(Locale.ROOT));
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayPropertyStart("superseded");
          for (Superseded each : old) {
            json.writeStartObject();
            json.writeStringProperty("package", each.ours().name().value());
            json.writeStringProperty("package_version", each.ours().version().toString());
            json.writeStringProperty("suite_package", each.theirs().packageName().value());
            json.writeStringProperty(
                "suite_package_version", each.theirs().packageVersion().toString());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
    return findings.stream().anyMatch(Finding::isGrave) ? CommandTree.REFUSED : 0;
  }

  // Names of Python 2 and of optional extras are unknown to many suites.
  private static boolean isWorthALine(Finding each) {
    return switch (each.standing()) {
      case MISSING, RECOMMENDED -> true;
      case INDIRECT -> false;
      case UNKNOWN -> each.site().urgency() == ImportSite.Urgency.REQUIRED;
    };
  }

  private String text(List<Finding> findings, List<Superseded> old) {
    Table table = new Table();
    for (Finding each : findings) {
      if (top.verbose || isWorthALine(each)) {
        table.row(
            each.importer(),
            each.standing().toString(),
            each.module(),
            each.packages().stream().map(PackageName::value).collect(Collectors.joining(" | ")),
            each.site().urgency().toString(),
            each.site().place());
      }
    }
    Table dropped = new Table();
    for (Superseded each : old) {
      dropped.row(
          each.ours().name() + " " + each.ours().version(),
          "the suite has",
          each.theirs().packageName() + " " + each.theirs().packageVersion());
    }
    long grave = findings.stream().filter(Finding::isGrave).count();
    String droppable = dropped.toString();
    return table
        + (droppable.isEmpty() ? "" : "Can be dropped\n" + droppable.indent(2))
        + SurveyText.count(paths.size(), "package")
        + " read, "
        + SurveyText.count((int) grave, "grave lack")
        + ", "
        + old.size()
        + " can be dropped\n";
  }
}
