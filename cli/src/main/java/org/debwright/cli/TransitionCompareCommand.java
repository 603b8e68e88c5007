package org.debwright.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.transition.plan.Manifest;
import org.debwright.transition.plan.ManifestReader;
import org.debwright.transition.survey.Root;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whether a root is as a manifest has it. */
@Command(
    name = "compare",
    description = "Tells how a system differs from a manifest: after a rollback, in nothing.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  debwright transition compare plan/transition.manifest",
      "  debwright transition compare plan/transition.manifest --root /mnt/image --json",
      "",
      "Exit status 1 where it differs.",
    })
final class TransitionCompareCommand implements Callable<Integer> {
  private final Console console;
  private final DebwrightCommand top;

  @Parameters(paramLabel = "FILE", description = "manifest that `plan -o DIR` wrote")
  Path manifest = Path.of(TransitionPlanCommand.MANIFEST);

  @Option(
      names = "--root",
      paramLabel = "DIR",
      defaultValue = "/",
      description = "root of the system (${DEFAULT-VALUE})")
  Path root = Path.of("/");

  TransitionCompareCommand(Console console, DebwrightCommand top) {
    this.console = console;
    this.top = top;
  }

  @Override
  public Integer call() {
    Output output = top.output(console);
    Manifest before = Manifest.read(manifest);
    Manifest now = ManifestReader.take(Root.at(root), before.watched());
    List<String> differences = before.differences(now);
    if (!differences.isEmpty()) {
      output.report(
          Diagnostic.error("manifest-differs", "the system is not as it was")
              .because(SurveyText.count(differences.size(), "difference")));
    }
    String end = SurveyText.count(before.entries().size(), "path") + " compared: ";
    output.done(
        (differences.isEmpty() ? "" : String.join("\n", differences) + "\n")
            + end
            + SurveyText.count(differences.size(), "difference")
            + "\n",
        json -> {
          json.writeNumberProperty("paths", before.entries().size());
          SurveyJson.strings(json, "differences", differences);
        });
    return differences.isEmpty() ? 0 : CommandTree.REFUSED;
  }
}
