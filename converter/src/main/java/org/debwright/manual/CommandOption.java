package org.debwright.manual;

import java.util.List;

/**
 * An option or a named argument of a command.
 *
 * @param spellings for example {@code -o} and {@code --output}
 * @param argument what follows, for example {@code FILE}; empty where nothing does
 * @param help one line, empty where nobody says
 */
public record CommandOption(List<String> spellings, String argument, String help) {
  /** Copies. */
  public CommandOption {
    spellings = List.copyOf(spellings);
  }

  /** Whether it begins with a hyphen. */
  boolean isFlag() {
    return spellings.stream().anyMatch(s -> s.startsWith("-"));
  }
}
