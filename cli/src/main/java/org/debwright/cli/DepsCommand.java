package org.debwright.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Questions about a set of dependencies; each is a command below it. */
@Command(
    name = "deps",
    description = "Answers questions about dependencies.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  debwright deps why urllib3",
      "  debwright deps why urllib3 -l pylock.toml",
      "  debwright deps why urllib3 -r requirements.txt --policy distro-first",
    })
final class DepsCommand {
  private DepsCommand() {}

  /** With the commands below it. */
  static CommandLine of(Console console, DebwrightCommand top) {
    CommandLine line = new CommandLine(new DepsCommand());
    line.addSubcommand(new DepsWhyCommand(console, top));
    return line;
  }
}
