package org.debwright.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.debwright.job.AtomicFile;
import org.debwright.transition.survey.Root;
import org.debwright.transition.survey.Survey;
import org.debwright.transition.survey.Surveyor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What pip left on a system, and what calls it. */
@Command(
    name = "survey",
    description = "Says what pip left on a system and what calls it; changes and runs nothing.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  debwright transition survey",
      "  debwright transition survey --root /mnt/image --html survey.html",
      "  debwright transition survey --root /mnt/image --json",
      "",
      "Calls in the files of pip, venv and ensurepip themselves are told by --verbose only.",
    })
final class TransitionSurveyCommand implements Callable<Integer> {
  private final Console console;
  private final DebwrightCommand top;

  @Option(
      names = "--root",
      paramLabel = "DIR",
      defaultValue = "/",
      description = "root of the system to look at (${DEFAULT-VALUE})")
  Path root = Path.of("/");

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "also write a page that needs nothing but itself")
  @Nullable Path html;

  TransitionSurveyCommand(Console console, DebwrightCommand top) {
    this.console = console;
    this.top = top;
  }

  @Override
  public Integer call() {
    Output output = top.output(console);
    Survey survey =
        Surveyor.survey(Root.at(root), Runtime.getRuntime().availableProcessors(), output);
    if (html != null) {
      AtomicFile.write(html, new SurveyPage(survey).html());
    }
    output.done(new SurveyText(survey, top.verbose).text(), json -> SurveyJson.write(json, survey));
    return 0;
  }
}
