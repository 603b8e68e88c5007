package org.debwright.transition.plan;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.debwright.deb.DebReader;
import org.debwright.debian.Architecture;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.Suite;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.lock.Lock;
import org.debwright.lock.LockedPackage;
import org.debwright.lock.LockedSupply;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.repository.PublishedPackages;
import org.debwright.repository.PublishedPackages.Published;
import org.debwright.transition.plan.Supply.Source;
import org.debwright.transition.survey.DistributionFiles;
import org.debwright.transition.survey.InstalledDistribution;
import org.debwright.transition.survey.Survey;

/** Which packages have which projects, for Python 2 and 3 apart, the one apt would install. */
public final class Supplies {
  // NAME-VERSION.dist-info/METADATA, NAME-VERSION[-pyX.Y].egg-info[/PKG-INFO]
  private static final Pattern METADATA =
      Pattern.compile(
          "(/usr/lib/python([23])(?:\\.\\d+)?/dist-packages)/([^/]+?)-([^/-]+)(?:-(?:py\\d[^/]*|nspkg))?"
              + "\\.(?:dist-info/METADATA|egg-info/PKG-INFO|egg-info)");

  private record Key(int major, ProjectName project) {}

  private final Map<Key, Supply> best = new HashMap<>();
  private final Map<ProjectName, Pep440Version> pins = new HashMap<>();
  private boolean locked;

  /** None but what is installed. */
  public static Supplies installed(Survey survey) {
    Supplies supplies = new Supplies();
    for (InstalledDistribution each : survey.packaged()) {
      each.owner()
          .filter(PackageName::isValid)
          .ifPresent(owner -> supplies.addInstalled(each, owner, survey));
    }
    return supplies;
  }

  private void addInstalled(InstalledDistribution each, String owner, Survey survey) {
    Optional<DebianVersion> version = survey.dpkg().version(owner).flatMap(Supplies::version);
    if (version.isEmpty()) {
      return;
    }
    SortedSet<String> commands = new TreeSet<>();
    survey.dpkg().below("/usr/bin").stream()
        .filter(path -> path.getValue().equals(owner))
        .forEach(path -> commands.add(path.getKey().substring("/usr/bin/".length())));
    List<String> paths =
        survey.dpkg().below(each.place().path()).stream()
            .filter(path -> path.getValue().equals(owner))
            .map(Map.Entry::getKey)
            .toList();
    add(
        each.place().version().major(),
        new Supply(
            each.project(),
            each.version(),
            new PackageName(owner),
            version.get(),
            Source.INSTALLED,
            DistributionFiles.modules(paths, each.place().path()),
            commands));
  }

  private static Optional<DebianVersion> version(String text) {
    try {
      return Optional.of(DebianVersion.parse(text));
    } catch (DebwrightException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * Adds what a repository publishes.
   *
   * @throws DebwrightException if it cannot be read
   */
  public void addRepository(Path repository, Suite suite, Architecture architecture) {
    for (Published each : PublishedPackages.read(repository, suite, architecture)) {
      Set<String> files = DebReader.files(each.file());
      SortedSet<String> commands =
          files.stream()
              .filter(path -> path.startsWith("/usr/bin/"))
              .map(path -> path.substring("/usr/bin/".length()))
              .collect(Collectors.toCollection(TreeSet::new));
      for (String path : files) {
        Matcher metadata = METADATA.matcher(path);
        if (metadata.matches() && ProjectName.isValid(metadata.group(3))) {
          add(
              Integer.parseInt(metadata.group(2)),
              new Supply(
                  new ProjectName(metadata.group(3)),
                  Pep440Version.tryParse(metadata.group(4)),
                  each.name(),
                  each.version(),
                  Source.REPOSITORY,
                  DistributionFiles.modules(files, metadata.group(1)),
                  commands));
        }
      }
    }
  }

  /** Adds what a lock pins, and what it says that the suite supplies. */
  public void addLock(Lock lock) {
    locked = true;
    int major = lock.target().map(target -> target.python().major()).orElse(3);
    for (LockedPackage each : lock.packages()) {
      each.version().ifPresent(version -> pins.put(each.name(), version));
    }
    for (LockedSupply each : lock.supplied()) {
      pins.put(each.project(), each.version());
      add(
          major,
          new Supply(
              each.project(),
              Optional.of(each.version()),
              each.packageName(),
              each.packageVersion(),
              Source.SUITE,
              new TreeSet<>(),
              new TreeSet<>()));
    }
  }

  // apt takes the highest version there is; of equal ones what is installed stays.
  private void add(int major, Supply supply) {
    best.merge(
        new Key(major, supply.project()),
        supply,
        (known, other) ->
            other.packageVersion().compareTo(known.packageVersion()) > 0 ? other : known);
  }

  /** The package that has a project. */
  Optional<Supply> find(ProjectName project, int major) {
    return Optional.ofNullable(best.get(new Key(major, project)));
  }

  /** The version that the lock pins. */
  Optional<Pep440Version> pin(ProjectName project) {
    return Optional.ofNullable(pins.get(project));
  }

  /** Whether there is a lock. */
  boolean isLocked() {
    return locked;
  }
}
