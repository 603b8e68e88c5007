package org.debwright.cli;

import java.util.List;
import java.util.Optional;

/** Makes commands: each is given the console and the options of the whole. */
final class Commands {
  private final Console console;
  private final DebwrightCommand top;
  private final Optional<Recollection> recollection;

  /**
   * Commands over a console.
   *
   * @param recollection of the command line, where it can be known again
   */
  Commands(Console console, DebwrightCommand top, Optional<Recollection> recollection) {
    this.console = console;
    this.top = top;
    this.recollection = recollection;
  }

  private static final List<String> NAMES =
      List.of("build", "lock", "convert", "deps", "transition", "x-versions", "x-warm");

  /** The commands whose names are among the arguments, in the order of the help; else all. */
  List<Object> mentioned(List<String> arguments) {
    List<String> names = NAMES.stream().filter(arguments::contains).toList();
    return (names.isEmpty() ? NAMES : names).stream().map(this::command).toList();
  }

  private Object command(String name) {
    return switch (name) {
      case "build" -> new BuildCommand(console, top, recollection);
      case "lock" -> new LockCommand(console, top, recollection);
      case "convert" -> new ConvertCommand(console, top);
      case "deps" -> DepsCommand.of(console, top);
      case "transition" -> TransitionCommand.of(console, top);
      case "x-versions" -> new VersionsProtocol(console);
      case "x-warm" -> new WarmCommand();
      default -> throw new IllegalArgumentException(name);
    };
  }
}
