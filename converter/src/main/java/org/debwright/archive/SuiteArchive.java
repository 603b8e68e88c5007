package org.debwright.archive;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.debwright.debian.Architecture;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.Suite;
import org.debwright.debian.TargetPath;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.PythonVersion;

/** A suite as the distribution's own archive has it: its release, updates and security pockets. */
public final class SuiteArchive implements Archive {
  private static final Pattern PYTHON = Pattern.compile("(\\d+)\\.(\\d+)(?:[.~].*)?");
  private static final Pattern GLIBC = Pattern.compile("2\\.(\\d{1,4})\\b.*");

  private final Suite suite;
  private final Architecture architecture;
  private final List<PocketIndex> pockets;
  private final LocalMirror mirror;
  // The owner of one path of a package owns all the others too.
  private final Map<PackageName, Optional<ArchivePackage>> found = new ConcurrentHashMap<>();
  private final Map<Integer, Map<String, Set<ProjectName>>> projectsByPackage =
      new ConcurrentHashMap<>();

  SuiteArchive(
      Suite suite, Architecture architecture, List<PocketIndex> pockets, LocalMirror mirror) {
    this.suite = suite;
    this.architecture = architecture;
    this.pockets = List.copyOf(pockets);
    this.mirror = mirror;
  }

  /**
   * Reads what the suite has, from the cache as far as it is fresh.
   *
   * @throws org.debwright.diagnostic.DebwrightException if no archive is known, it cannot be
   *     reached, or what it says must not be believed
   */
  public static SuiteArchive open(
      Suite suite, Architecture architecture, ArchiveOptions options, ArchiveAccess access) {
    return new ArchiveOpener(suite, architecture, options, access).open();
  }

  /**
   * The verified Release and Packages files as trees that apt reads by {@code file:} addresses,
   * without network. Nothing in them changes once they are there.
   */
  public List<LocalPocket> localPockets() {
    return pockets.stream().map(mirror::layOut).toList();
  }

  /** {@inheritDoc} It is its pockets' Release files, which name all else by hash. */
  @Override
  public Optional<String> state() {
    return Optional.of(
        pockets.stream()
            .map(p -> state(p.pocket(), p.signed()))
            .collect(Collectors.joining(" ", suite + " " + architecture + " ", "")));
  }

  static String state(Pocket pocket, SignedRelease signed) {
    return pocket.suite() + pocket.components() + " " + signed.sha256();
  }

  /**
   * The {@link #state()} that {@link #open} would find, told by the cache alone; empty where the
   * archive would have to be asked.
   *
   * @throws org.debwright.diagnostic.DebwrightException as {@link #open}
   */
  public static Optional<String> knownState(
      Suite suite, Architecture architecture, ArchiveOptions options, ArchiveAccess access) {
    return new ArchiveOpener(suite, architecture, options, access).knownState();
  }

  @Override
  public List<PocketState> pockets() {
    return pockets.stream()
        .map(
            p ->
                new PocketState(
                    p.signed().release().origin(),
                    p.pocket().suite(),
                    p.pocket().components(),
                    p.signed().release().date(),
                    p.signed().sha256()))
        .toList();
  }

  @Override
  public Suite suite() {
    return suite;
  }

  @Override
  public Architecture architecture() {
    return architecture;
  }

  @Override
  public Optional<ArchivePackage> find(PackageName name) {
    return found.computeIfAbsent(
        name,
        wanted ->
            highest(wanted, /* notAutomatic= */ false)
                .or(() -> highest(wanted, /* notAutomatic= */ true)));
  }

  // apt_preferences(5): what is not automatic has a priority of 100 or less, all else 500.
  private Optional<ArchivePackage> highest(PackageName name, boolean notAutomatic) {
    return pockets.stream()
        .filter(p -> p.signed().release().notAutomatic() == notAutomatic)
        .flatMap(p -> p.find(name).stream())
        .reduce((a, b) -> a.version().compareTo(b.version()) >= 0 ? a : b);
  }

  @Override
  public List<PackageName> providers(PackageName name) {
    return existing(pockets.stream().flatMap(p -> p.providers(name.value())))
        // A newer version in another pocket may not provide it any more.
        .filter(p -> provides(find(p).orElseThrow(), name))
        .toList();
  }

  private static boolean provides(ArchivePackage provider, PackageName name) {
    return provider.provides().clauses().stream()
        .flatMap(List::stream)
        .anyMatch(r -> r.name().equals(name));
  }

  /** Names that are packages of the suite, sorted, each once. */
  private Stream<PackageName> existing(Stream<String> names) {
    return new TreeSet<>(names.toList())
        .stream()
            .filter(PackageName::isValid)
            .map(PackageName::new)
            .filter(n -> find(n).isPresent());
  }

  /**
   * {@inheritDoc}
   *
   * <p>Best is the package that is called as Policy would have it ({@code python3-PROJECT}), then
   * one with a module of the project's name, then one called {@code python3-…} at all, then one
   * whose version is known, then the first in the alphabet.
   */
  @Override
  public List<PackagedProject> packaged(ProjectName project, int pythonMajor) {
    Map<PackageName, PackagedProject> found = new LinkedHashMap<>();
    for (PocketIndex pocket : pockets) {
      for (String line : pocket.contents("d " + pythonMajor + " " + project, "\n")) {
        int space = line.indexOf(' ');
        String version = space < 0 ? "" : line.substring(space + 1);
        existing(Stream.of(space < 0 ? line : line.substring(0, space)))
            .map(name -> packaged(project, pythonMajor, pocket, name, version))
            .forEach(p -> found.merge(p.packageName(), p, SuiteArchive::betterKnown));
      }
    }
    return found.values().stream().sorted(preference(project, pythonMajor)).toList();
  }

  private PackagedProject packaged(
      ProjectName project, int major, PocketIndex pocket, PackageName name, String version) {
    DebianVersion candidate = find(name).orElseThrow().version();
    DebianVersion described = pocket.find(name).map(ArchivePackage::version).orElse(candidate);
    return new PackagedProject(
        project,
        Pep440Version.tryParse(version).flatMap(v -> carriedOver(v, described, candidate)),
        name,
        candidate,
        modules(name, major));
  }

  /**
   * The distribution's version in the candidate, when its path is known of another pocket's version
   * only: security archives have no Contents. It is the same where upstream's version is; else it
   * is upstream's, where Debian's version spelled the former one; else it is unknown.
   */
  static Optional<Pep440Version> carriedOver(
      Pep440Version known, DebianVersion described, DebianVersion candidate) {
    if (described.upstream().equals(candidate.upstream())) {
      return Optional.of(known);
    }
    boolean spelled = Pep440Version.tryParse(upstream(described)).filter(known::equals).isPresent();
    return spelled ? Pep440Version.tryParse(upstream(candidate)) : Optional.empty();
  }

  /** Upstream's version without what Debian adds, {@code ~} of pre-releases left out. */
  private static String upstream(DebianVersion version) {
    return version.upstream().replaceFirst("\\+(dfsg|ds|repack).*", "").replace("~", "");
  }

  private static PackagedProject betterKnown(PackagedProject one, PackagedProject other) {
    return one.version().isPresent() ? one : other;
  }

  private List<String> modules(PackageName name, int major) {
    return List.copyOf(
        new TreeSet<>(
            pockets.stream()
                .flatMap(p -> p.contents("m " + major + " " + name, "\n").stream())
                .toList()));
  }

  private static Comparator<PackagedProject> preference(ProjectName project, int major) {
    String prefix = major == 2 ? "python-" : "python3-";
    return Comparator.comparing((PackagedProject p) -> !isNamedFor(p, prefix + project))
        .thenComparing(p -> p.topLevel().stream().noneMatch(m -> isProject(m, project)))
        .thenComparing(p -> !p.packageName().value().startsWith(prefix))
        .thenComparing(p -> p.version().isEmpty())
        .thenComparing(PackagedProject::packageName);
  }

  private static boolean isNamedFor(PackagedProject packaged, String name) {
    return packaged.packageName().value().equals(name);
  }

  private static boolean isProject(String module, ProjectName project) {
    return ProjectName.isValid(module) && new ProjectName(module).equals(project);
  }

  /** Every project that the suite packages for a major version of Python, in order of names. */
  public void forEachProject(
      int pythonMajor, BiConsumer<ProjectName, List<PackagedProject>> action) {
    String prefix = "d " + pythonMajor + " ";
    TreeSet<String> names = new TreeSet<>();
    for (PocketIndex pocket : pockets) {
      pocket
          .contents()
          .forEach(
              c -> c.table().forEach(prefix, (k, v) -> names.add(k.substring(prefix.length()))));
    }
    for (String name : names) {
      ProjectName project = new ProjectName(name);
      List<PackagedProject> packaged = packaged(project, pythonMajor);
      if (!packaged.isEmpty()) {
        action.accept(project, packaged);
      }
    }
  }

  @Override
  public int distributionCount(PackageName name, int pythonMajor) {
    return projects(name, pythonMajor).size();
  }

  @Override
  public List<ProjectName> projects(PackageName name, int pythonMajor) {
    return List.copyOf(
        projectsByPackage
            .computeIfAbsent(pythonMajor, this::projectsByPackage)
            .getOrDefault(name.value(), Set.of()));
  }

  private Map<String, Set<ProjectName>> projectsByPackage(int pythonMajor) {
    String prefix = "d " + pythonMajor + " ";
    Map<String, Set<ProjectName>> projects = new HashMap<>();
    for (PocketIndex pocket : pockets) {
      for (PocketIndex.ContentsIndex contents : pocket.contents()) {
        contents
            .table()
            .forEach(
                prefix,
                (key, packages) -> {
                  ProjectName project = new ProjectName(key.substring(prefix.length()));
                  for (String line : packages.split("\n", -1)) {
                    int space = line.indexOf(' ');
                    projects
                        .computeIfAbsent(
                            space < 0 ? line : line.substring(0, space), any -> new TreeSet<>())
                        .add(project);
                  }
                });
      }
    }
    return projects;
  }

  @Override
  public PackageRelations relations(PackageName name) {
    return find(name)
        .flatMap(
            chosen ->
                pockets.stream()
                    .filter(p -> p.find(name).filter(chosen::equals).isPresent())
                    .flatMap(p -> p.relations().get("d " + name))
                    .findFirst())
        .map(RelationsDigest::decode)
        .orElse(PackageRelations.NONE);
  }

  @Override
  public List<PackageName> dependents(PackageName name) {
    return existing(
            pockets.stream()
                .flatMap(p -> p.relations().get("r " + name))
                .flatMap(value -> RelationsDigest.names(value).stream()))
        // A newer version in another pocket may not name it any more.
        .filter(user -> relations(user).names(name))
        .toList();
  }

  @Override
  public List<PackageName> owners(TargetPath path) {
    long hash = PathHash.of(path.relative());
    Set<String> names = new LinkedHashSet<>();
    for (PocketIndex pocket : pockets) {
      for (PocketIndex.ContentsIndex contents : pocket.contents()) {
        names.addAll(contents.paths().owners(hash));
      }
    }
    // Of most paths there is none.
    return names.isEmpty() ? List.of() : existing(names.stream()).toList();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Development and debugging packages come last, plain names before longer ones. Where no
   * package ships the file, those that provide its name as a virtual package are it: {@code
   * libblas.so.3} is an alternative, made by {@code libblas3} and others.
   */
  @Override
  public List<PackageName> sonameOwners(String soname) {
    List<PackageName> owners =
        existing(pockets.stream().flatMap(p -> p.contents("s " + soname, " ").stream())).toList();
    if (owners.isEmpty() && PackageName.isValid(soname)) {
      owners = providers(new PackageName(soname));
    }
    return owners.stream()
        .sorted(
            Comparator.comparing(SuiteArchive::isForDevelopment)
                .thenComparing(name -> name.value().length()))
        .toList();
  }

  private static boolean isForDevelopment(PackageName name) {
    return name.value().endsWith("-dev") || name.value().matches(".*-(dbg|dbgsym)");
  }

  @Override
  public Optional<Pep440Version> python(int major) {
    return defaultPython(major)
        .flatMap(
            v ->
                find(new PackageName("python" + v))
                    .flatMap(p -> Pep440Version.tryParse(upstream(p.version()))));
  }

  /** The version that {@code python3} or {@code python2} depends on. */
  private Optional<PythonVersion> defaultPython(int major) {
    return Stream.of("python" + major, "python" + major + ".7")
        .map(n -> find(new PackageName(n)))
        .flatMap(Optional::stream)
        .map(p -> PYTHON.matcher(p.version().upstream()))
        .filter(Matcher::matches)
        .map(m -> new PythonVersion(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2))))
        .filter(v -> v.major() == major && hasPython(v))
        .findFirst();
  }

  @Override
  public boolean hasPython(PythonVersion version) {
    return find(new PackageName("python" + version)).isPresent();
  }

  @Override
  public int glibcMinor() {
    return find(new PackageName("libc6"))
        .map(p -> GLIBC.matcher(p.version().upstream()))
        .filter(Matcher::matches)
        .map(m -> Integer.parseInt(m.group(1)))
        .or(() -> KnownSuite.find(suite.codename()).map(KnownSuite::glibcMinor))
        .filter(minor -> minor > 0)
        .orElseThrow(
            () ->
                Diagnostic.error("archive-glibc-unknown", "`" + suite + "` has no package `libc6`")
                    .because("which wheels run there depends on its version")
                    .toException());
  }

  @Override
  public String releaseLabel() {
    return ReleaseLabel.of(pockets.get(0).signed().release(), suite.codename());
  }
}
