package org.debwright.index;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter;
import org.debwright.python.CoreMetadata;
import org.debwright.python.Hash;
import org.debwright.python.ProjectName;
import org.debwright.python.SdistMetadata;
import org.debwright.python.WheelFilename;

/**
 * The indexes and places pip would look at, over HTTP and on this machine, behind one cache. All
 * places have equal rights: what they offer is united, as pip does.
 *
 * <p>Thread-safe; questions asked at the same time by several threads are asked once. Answers stay
 * the same while the index is open.
 */
public final class HttpIndex implements Index, AutoCloseable {
  // Sixteen times the largest requirements file seen.
  private static final int LARGEST_TEXT = 1 << 24;

  private static final String VERSION =
      Optional.ofNullable(HttpIndex.class.getPackage().getImplementationVersion()).orElse("0");

  private final List<LinkSource> sources;
  private final Optional<List<Path>> directories;
  private final CachedPages pages;
  private final FileFetcher files;
  private final MetadataFetcher metadata;
  private final Optional<Path> temporary;
  private final Coalescer<ProjectName, List<Release>> releases = new Coalescer<>();
  private final Coalescer<String, Optional<CoreMetadata>> metadataOf = new Coalescer<>();
  private final Coalescer<Fetch, Path> fetched = new Coalescer<>();

  private record Fetch(String url, Set<Hash> hashes, Set<Hash> required) {}

  private HttpIndex(
      List<LinkSource> sources,
      Optional<List<Path>> directories,
      CachedPages pages,
      FileFetcher files,
      MetadataFetcher metadata,
      Optional<Path> temporary) {
    this.sources = sources;
    this.directories = directories;
    this.pages = pages;
    this.files = files;
    this.metadata = metadata;
    this.temporary = temporary;
  }

  /**
   * Opens the places that {@code settings} name. Asks nothing yet.
   *
   * @param cacheRoot directory of the cache, made where it is missing; unused for {@link
   *     CacheMode#TEMPORARY}
   * @param environment for proxies, netrc and certificate bundles
   * @throws DebwrightException where the settings name no place, or one that cannot be
   */
  public static HttpIndex open(
      IndexSettings settings,
      Path cacheRoot,
      CacheMode mode,
      Map<String, String> environment,
      Clock clock,
      Reporter reporter) {
    Optional<Path> temporary =
        mode == CacheMode.TEMPORARY ? Optional.of(temporaryRoot()) : Optional.empty();
    Path root = temporary.orElse(cacheRoot).toAbsolutePath();
    Hosts hosts = new Hosts(settings.trustedHosts());
    WebClient web = web(settings, hosts, environment);
    CacheDirectory cache = new CacheDirectory(root, reporter);
    cache.sweep(clock.instant());
    boolean offline = mode == CacheMode.OFFLINE;
    CachedPages pages = new CachedPages(web, hosts, cache, offline, clock, reporter);
    FileFetcher files = new FileFetcher(web, hosts, cache, offline, reporter);
    return new HttpIndex(
        sources(settings, new LinkSources(pages, reporter)),
        LinkSources.directories(settings),
        pages,
        files,
        new MetadataFetcher(web, hosts, cache, files, offline),
        temporary);
  }

  /**
   * A small text on the web, such as a requirements file, asked for as everything else is: logins,
   * proxies, certificates. Nothing of it is cached.
   *
   * @throws DebwrightException if it cannot be had
   */
  public static byte[] text(IndexSettings settings, Map<String, String> environment, String url) {
    Hosts hosts = new Hosts(settings.trustedHosts());
    Url place = Url.parse(url);
    hosts.requireSecure(place);
    return web(settings, hosts, environment)
        .ask(
            () -> Request.file(place),
            answer -> {
              if (answer.status() != 200) {
                throw WebProblems.status(answer);
              }
              return answer.readAll(LARGEST_TEXT);
            });
  }

  private static WebClient web(
      IndexSettings settings, Hosts hosts, Map<String, String> environment) {
    Optional<Path> authorities =
        settings
            .cert()
            .or(() -> Optional.ofNullable(environment.get("REQUESTS_CA_BUNDLE")))
            .or(() -> Optional.ofNullable(environment.get("CURL_CA_BUNDLE")))
            .filter(name -> !name.isBlank())
            .map(Path::of);
    Tls tls = new Tls(authorities, settings.clientCert().map(Path::of));
    Transport transport =
        new UrlConnectionTransport(
            tls, hosts, new Proxies(settings.proxy(), environment), settings.timeoutSeconds());
    List<Url> configured = places(settings).map(Url::parse).toList();
    return new WebClient(
        transport,
        new Logins(configured, environment),
        "debwright/" + VERSION,
        settings.retries(),
        Thread::sleep);
  }

  private static Stream<String> places(IndexSettings settings) {
    return Stream.of(
            settings.indexUrl().stream(),
            settings.extraIndexUrls().stream(),
            settings.findLinks().stream())
        .flatMap(places -> places);
  }

  private static List<LinkSource> sources(IndexSettings settings, LinkSources kinds) {
    List<LinkSource> sources = new ArrayList<>();
    if (!settings.noIndex()) {
      settings.indexUrl().map(kinds::index).ifPresent(sources::add);
      settings.extraIndexUrls().stream().map(kinds::index).forEach(sources::add);
    }
    settings.findLinks().stream().map(kinds::findLinks).forEach(sources::add);
    if (sources.isEmpty() && !settings.noIndex()) {
      throw Diagnostic.error("index-unknown", "no index is known")
          .mend("give `--index-url` or `--find-links`, or configure pip")
          .toException();
    }
    return List.copyOf(sources);
  }

  @Override
  public List<Distribution> files(ProjectName project) {
    return releases(project).stream().flatMap(release -> release.files().stream()).toList();
  }

  @Override
  public List<Release> releases(ProjectName project) {
    return releases.get(project, () -> unite(project));
  }

  private List<Release> unite(ProjectName project) {
    if (sources.size() == 1) {
      return sources.get(0).releases(project);
    }
    return Release.unite(
        sources.stream().flatMap(source -> source.releases(project).stream()).toList());
  }

  /**
   * {@inheritDoc}
   *
   * <p>Of wheels, only the fields that a resolution needs.
   */
  @Override
  public Optional<CoreMetadata> metadata(Distribution distribution) {
    if (distribution.filename() instanceof WheelFilename wheel) {
      return metadataOf.get(
          distribution.url() + " " + distribution.hashes(),
          () ->
              Optional.of(
                  CoreMetadata.parse(
                      metadata.fetch(distribution, wheel), distribution.filename().filename())));
    }
    return metadataOf.get(
        distribution.url() + " " + distribution.hashes(),
        () -> SdistMetadata.read(fetch(distribution, Set.of())).filter(HttpIndex::isReliable));
  }

  @Override
  public Set<String> modules(Distribution distribution) {
    if (!(distribution.filename() instanceof WheelFilename wheel)) {
      return Set.of();
    }
    Set<String> told =
        metadata(distribution).map(m -> m.all("Import-Name")).orElse(List.of()).stream()
            .map(name -> name.replaceFirst("[.;\\s].*", ""))
            .collect(Collectors.toSet());
    return told.isEmpty() ? metadata.modules(distribution, wheel) : told;
  }

  // PEP 643: what may differ in the wheel is known only when it is built, as is all of older
  // metadata.
  private static boolean isReliable(CoreMetadata source) {
    return !source.isDynamic("Requires-Dist") && !source.isDynamic("Provides-Extra");
  }

  @Override
  public Path fetch(Distribution distribution, Set<Hash> required) {
    return fetched.get(
        new Fetch(distribution.url(), Set.copyOf(distribution.hashes()), Set.copyOf(required)),
        () -> files.fetch(distribution, required));
  }

  /** The pages that answers were drawn from so far; empty if one of them may not be kept. */
  public Optional<List<PageState>> pagesUsed() {
    return pages.used();
  }

  /**
   * The directories of this machine whose archives are looked through beside the pages. Empty where
   * answers may come from anything else, such as a page in a file.
   */
  public Optional<List<Path>> directories() {
    return directories;
  }

  /** Deletes what was to be temporary. */
  @Override
  public void close() {
    temporary.ifPresent(HttpIndex::delete);
  }

  private static Path temporaryRoot() {
    try {
      Path root = Files.createTempDirectory("debwright-");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(root)));
      return root;
    } catch (IOException impossible) {
      throw Diagnostic.error("cache-unwritable", "no temporary directory can be made")
          .because(String.valueOf(impossible.getMessage()))
          .mend("set `TMPDIR`, or let the cache be used")
          .toException();
    }
  }

  private static void delete(Path root) {
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                Path directory, @org.jspecify.annotations.Nullable IOException failure)
                throws IOException {
              Files.deleteIfExists(directory);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException gone) {
      // Deleted by close before, or by somebody else: what is left is the system's to sweep.
    }
  }
}
