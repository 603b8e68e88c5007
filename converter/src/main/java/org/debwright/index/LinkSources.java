package org.debwright.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter;
import org.debwright.python.ProjectName;

/** The kinds of place pip looks at: indexes and {@code --find-links}, remote and local. */
final class LinkSources {
  private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");

  private final CachedPages pages;
  private final Reporter reporter;

  LinkSources(CachedPages pages, Reporter reporter) {
    this.pages = pages;
    this.reporter = reporter;
  }

  /** An index by its root: one page a project (PEP 503). */
  LinkSource index(String place) {
    Url root = locate(place);
    if (root.isFile()) {
      Path directory = root.toPath();
      return project -> of(project, directoryPage(directory.resolve(project.normalized())));
    }
    return project ->
        pages
            .links(root.directory(project.normalized()), () -> LinkSorter.of(project))
            .orElse(List.of())
            .stream()
            .flatMap(group -> release(project, group).stream())
            .toList();
  }

  /** A directory of archives, an archive, or a page of links to archives of any project. */
  LinkSource findLinks(String place) {
    Url url = locate(place);
    Supplier<List<Link>> links =
        url.isFile()
            ? () -> localLinks(url.toPath())
            : () ->
                LinkSorter.links(
                    pages
                        .links(url, LinkSorter::ofAll)
                        .orElseThrow(() -> missing(url.display(), "the server answers 404")));
    return new Flat(links);
  }

  /**
   * The local places, where all of them are directories of archives, or not there; empty where one
   * is something else.
   */
  static Optional<List<Path>> directories(IndexSettings settings) {
    List<String> indexes = new ArrayList<>(settings.extraIndexUrls());
    settings.indexUrl().ifPresent(indexes::add);
    if (indexes.stream().anyMatch(place -> locate(place).isFile())) {
      return Optional.empty();
    }
    List<Path> found =
        settings.findLinks().stream()
            .map(LinkSources::locate)
            .filter(Url::isFile)
            .map(Url::toPath)
            .toList();
    return found.stream().allMatch(path -> Files.isDirectory(path) || !Files.exists(path))
        ? Optional.of(found)
        : Optional.empty();
  }

  /** An address, or a local path as such. */
  static Url locate(String place) {
    Url url = Url.parse(place.strip());
    if (url.isHttp() || url.isFile()) {
      return url;
    }
    if (place.contains("://")) {
      throw Diagnostic.error("url-unsupported", "`" + url.display() + "` cannot be read")
          .because("only http, https, file and local paths are")
          .toException();
    }
    return Url.ofFile(Path.of(place));
  }

  private static Optional<Release> release(ProjectName project, LinkGroup group) {
    return group
        .version()
        .map(version -> new Release(version, () -> files(project, group.links())));
  }

  private static List<Distribution> files(ProjectName project, List<Link> links) {
    return links.stream().flatMap(link -> link.distribution(project).stream()).toList();
  }

  private static List<Release> of(ProjectName project, List<Link> links) {
    return Release.group(files(project, links));
  }

  private List<Link> localLinks(Path path) {
    if (Files.isDirectory(path)) {
      return listing(path);
    }
    if (!Files.isRegularFile(path)) {
      // As pip does: a place that is not there offers nothing.
      reporter.report(
          Diagnostic.warning(
              "find-links-missing", "`" + path + "` of `--find-links` does not exist"));
      return List.of();
    }
    String name = path.getFileName().toString();
    return mayBeDistribution(name) ? List.of(localLink(path)) : pageFile(path);
  }

  /** A project's directory of a local index: its page, or simply what lies in it. */
  private List<Link> directoryPage(Path directory) {
    Path page = directory.resolve("index.html");
    return Files.isRegularFile(page)
        ? pageFile(page)
        : Files.isDirectory(directory) ? listing(directory) : List.of();
  }

  private List<Link> pageFile(Path file) {
    try {
      byte[] content = Files.readAllBytes(file);
      return LinkSorter.links(
          PageReader.parse(content, "", Url.ofFile(file), LinkSorter.ofAll(), reporter));
    } catch (IOException unreadable) {
      throw missing(file.toString(), "it cannot be read");
    }
  }

  private static List<Link> listing(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> mayBeDistribution(file.getFileName().toString()))
          .filter(Files::isRegularFile)
          .sorted()
          .map(LinkSources::localLink)
          .toList();
    } catch (IOException unreadable) {
      throw missing(directory.toString(), "it cannot be listed");
    }
  }

  /** A file of this machine as a link. */
  static Link localLink(Path file) {
    long size = -1;
    try {
      size = Files.size(file);
    } catch (IOException unknown) {
      // Then the size stays unknown; reading the file will say what is wrong.
    }
    return Link.bare(
        file.getFileName().toString(), Url.ofFile(file).toString(), Link.NO_HASHES, size);
  }

  static boolean mayBeDistribution(String filename) {
    String lower = filename.toLowerCase(Locale.ROOT);
    return filename.indexOf('-') > 0
        && Stream.of(".whl", ".tar.gz", ".zip", ".tgz", ".tar.bz2", ".tbz", ".tar.xz", ".tar")
            .anyMatch(lower::endsWith);
  }

  private static org.debwright.diagnostic.DebwrightException missing(String place, String why) {
    return Diagnostic.error("find-links-unreadable", "`" + place + "` cannot be searched")
        .because(why)
        .toException();
  }

  /** A place with files of many projects, read once, when first asked. */
  private static final class Flat implements LinkSource {
    private final Supplier<List<Link>> links;
    private Optional<Map<String, List<Link>>> byLetters = Optional.empty();

    Flat(Supplier<List<Link>> links) {
      this.links = links;
    }

    @Override
    public List<Release> releases(ProjectName project) {
      String letters = project.normalized();
      int hyphen = letters.indexOf('-');
      String first = hyphen < 0 ? letters : letters.substring(0, hyphen);
      return of(project, byFirstWord().getOrDefault(first, List.of()));
    }

    /** Where a name ends and a version begins only its project tells; its first word is sure. */
    private synchronized Map<String, List<Link>> byFirstWord() {
      if (byLetters.isEmpty()) {
        Map<String, List<Link>> found = new HashMap<>();
        for (Link link : links.get()) {
          String first = SEPARATORS.split(link.filename(), 2)[0].toLowerCase(Locale.ROOT);
          found.computeIfAbsent(first, word -> new ArrayList<>()).add(link);
        }
        byLetters = Optional.of(found);
      }
      return byLetters.get();
    }
  }
}
