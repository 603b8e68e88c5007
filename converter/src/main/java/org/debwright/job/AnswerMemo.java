package org.debwright.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.debwright.diagnostic.DebwrightException;

/**
 * The answer to a question that was asked before, for as long as it would be the same if it were
 * worked out anew: see {@link Evidence}.
 */
public final class AnswerMemo {
  private static final String KIND = "answers";
  private static final String ANSWER = "answer";
  // An answer takes some ten kilobytes.
  private static final int MOST_KEPT = 100;

  private final Place place;
  private final Path file;

  private AnswerMemo(Place place, Path file) {
    this.place = place;
    this.file = file;
  }

  /**
   * Where answers are kept, and the world they are of.
   *
   * @param cache the cache's root
   * @param environment the user's variables
   */
  public record Place(Path cache, Map<String, String> environment, Clock clock) {}

  /**
   * The memo of one question.
   *
   * @param question everything that tells it from others, this build of the program included
   */
  public static AnswerMemo of(List<String> question, Place place) {
    String name = Checksum.of(AnswerFile.encode(List.of(question)));
    return new AnswerMemo(place, place.cache().resolve(KIND).resolve(name));
  }

  /** The answer, if there is one that holds. */
  public Optional<RunAnswer> recall() {
    Optional<List<List<String>>> rows = AnswerFile.read(file);
    return rows.isPresent() && Evidence.holds(rows.get(), place)
        ? Optional.of(answer(rows.get().get(0)))
        : Optional.empty();
  }

  private static RunAnswer answer(List<String> row) {
    return new RunAnswer(
        row.get(1).isEmpty() ? Optional.empty() : Optional.of(Path.of(row.get(1))),
        row.get(2),
        row.get(3),
        row.get(4));
  }

  /** Keeps the answer that {@code job} gave, where it can be told later whether it holds. */
  public void keep(RunAnswer answer, MainJob job) {
    Optional<List<List<String>>> evidence = job.evidence();
    if (evidence.isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    String path = answer.file().map(Path::toString).orElse("");
    rows.add(List.of(ANSWER, path, answer.lock(), answer.said(), answer.remarks()));
    rows.addAll(evidence.get());
    try {
      AtomicFile.write(file, AnswerFile.encode(rows));
      thin(file.resolveSibling(""));
    } catch (DebwrightException | IOException unwritable) {
      // Then it is worked out again; of a cache that cannot be written the index has told.
    }
  }

  /** Lets go of the answers that were kept first. */
  private static void thin(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      List<Path> kept = all.toList();
      if (kept.size() > MOST_KEPT) {
        Path oldest = kept.stream().min(Comparator.comparing(AnswerMemo::age)).orElseThrow();
        Files.deleteIfExists(oldest);
      }
    }
  }

  private static long age(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException gone) {
      return Long.MAX_VALUE;
    }
  }
}
