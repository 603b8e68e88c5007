package org.debwright.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.debwright.archive.SuiteArchive;
import org.debwright.job.AtomicFile;
import org.debwright.job.MadePackage;
import org.debwright.job.MainJob;
import org.debwright.job.PackageSettings;
import org.debwright.job.Question;
import org.debwright.job.Surroundings;
import org.debwright.job.Targets;
import org.debwright.target.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JsonGenerator;

/** Release files and project directories to packages, one by one. */
@Command(
    name = "convert",
    description =
        "Makes packages of wheels, source distributions and project directories; resolves nothing.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  debwright convert dist/sample-1.0-py3-none-any.whl -o debs",
      "  debwright convert . --suite trixie",
    })
final class ConvertCommand implements Callable<Integer> {
  private final Console console;
  private final DebwrightCommand top;

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "wheel, source distribution or project directory")
  List<String> paths = new ArrayList<>();

  @Mixin TargetOptions target = new TargetOptions();
  @Mixin PackageOptions packages = new PackageOptions();
  @Mixin IndexOptions index = new IndexOptions();
  @Mixin CacheOptions cache = new CacheOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      defaultValue = ".",
      description = "where the packages go (${DEFAULT-VALUE})")
  Path output = Path.of(".");

  ConvertCommand(Console console, DebwrightCommand top) {
    this.console = console;
    this.top = top;
  }

  @Override
  public Integer call() {
    Output messages = top.output(console);
    Surroundings surroundings = Session.surroundings(console, cache, messages);
    Question question = Session.conversion(paths, index, target);
    PackageSettings settings = packages.settings(console.environment());
    SuiteArchive archive = Targets.archive(question.target(), surroundings);
    Target declared = Target.of(archive, question.target().python());
    try (MainJob job = MainJob.open(question, declared, surroundings)) {
      List<MadePackage> made = job.convert(archive, settings);
      made.forEach(each -> AtomicFile.copy(each.file().path(), output));
      messages.done(text(made), json -> fields(json, made));
    }
    return 0;
  }

  private String text(List<MadePackage> made) {
    Table table = new Table();
    made.forEach(
        each ->
            table.row(
                output.resolve(each.file().filename()).toString(), "from " + each.ingredient()));
    return table.toString();
  }

  private void fields(JsonGenerator json, List<MadePackage> made) {
    json.writeArrayPropertyStart("packages");
    for (MadePackage each : made) {
      json.writeStartObject();
      json.writeStringProperty("package", each.file().name().toString());
      json.writeStringProperty("package_version", each.file().version().toString());
      json.writeStringProperty("architecture", each.file().architecture().toString());
      json.writeStringProperty("file", output.resolve(each.file().filename()).toString());
      json.writeStringProperty("sha256", each.file().sha256().hex());
      json.writeStringProperty("made_of", each.ingredient());
      BuildText.overridden(json, each);
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
