package org.debwright.job;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.debwright.build.BuildInput;
import org.debwright.build.Source;
import org.debwright.build.WheelBuilder;
import org.debwright.index.PageState;
import org.debwright.index.PipConfiguration;
import org.debwright.python.TextSource;

/**
 * What an answer was drawn from beside the question itself: pip's configuration, files of
 * requirements, pages of the index. While all of it says the same, so would the answer.
 * Thread-safe.
 *
 * <p>It is whole only where every part can be looked at again at little cost. What was built here,
 * lies in a directory, or came without a hash cannot: then there is no evidence.
 */
final class Evidence {
  private static final String PIP = "pip";
  private static final String TEXT = "text";
  private static final String PATH = "path";
  private static final String PAGE = "page";
  private static final String LOCK = "lock";

  private final List<List<String>> rows = new ArrayList<>();
  private boolean isWhole = true;

  /** Says that something was used of which no later look tells whether it is the same still. */
  synchronized void breakOff() {
    isWhole = false;
  }

  private synchronized void add(String... row) {
    rows.add(List.of(row));
  }

  /** Notes how pip is configured. */
  void pip(PipNeed need, Optional<PipConfiguration> found) {
    add(PIP, need.name(), fingerprint(found));
  }

  /** How much of pip's configuration was wanted. */
  enum PipNeed {
    /** Also which index it asks by default. */
    INDEX,
    /** All but that. */
    OPTIONS;

    Optional<PipConfiguration> ask(Map<String, String> environment, Path cache) {
      return this == INDEX
          ? PipConfiguration.find(environment, cache)
          : PipConfiguration.beside(environment, cache);
    }
  }

  // With logins in its addresses: only a checksum is kept.
  private static String fingerprint(Optional<PipConfiguration> found) {
    return found.isEmpty() ? "" : Checksum.of(found.get().toBytes());
  }

  /**
   * Notes the lock whose versions were kept, and what took its place: with either, the same would
   * come out again.
   */
  void lock(Path file, String before, String after) {
    add(LOCK, file.toString(), before, after);
  }

  /** The same source, watched. */
  TextSource watching(TextSource source) {
    return new TextSource() {
      @Override
      public byte[] read(String location) throws IOException {
        byte[] content = source.read(location);
        // A variable may be one that tells no question from another. A pipe can be read once.
        if (isFile(location) && !new String(content, ISO_8859_1).contains("${")) {
          add(TEXT, location, Checksum.of(content));
        } else {
          breakOff();
        }
        return content;
      }

      @Override
      public boolean exists(String path) {
        boolean exists = source.exists(path);
        add(PATH, path, Boolean.toString(exists));
        return exists;
      }
    };
  }

  private static boolean isFile(String location) {
    return !location.contains("://")
        && !location.startsWith("file:")
        && Files.isRegularFile(Path.of(location));
  }

  /** The same builder, watched: what a build says depends on more than its source. */
  WheelBuilder guarding(WheelBuilder builder) {
    return new WheelBuilder() {
      @Override
      public Path build(Source source) {
        breakOff();
        return builder.build(source);
      }

      @Override
      public List<BuildInput> inputs(Source source) {
        return builder.inputs(source);
      }

      @Override
      public String state() {
        return builder.state();
      }

      @Override
      public void close() {
        builder.close();
      }
    };
  }

  /**
   * All of it as rows of an {@link AnswerFile}, if it is whole.
   *
   * @param pages the index's, empty where it was drawn from other places, too
   */
  synchronized Optional<List<List<String>>> rows(Optional<List<PageState>> pages) {
    if (!isWhole || pages.isEmpty()) {
      return Optional.empty();
    }
    List<List<String>> all = new ArrayList<>(rows);
    pages.get().forEach(page -> all.add(List.of(PAGE, page.key(), page.fingerprint())));
    return Optional.of(all);
  }

  /** Whether all that such rows name is as it was. Rows of other kinds are none of its business. */
  static boolean holds(List<List<String>> rows, AnswerMemo.Place place) {
    List<PageState> pages = new ArrayList<>();
    for (List<String> row : rows) {
      if (row.get(0).equals(PAGE)) {
        pages.add(new PageState(row.get(1), row.get(2)));
      } else if (!isSame(row, place)) {
        return false;
      }
    }
    return PageState.areCurrent(pages, place.cache(), place.clock().instant());
  }

  private static boolean isSame(List<String> row, AnswerMemo.Place place) {
    return switch (row.get(0)) {
      case PIP ->
          fingerprint(PipNeed.valueOf(row.get(1)).ask(place.environment(), place.cache()))
              .equals(row.get(2));
      case TEXT -> isFile(row.get(1)) && checksum(row.get(1)).equals(row.get(2));
      case PATH -> Boolean.toString(Requirements.exists(row.get(1))).equals(row.get(2));
      case LOCK -> {
        String now = EarlierLock.checksum(Path.of(row.get(1))).orElse("");
        yield now.equals(row.get(2)) || now.equals(row.get(3));
      }
      default -> true;
    };
  }

  private static String checksum(String file) {
    try {
      return Checksum.of(Files.readAllBytes(Path.of(file)));
    } catch (IOException gone) {
      return "";
    }
  }
}
