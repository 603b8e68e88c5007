package org.debwright.cli;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Reads usual command lines of {@code lock} without picocli, which takes longer to put a command
 * together than most locks take to ask their first question. Takes only what it is sure of, and
 * then gives what picocli would; all else is left to that.
 */
final class PlainArguments {
  // What picocli or a reader could take for more than letters.
  private static final String DOUBTFUL = "\"'$@\\ \t\n";

  private final DebwrightCommand top;
  private final LockCommand command;
  private final Set<String> said = new HashSet<>();

  private PlainArguments(DebwrightCommand top, LockCommand command) {
    this.top = top;
    this.command = command;
  }

  /**
   * Fills in the options of a command.
   *
   * @param words the command line, {@code lock} first
   * @param top new, as is {@code command}
   * @return false if it was not understood: then both may be filled in half
   */
  static boolean read(List<String> words, DebwrightCommand top, LockCommand command) {
    Iterator<String> rest = words.iterator();
    return rest.hasNext()
        && rest.next().equals("lock")
        && new PlainArguments(top, command).read(rest);
  }

  private boolean read(Iterator<String> rest) {
    while (rest.hasNext()) {
      String word = rest.next();
      int equals = word.startsWith("--") ? word.indexOf('=') : -1;
      boolean isOption = word.startsWith("-");
      boolean isTaken =
          !isOption
              ? isPlain(word) && command.asked.requirements.add(word)
              : equals > 0
                  ? take(word.substring(0, equals), word.substring(equals + 1))
                  : take(word) || (rest.hasNext() && take(word, rest.next()));
      if (!isTaken) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(String word) {
    return !word.isEmpty() && word.chars().noneMatch(c -> DOUBTFUL.indexOf(c) >= 0);
  }

  /** An option without a value. */
  private boolean take(String name) {
    switch (name) {
      case "-n", "--dry-run" -> command.dryRun = true;
      case "--pre" -> command.index.pre = true;
      case "--no-index" -> command.index.noIndex = true;
      case "--require-hashes" -> command.index.requireHashes = true;
      case "--prefer-binary" -> command.index.preferBinary = true;
      case "--no-build" -> command.index.noBuild = true;
      case "--offline" -> command.cache.offline = true;
      case "-q", "--quiet" -> top.quiet = true;
      case "--json" -> top.json = true;
      case "--no-progress" -> top.noProgress = true;
      default -> {
        return false;
      }
    }
    return once(name);
  }

  /** An option with a value. */
  private boolean take(String name, String value) {
    if (!isPlain(value) || value.startsWith("-")) {
      return false;
    }
    switch (name) {
      case "-r", "--requirement" -> {
        return command.asked.files.add(value);
      }
      case "-c", "--constraint" -> {
        return command.asked.constraints.add(value);
      }
      case "--extra-index-url" -> {
        return split(value, command.index.extraIndexUrls);
      }
      case "-f", "--find-links" -> {
        return split(value, command.index.findLinks);
      }
      case "--only-binary" -> {
        return split(value, command.index.onlyBinary);
      }
      case "--no-binary" -> {
        return split(value, command.index.noBinary);
      }
      default -> {
        return only(name, value) && once(name);
      }
    }
  }

  /** An option with one value, which may be said once. */
  private boolean only(String name, String value) {
    switch (name) {
      case "-i", "--index-url" -> command.index.indexUrl = value;
      case "-o", "--output" -> command.output = Path.of(value);
      case "--suite" -> command.target.suite = value;
      case "--arch" -> command.target.architecture = value;
      case "--python" -> command.target.python = value;
      case CacheOptions.DIRECTORY -> command.cache.cacheDir = Path.of(value);
      // As it is where nothing is said.
      case "--policy" -> {
        return value.equals("exact");
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean split(String value, List<String> into) {
    return value.indexOf(',') < 0 && into.add(value);
  }

  /** Whether it is new; what comes twice is for picocli to refuse. */
  private boolean once(String name) {
    return said.add(
        switch (name) {
          case "-n" -> "--dry-run";
          case "-q" -> "--quiet";
          case "-i" -> "--index-url";
          case "-o" -> "--output";
          default -> name;
        });
  }
}
