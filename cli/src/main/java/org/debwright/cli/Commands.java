package org.debwright.cli;

import java.util.List;

/** Makes commands: each is given the console and the options of the whole. */
final class Commands {
  private final Console console;
  private final DebwrightCommand top;

  Commands(Console console, DebwrightCommand top) {
    this.console = console;
    this.top = top;
  }

  private static final List<String> NAMES =
      List.of("build", "lock", "convert", "x-versions", "x-warm");

  /** The commands whose names are among the arguments, in the order of the help; else all. */
  List<Object> mentioned(List<String> arguments) {
    List<String> names = NAMES.stream().filter(arguments::contains).toList();
    return (names.isEmpty() ? NAMES : names).stream().map(this::command).toList();
  }

  private Object command(String name) {
    return switch (name) {
      case "build" -> new BuildCommand(console, top);
      case "lock" -> new LockCommand(console, top);
      case "convert" -> new ConvertCommand(console, top);
      case "x-versions" -> new VersionsProtocol(console);
      case "x-warm" -> new WarmCommand();
      default -> throw new IllegalArgumentException(name);
    };
  }
}
