package org.debwright.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The commands put together, and how their failures become messages and exit codes. */
final class CommandTree {
  /** Refused, or failed. */
  static final int REFUSED = 1;

  /** The command line makes no sense. */
  static final int USAGE = 2;

  private CommandTree() {}

  /** Runs one command line. */
  static int run(Console console, String[] args) {
    List<String> words = List.of(args);
    Optional<Recollection> recollection = Recollection.of(console, words);
    if (recollection.isPresent() && recollection.get().repeat(words)) {
      return 0;
    }
    if (!Files.exists(ConfigFile.USUAL)) {
      DebwrightCommand top = new DebwrightCommand();
      LockCommand lock = new LockCommand(console, top, recollection);
      if (PlainArguments.read(words, top, lock)) {
        return run(console, top, lock);
      }
    }
    DebwrightCommand top = new DebwrightCommand();
    Commands commands = new Commands(console, top, recollection);
    try {
      return commandLine(console, top, commands, ConfigFile.of(args), words).execute(args);
    } catch (DebwrightException refusal) {
      // The command line was not read: its defaults could not be.
      top.json = List.of(args).contains("--json");
      top.output(console).refuse(refusal.diagnostics());
      return REFUSED;
    }
  }

  private static int run(Console console, DebwrightCommand top, LockCommand lock) {
    try {
      return lock.call();
    } catch (DebwrightException | UncheckedIOException failure) {
      return failed(console, top, failure);
    }
  }

  /**
   * The commands over a console: those that the arguments mention, since putting one together costs
   * as much as a short run; all where they mention none.
   */
  static CommandLine commandLine(
      Console console,
      DebwrightCommand top,
      Commands commands,
      ConfigFile config,
      List<String> words) {
    CommandLine line = new CommandLine(top);
    commands.mentioned(words).forEach(line::addSubcommand);
    line.setOut(new PrintWriter(console.out(), true, UTF_8));
    line.setErr(new PrintWriter(console.err(), true, UTF_8));
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(console.colourful() ? Ansi.ON : Ansi.OFF));
    line.setUsageHelpAutoWidth(false);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setAbbreviatedOptionsAllowed(false);
    line.setDefaultValueProvider(config);
    line.setParameterExceptionHandler(
        (exception, arguments) -> {
          PrintWriter err = exception.getCommandLine().getErr();
          err.println("error: " + exception.getMessage());
          CommandLine.UnmatchedArgumentException.printSuggestions(exception, err);
          String name = exception.getCommandLine().getCommandSpec().qualifiedName();
          err.println("  fix: `" + name + " --help` shows what it takes");
          return USAGE;
        });
    line.setExecutionExceptionHandler(
        (exception, command, arguments) -> {
          if (isExpected(exception)) {
            return failed(console, top, exception);
          }
          throw exception;
        });
    return line;
  }

  private static boolean isExpected(Exception exception) {
    return exception instanceof DebwrightException
        || exception instanceof UncheckedIOException
        || exception instanceof IOException;
  }

  private static int failed(Console console, DebwrightCommand top, Exception exception) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    if (exception instanceof DebwrightException refusal) {
      diagnostics.addAll(refusal.diagnostics());
    } else {
      Throwable cause = exception.getCause() == null ? exception : exception.getCause();
      diagnostics.add(IoFailure.describe(cause));
    }
    top.output(console).refuse(diagnostics);
    return REFUSED;
  }
}
