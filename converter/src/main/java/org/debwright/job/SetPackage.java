package org.debwright.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.debwright.archive.Archive;
import org.debwright.archive.RecordedArchive;
import org.debwright.convert.MetaPackages;
import org.debwright.convert.Naming;
import org.debwright.deb.DebFile;
import org.debwright.deb.DebReader;
import org.debwright.deb.DebWriter;
import org.debwright.debian.BinaryPackage;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.Relation;
import org.debwright.debian.Relation.Operator;
import org.debwright.debian.Relations;
import org.debwright.debian.Stanza;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter;
import org.debwright.repository.DayVersion;
import org.debwright.repository.History;
import org.debwright.repository.History.Published;
import org.debwright.target.Target;

/** Makes the metapackage of a set. Its version rises when what it pins changes, and only then. */
final class SetPackage {
  private final Target target;
  private final Archive archive;
  private final PackageSettings settings;
  private final Path root;
  private final long now;
  private final Reporter reporter;

  /**
   * For one publication.
   *
   * @param root of the repository
   * @param now where nothing else dates the set
   */
  SetPackage(
      Target target,
      Archive archive,
      PackageSettings settings,
      Path root,
      long now,
      Reporter reporter) {
    this.target = target;
    this.archive = archive;
    this.settings = settings;
    this.root = root;
    this.now = now;
    this.reporter = reporter;
  }

  /**
   * The one that is listed, if it pins the same, else a new one.
   *
   * @param directory where a new one is written to
   * @throws org.debwright.diagnostic.DebwrightException if its name is taken
   */
  MadePackage write(
      PackageSet set, List<MadePackage> made, OptionalLong sourceDateEpoch, Path directory) {
    requireFree(set.name(), made);
    Relations members =
        Relations.all(
            Stream.concat(
                    set.supplied().stream(),
                    made.stream()
                        .map(MadePackage::file)
                        .map(file -> Relation.to(file.name(), Operator.EXACTLY, file.version())))
                .distinct()
                .sorted(Comparator.comparing(relation -> relation.name().value()))
                .toList());
    Optional<PackageName> starts = set.transition().map(DebFile::name);
    Optional<Stanza> listed = listed(set.name());
    Optional<Path> same =
        listed
            .filter(s -> saysTheSame(s, MetaPackages.depends(members, starts)))
            .flatMap(s -> s.get("Filename"))
            .map(root::resolve);
    return new MadePackage(
        same.filter(Files::exists)
            .map(DebReader::read)
            .orElseGet(
                () -> {
                  long dated =
                      sourceDateEpoch.orElseGet(
                          () -> set.released().map(Instant::getEpochSecond).orElse(now));
                  BinaryPackage fresh = fresh(set, listed, members, dated);
                  return new DebWriter(settings.compression())
                      .write(fresh, directory.resolve(fresh.filename()));
                }),
        Optional.empty(),
        "",
        MadePackage.Origin.SET,
        true,
        new TreeSet<>());
  }

  private BinaryPackage fresh(
      PackageSet set, Optional<Stanza> listed, Relations members, long epochSeconds) {
    DebianVersion version =
        DayVersion.next(listed.flatMap(s -> s.get("Version")), epochSeconds, target.releaseLabel());
    Naming naming = settings.naming(archive, target);
    return new MetaPackages(target, settings.conversion(), naming)
        .set(set.name(), version, members, set.transition().map(DebFile::name), epochSeconds);
  }

  private Optional<Stanza> listed(PackageName name) {
    return History.read(root).packages().stream()
        .filter(p -> p.suite().equals(target.suite()) && p.name().equals(name))
        .map(Published::stanza)
        .filter(s -> s.get("Architecture").equals(Optional.of(target.architecture().name())))
        .findFirst();
  }

  private boolean saysTheSame(Stanza listed, Relations members) {
    return listed.get("Depends").equals(Optional.of(members.toString()))
        && listed.get("Maintainer").equals(Optional.of(settings.maintainer().toString()));
  }

  private void requireFree(PackageName name, List<MadePackage> made) {
    boolean isOurs = made.stream().anyMatch(m -> m.file().name().equals(name));
    if (isOurs || isTheSuites(name)) {
      throw Diagnostic.error(
              "metapackage-name-taken", "no metapackage can be called `" + name + "`")
          .because(
              isOurs
                  ? "a package of the set has that name"
                  : "`" + target.suite() + "` uses that name for something else")
          .toException();
    }
  }

  private boolean isTheSuites(PackageName name) {
    if (archive instanceof RecordedArchive facts) {
      if (facts.knows(name) && facts.find(name).isPresent()) {
        return true;
      }
      reporter.report(
          Diagnostic.warning(
                  "metapackage-name-unknown",
                  "nobody knows whether `" + target.suite() + "` uses the name `" + name + "`")
              .because("the lock's facts do not tell, and the archive is not asked"));
      return false;
    }
    return archive.find(name).isPresent() || !archive.providers(name).isEmpty();
  }
}
