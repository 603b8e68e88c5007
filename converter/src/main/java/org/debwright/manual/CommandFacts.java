package org.debwright.manual;

import java.util.List;

/**
 * What is known of a command.
 *
 * @param usage lines behind the command's name, empty where unknown
 * @param description paragraphs, each one line
 * @param options in the order that the authors have
 * @param subcommands each with the option {@code spellings} as its name
 */
public record CommandFacts(
    List<String> usage,
    List<String> description,
    List<CommandOption> options,
    List<CommandOption> subcommands) {
  /** Nothing is known. */
  public static final CommandFacts NONE =
      new CommandFacts(List.of(), List.of(), List.of(), List.of());

  /** Copies. */
  public CommandFacts {
    usage = List.copyOf(usage);
    description = List.copyOf(description);
    options = List.copyOf(options);
    subcommands = List.copyOf(subcommands);
  }

  /** Whether it says how the command is called. */
  public boolean isHelpful() {
    return !usage.isEmpty() || !options.isEmpty() || !subcommands.isEmpty();
  }
}
