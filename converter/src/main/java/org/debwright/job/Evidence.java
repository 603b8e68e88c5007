package org.debwright.job;

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
import java.util.TreeSet;
import java.util.stream.Stream;
import org.debwright.archive.ArchiveAccess;
import org.debwright.archive.ArchiveOptions;
import org.debwright.archive.SuiteArchive;
import org.debwright.build.BuildInput;
import org.debwright.build.Source;
import org.debwright.build.WheelBuilder;
import org.debwright.debian.Architecture;
import org.debwright.debian.Suite;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Reporter;
import org.debwright.index.PageState;
import org.debwright.index.PipConfiguration;
import org.debwright.python.TextSource;

/**
 * What an answer was drawn from beside the question itself: pip's configuration, files of
 * requirements, pages of the index, the suite's archive, what was built before. While all of it
 * says the same, so would the answer. Thread-safe.
 *
 * <p>It is whole only where every part can be looked at again at little cost. What lies in a
 * directory as source or came without a hash cannot: then there is no evidence.
 */
final class Evidence {
  private static final String PIP = "pip";
  private static final String TEXT = "text";
  private static final String PATH = "path";
  private static final String PAGE = "page";
  private static final String LOCK = "lock";
  private static final String ARCHIVE = "archive";
  private static final String FILE = "file";

  private final Clock clock;
  // What changed since then may have changed after it was read.
  private final Clock begun;
  private final List<List<String>> rows = new ArrayList<>();
  private final Set<Path> built = new TreeSet<>();
  private boolean isWhole = true;

  Evidence(Clock clock) {
    this.clock = clock;
    this.begun = Clock.fixed(clock.instant(), clock.getZone());
  }

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

  /** Notes the suite's archive that was asked; where its state has no name, evidence ends. */
  void archive(Question.Wish wish, Optional<String> state) {
    state.ifPresentOrElse(
        name ->
            add(
                ARCHIVE,
                wish.suite().toString(),
                wish.architecture().toString(),
                wish.archive().orElse(""),
                wish.archiveKeyring().map(Path::toString).orElse(""),
                String.join("\n", wish.pockets()),
                String.join("\n", wish.further()),
                name),
        this::breakOff);
  }

  /** Whether an archive was noted. */
  synchronized boolean hasArchive() {
    return rows.stream().anyMatch(row -> row.get(0).equals(ARCHIVE));
  }

  /** Notes files that the answer tells of; without stamps, evidence ends. */
  void files(Optional<FileStamps> stamps) {
    stamps.ifPresentOrElse(
        all -> all.all().forEach((path, stamp) -> add(FILE, path.toString(), stamp)),
        this::breakOff);
  }

  /** Notes a file that was read since this run began. */
  void file(Path file) {
    files(FileStamps.of(List.of(file), begun));
  }

  /** Notes directories of archives: which are there, and that none was exchanged. */
  private void directories(List<Path> directories) {
    Set<Path> paths = new TreeSet<>(directories);
    for (Path directory : directories) {
      if (Files.isDirectory(directory)) {
        try (Stream<Path> content = Files.list(directory)) {
          content.forEach(paths::add);
        } catch (IOException unreadable) {
          breakOff();
        }
      }
    }
    files(FileStamps.of(paths, begun));
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

  /**
   * The same builder, watched. A file of the index is named by hash on a page, so its wheel is what
   * it was for as long as it is kept; a directory may be another by now.
   */
  WheelBuilder guarding(WheelBuilder builder) {
    return new WheelBuilder() {
      @Override
      public Path build(Source source) {
        Path wheel = builder.build(source);
        note(source, wheel);
        return wheel;
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

  private synchronized void note(Source source, Path wheel) {
    if (Files.isDirectory(source.path())) {
      isWhole = false;
    } else {
      built.add(wheel);
    }
  }

  /**
   * All of it as rows of an {@link AnswerFile}, if it is whole.
   *
   * @param pages the index's, empty where one may not be kept
   * @param directories of archives that were looked through, empty where other places were, too
   */
  synchronized Optional<List<List<String>>> rows(
      Optional<List<PageState>> pages, Optional<List<Path>> directories) {
    if (!isWhole || pages.isEmpty() || directories.isEmpty()) {
      return Optional.empty();
    }
    directories(directories.get());
    files(FileStamps.of(built, clock));
    if (!isWhole) {
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
      case ARCHIVE -> knownState(row, place).equals(Optional.of(row.get(7)));
      case FILE -> FileStamps.holds(Path.of(row.get(1)), row.get(2), place.clock());
      default -> true;
    };
  }

  private static Optional<String> knownState(List<String> row, AnswerMemo.Place place) {
    ArchiveOptions options =
        new ArchiveOptions(
            Optional.of(row.get(3)).filter(given -> !given.isEmpty()),
            Optional.empty(),
            Optional.of(row.get(4)).filter(given -> !given.isEmpty()).map(Path::of),
            row.get(5).lines().toList(),
            row.get(6).lines().toList(),
            false);
    try {
      return SuiteArchive.knownState(
          Suite.parse(row.get(1)),
          Architecture.parse(row.get(2)),
          options,
          new ArchiveAccess(place.cache(), place.environment(), place.clock(), Reporter.SILENT));
    } catch (DebwrightException refused) {
      return Optional.empty();
    }
  }

  private static String checksum(String file) {
    try {
      return Checksum.of(Files.readAllBytes(Path.of(file)));
    } catch (IOException gone) {
      return "";
    }
  }
}
