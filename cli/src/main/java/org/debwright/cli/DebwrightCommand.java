package org.debwright.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command itself, with the options every command takes. */
@Command(
    name = "debwright",
    description = "Turns what pip installs into Debian packages.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit status: 0 done, 1 refused or failed, 2 usage.",
    })
final class DebwrightCommand {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description =
          "defaults for options, TOML: keys are option names, in a table per command or at the top"
              + " (debwright.toml in the working directory if it exists)")
  @Nullable Path config;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "the result as one JSON document on standard output")
  boolean json;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "warnings and errors only")
  boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "say each thing that is worked on")
  boolean verbose;

  @Option(
      names = "--no-progress",
      scope = ScopeType.INHERIT,
      description = "plain lines instead of a progress line, also on a terminal")
  boolean noProgress;

  /** Where results and messages of this run go. */
  Output output(Console console) {
    PlainLines.Loudness loudness =
        quiet
            ? PlainLines.Loudness.QUIET
            : verbose ? PlainLines.Loudness.VERBOSE : PlainLines.Loudness.USUAL;
    boolean line = console.interactive() && !noProgress && !quiet;
    return new Output(
        console,
        json,
        quiet,
        line ? new ProgressLine(console, verbose) : new PlainLines(console.err(), loudness));
  }
}
