package org.debwright.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Where a running system leaves pip; each step is a command below it. */
@Command(
    name = "transition",
    description = "Moves a system off pip without one import failing.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  debwright transition survey --root /mnt/image",
      "  debwright transition plan --root /mnt/image --repository repo -o plan",
      "  debwright transition package -o debs",
      "  debwright transition apply --root /mnt/image --yes",
    })
final class TransitionCommand {
  private TransitionCommand() {}

  /** With the commands below it. */
  static CommandLine of(Console console, DebwrightCommand top) {
    CommandLine line = new CommandLine(new TransitionCommand());
    line.addSubcommand(new TransitionSurveyCommand(console, top));
    line.addSubcommand(new TransitionPlanCommand(console, top));
    line.addSubcommand(new TransitionCompareCommand(console, top));
    line.addSubcommand(new TransitionImportsCommand(console, top));
    line.addSubcommand(new TransitionPackageCommand(console, top));
    line.addSubcommand(new TransitionEngineCommand.Apply(console, top));
    line.addSubcommand(new TransitionEngineCommand.Status(console, top));
    line.addSubcommand(new TransitionVerifyCommand(console, top));
    line.addSubcommand(new TransitionEngineCommand.Resume(console, top));
    line.addSubcommand(new TransitionEngineCommand.Rollback(console, top));
    line.addSubcommand(new TransitionEngineCommand.Finish(console, top));
    return line;
  }
}
