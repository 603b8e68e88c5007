package org.debwright.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.job.AnswerMemo;
import org.debwright.job.AnswerMemo.Place;
import org.debwright.job.MainJob;
import org.debwright.job.RunAnswer;

/**
 * Knows a command line that was run before in the same surroundings, by its words alone: putting
 * the commands together and parsing it takes longer than to look whether its answer still holds.
 */
final class Recollection {
  private static final Set<String> COMMANDS = Set.of("lock", "build");

  // They differ from one shell to the next, and nothing here asks for them. All others count.
  private static final Set<String> IDLE_VARIABLES =
      Set.of(
          "_", "SHLVL", "OLDPWD", "LINES", "COLUMNS", "WINDOWID", "SSH_CLIENT", "SSH_CONNECTION");

  private final List<String> question;
  private final Console console;

  private Recollection(List<String> question, Console console) {
    this.question = question;
    this.console = console;
  }

  /** Of a command line; empty where more than its words tells what it asks. */
  static Optional<Recollection> of(Console console, List<String> words) {
    boolean isPlain =
        words.stream().anyMatch(COMMANDS::contains)
            && words.stream().noneMatch(w -> w.startsWith("@") || w.startsWith(ConfigFile.OPTION));
    return isPlain
        ? Edition.onThisMachine()
            .flatMap(edition -> question(console, words, edition))
            .map(question -> new Recollection(question, console))
        : Optional.empty();
  }

  private static Optional<List<String>> question(
      Console console, List<String> words, String edition) {
    List<String> question =
        new ArrayList<>(List.of(edition, System.getProperty("java.vm.version")));
    question.add(Path.of("").toAbsolutePath().toString());
    question.add(console.interactive() + " " + console.colourful());
    try {
      boolean isThere = Files.exists(ConfigFile.USUAL);
      question.add(isThere ? new String(Files.readAllBytes(ConfigFile.USUAL), ISO_8859_1) : "");
    } catch (IOException unreadable) {
      return Optional.empty();
    }
    question.add(Integer.toString(words.size()));
    question.addAll(words);
    for (Map.Entry<String, String> variable : new TreeMap<>(console.environment()).entrySet()) {
      if (!IDLE_VARIABLES.contains(variable.getKey())) {
        question.add(variable.getKey() + "=" + variable.getValue());
      }
    }
    return Optional.of(question);
  }

  private AnswerMemo in(Path cache) {
    return AnswerMemo.of(question, new Place(cache, console.environment(), Clock.systemUTC()));
  }

  /** Gives the answer again, if there is one that holds. */
  boolean repeat(List<String> words) {
    Optional<RunAnswer> answer = in(cache(words)).recall();
    try {
      answer.ifPresent(RunAnswer::write);
    } catch (DebwrightException unwritable) {
      // The command will say so, with what can be done.
      return false;
    }
    answer.ifPresent(
        given -> {
          console.err().print(given.remarks());
          console.out().print(given.said());
          console.out().flush();
        });
    return answer.isPresent();
  }

  // Read wrongly, it only leads to where there is no answer.
  private Path cache(List<String> words) {
    CacheOptions options = new CacheOptions();
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).startsWith(CacheOptions.DIRECTORY + "=")) {
        options.cacheDir = Path.of(words.get(i).substring(CacheOptions.DIRECTORY.length() + 1));
      } else if (words.get(i).equals(CacheOptions.DIRECTORY) && i + 1 < words.size()) {
        options.cacheDir = Path.of(words.get(i + 1));
      }
    }
    return options.directory(console.environment());
  }

  /** Keeps an answer for the next time the same is asked. */
  void keep(RunAnswer answer, MainJob job, Path cache) {
    in(cache).keep(answer, job);
  }
}
