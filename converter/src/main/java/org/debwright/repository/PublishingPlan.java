package org.debwright.repository;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.debwright.deb.DebFile;
import org.debwright.deb.Sha256;
import org.debwright.deb.SourcePackage;
import org.debwright.debian.Architecture;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.Stanza;
import org.debwright.debian.Suite;
import org.debwright.diagnostic.Diagnostic;

/**
 * What publishing would do to one suite of a repository, before it is done. Making a plan reads the
 * repository and writes nothing.
 */
public final class PublishingPlan {
  private final Suite suite;
  private final List<Change> changes;
  private final SortedMap<String, PoolFile> additions;
  private final PublishedSuite before;
  private final Listing after;
  private final IndexFiles indexes;
  private final ReleaseFile release;

  private PublishingPlan(
      Suite suite,
      List<Change> changes,
      SortedMap<String, PoolFile> additions,
      PublishedSuite before,
      Listing after,
      IndexFiles indexes,
      ReleaseFile release) {
    this.suite = suite;
    this.changes = List.copyOf(changes);
    this.additions = additions;
    this.before = before;
    this.after = after;
    this.indexes = indexes;
    this.release = release;
  }

  /**
   * A package that is listed anew or in another version.
   *
   * @param before the version listed until now, empty where there was none
   */
  public record Change(PackageName name, Optional<DebianVersion> before, DebianVersion after) {}

  /**
   * Plans to list {@code debs} in a suite; what it lists already stays unless they replace it.
   *
   * @param root the repository; need not exist yet
   * @param target the architecture the packages were made for
   * @throws org.debwright.diagnostic.DebwrightException naming every package whose name and version
   *     are in the pool with other content, or given twice
   */
  public static PublishingPlan of(
      Path root, Suite suite, Architecture target, List<DebFile> debs, ReleaseHeader header) {
    return of(root, suite, target, debs, List.of(), header, PoolContent.READ);
  }

  /**
   * The same with sources, and where somebody may know what lies in the pool.
   *
   * @param sources of some of the packages; one that is listed already stays as it was published,
   *     whatever the packages of another architecture say of it
   */
  public static PublishingPlan of(
      Path root,
      Suite suite,
      Architecture target,
      List<DebFile> debs,
      List<SourcePackage> sources,
      ReleaseHeader header,
      PoolContent pool) {
    PublishedSuite before = PublishedSuite.read(root, suite);
    List<SourcePackage> fresh =
        sources.stream().filter(source -> !isListed(source, before.listing())).toList();
    List<PoolAdditions.Wish> wishes = new ArrayList<>();
    debs.forEach(deb -> wishes.add(PoolAdditions.Wish.of(deb)));
    fresh.forEach(source -> wishes.addAll(PoolAdditions.Wish.of(source)));
    RepositoryCheck.check(root, suite, wishes.stream().map(PoolAdditions.Wish::path));
    RepositoryCheck.check(root, before, header);
    SortedMap<String, PoolFile> additions = PoolAdditions.of(root, wishes, pool);
    List<Stanza> stanzas = debs.stream().map(PublishingPlan::paragraph).toList();
    Listing after =
        before
            .listing()
            .with(target, stanzas)
            .withSources(
                fresh.stream().map(source -> source.paragraph(PoolPath.of(source))).toList());
    IndexFiles indexes = IndexFiles.of(after);
    return new PublishingPlan(
        suite,
        changes(before.listing().packages(target), debs),
        additions,
        before,
        after,
        indexes,
        ReleaseFile.of(suite, after, indexes, header));
  }

  // Copyright notices may differ between the wheels of two architectures; the source does not.
  private static boolean isListed(SourcePackage source, Listing listing) {
    Optional<Stanza> listed = listing.source(source.name(), source.version());
    boolean isSame =
        listed
            .flatMap(stanza -> stanza.get("Checksums-Sha256"))
            .filter(sums -> sums.contains(source.original().sha256().hex()))
            .isPresent();
    if (listed.isPresent() && !isSame) {
      throw Diagnostic.error(
              "source-changed",
              "`" + source.name() + "` " + source.version() + " was published with another source")
          .because("the source that belongs to a version never changes")
          .mend("publish it as a new revision: `--revision N`, with a higher N than before")
          .toException();
    }
    return isSame;
  }

  private static Stanza paragraph(DebFile deb) {
    return deb.control()
        .with("Filename", PoolPath.of(deb))
        .with("Size", Long.toString(deb.sizeBytes()))
        .with("SHA256", deb.sha256().hex());
  }

  private static List<Change> changes(Map<PackageName, Stanza> listed, List<DebFile> debs) {
    List<Change> changes = new ArrayList<>();
    for (DebFile deb : debs) {
      Optional<Stanza> stanza = Optional.ofNullable(listed.get(deb.name()));
      Optional<DebianVersion> before =
          stanza.flatMap(s -> s.get("Version")).map(DebianVersion::parse);
      if (before.isEmpty() || !before.get().toString().equals(deb.version().toString())) {
        changes.add(new Change(deb.name(), before, deb.version()));
      }
    }
    changes.sort((a, b) -> a.name().compareTo(b.name()));
    return changes;
  }

  /** The suite. */
  public Suite suite() {
    return suite;
  }

  /** Packages that are new in the suite or change their version, sorted by name. */
  public List<Change> changes() {
    return changes;
  }

  /**
   * Everything of ours that an architecture of the suite lists afterwards, also what was published
   * before: about all of it apt has to be asked.
   */
  public SortedMap<PackageName, DebianVersion> listed(Architecture architecture) {
    SortedMap<PackageName, DebianVersion> versions = new TreeMap<>();
    after
        .packages(architecture)
        .forEach(
            (name, stanza) ->
                versions.put(name, DebianVersion.parse(stanza.get("Version").orElse(""))));
    return versions;
  }

  /** What the suite's index files would be, by path: says all that apt could ask about. */
  public SortedMap<String, Sha256> indexDigests() {
    return new TreeMap<>(release.digests());
  }

  /** Files that come into the pool, by their path in the repository. */
  public SortedMap<String, PoolFile> additions() {
    return additions;
  }

  /**
   * Writes the suite's files below another directory as they would be published, without the pool
   * and without signatures, so that apt can be asked about them.
   */
  public void stage(Path directory) {
    Placement placement = new Placement(directory, directory);
    String dists = "dists/" + suite + "/";
    indexes.files().forEach((path, content) -> placement.put(dists + path, content));
    placement.put(dists + "Release", release.text());
  }

  PublishedSuite before() {
    return before;
  }

  IndexFiles indexes() {
    return indexes;
  }

  ReleaseFile release() {
    return release;
  }
}
