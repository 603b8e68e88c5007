package org.debwright.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.debwright.build.Source;
import org.debwright.build.VersionControl;
import org.debwright.build.WheelBuilder;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.index.CacheMode;
import org.debwright.index.Distribution;
import org.debwright.index.Index;
import org.debwright.lock.LockedFile;
import org.debwright.lock.LockedPackage;
import org.debwright.python.AskedRequirement.ByLocation;
import org.debwright.python.DistributionFilename;
import org.debwright.python.Hash;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.Requirement;
import org.debwright.python.SdistFilename;
import org.debwright.python.SpecifierSet;
import org.debwright.python.VcsLocation;
import org.debwright.python.Wheel;
import org.debwright.python.WheelFilename;
import org.debwright.resolve.Resolution.Pinned;
import org.debwright.resolve.Root;

/** What was asked for by URL or path, made a wheel, so that the solver sees one release file. */
final class DirectSource {
  private static final int BUFFER = 1 << 16;

  private final Index index;
  private final WheelBuilder builder;
  private final Surroundings surroundings;

  // What was checked out and built so far, by location.
  private final Map<String, Checked> checked = new ConcurrentHashMap<>();

  /** A wheel of a checkout, and the commit. */
  private record Checked(Path wheel, String commit) {}

  DirectSource(Index index, WheelBuilder builder, Surroundings surroundings) {
    this.index = index;
    this.builder = builder;
    this.surroundings = surroundings;
  }

  /** The requirement for exactly this file. */
  Root root(ByLocation asked) {
    Path file = wheel(asked);
    // Whatever its name says, it must be one.
    Distribution found;
    try (Wheel wheel = Wheel.open(file)) {
      found = local(file, wheel);
    }
    ProjectName project = found.filename().project();
    if (asked.project().isPresent() && !asked.project().get().equals(project)) {
      throw Diagnostic.error(
              "direct-other-project",
              "`" + asked.displayLocation() + "` is not `" + asked.project().get() + "`")
          .because("it holds the project `" + project + "`")
          .at(asked.where())
          .toException();
    }
    Requirement requirement =
        new Requirement(
            project, asked.extras(), SpecifierSet.ANY, Optional.empty(), asked.marker());
    return new Root(requirement, Optional.of(found), new TreeSet<>(), asked.where());
  }

  /** As if it had been solved for, with nothing beside it. */
  Pinned pinned(ByLocation asked) {
    Path file = wheel(asked);
    try (Wheel wheel = Wheel.open(file)) {
      return new Pinned(
          wheel.filename().project(),
          wheel.filename().version(),
          asked.extras(),
          asked.extras(),
          local(file, wheel),
          List.of(),
          wheel.metadata(),
          List.of(),
          /* asked= */ true,
          /* direct= */ true,
          new TreeSet<>());
    }
  }

  /**
   * The source as a lock names it: the file or directory that was asked for, not the wheel that was
   * built of it.
   *
   * @param directory of the lock, absolute
   */
  LockedPackage.Source locked(ByLocation asked, Path directory) {
    Optional<String> inside =
        Optional.of(asked.subdirectory()).filter(subdirectory -> !subdirectory.isEmpty());
    if (asked.vcs().isPresent()) {
      VcsLocation from = asked.vcs().get();
      return new LockedPackage.Source.Vcs(
          from.client(), from.displayUrl(), from.revision(), checked(from, asked).commit(), inside);
    }
    if (asked.isRemote()) {
      Distribution remote = remote(asked);
      LockedFile file =
          new LockedFile(
              remote.filename().filename(),
              Optional.of(remote.displayUrl()),
              Optional.empty(),
              Optional.empty(),
              OptionalLong.empty(),
              proved(index.fetch(remote, asked.hashes())));
      return new LockedPackage.Source.Archive(file, inside);
    }
    Path file = local(asked);
    Optional<String> below =
        file.startsWith(directory)
            ? Optional.of(directory.relativize(file).toString()).filter(path -> !path.isEmpty())
            : Optional.empty();
    if (Files.isDirectory(file)) {
      String path = file.resolve(asked.subdirectory()).toString();
      return new LockedPackage.Source.Directory(
          asked.subdirectory().isEmpty() ? below.orElse(path) : path, /* editable= */ false);
    }
    LockedFile locked =
        new LockedFile(
            file.getFileName().toString(),
            below.isPresent() ? Optional.empty() : Optional.of(file.toUri().toASCIIString()),
            below,
            Optional.empty(),
            OptionalLong.of(size(file)),
            proved(file));
    return new LockedPackage.Source.Archive(locked, inside);
  }

  private static SortedSet<Hash> proved(Path file) {
    return new TreeSet<>(List.of(digest(file, "sha256")));
  }

  /** What may be given to others as the source of it; empty of a wheel. */
  Optional<Path> original(ByLocation asked, Originals originals) {
    if (asked.vcs().isPresent()) {
      VcsLocation from = asked.vcs().get();
      VcsLocation commit =
          new VcsLocation(from.client(), from.url(), Optional.of(checked(from, asked).commit()));
      try (VersionControl.Checkout checkout =
          VersionControl.checkOut(commit, surroundings.scratch(), surroundings.environment())) {
        return Optional.of(originals.ofTree(checkout.tree()));
      }
    }
    Path file = asked.isRemote() ? fetched(asked) : local(asked);
    if (Files.isDirectory(file)) {
      return Optional.of(originals.ofTree(file));
    }
    return Optional.of(file).filter(found -> !found.toString().endsWith(".whl"));
  }

  private Path wheel(ByLocation asked) {
    if (asked.vcs().isPresent()) {
      return checked(asked.vcs().get(), asked).wheel();
    }
    Path file = asked.isRemote() ? fetched(asked) : local(asked);
    return file.getFileName().toString().endsWith(".whl")
        ? file
        : builder.build(new Source(file, asked.subdirectory(), ""));
  }

  private Checked checked(VcsLocation from, ByLocation asked) {
    if (!asked.hashes().isEmpty()) {
      throw Diagnostic.error("hash-of-directory", "`" + from.displayUrl() + "` has no hash")
          .because("hashes are of files; name the commit behind an `@`")
          .at(asked.where())
          .toException();
    }
    if (!from.isLocal() && surroundings.mode() == CacheMode.OFFLINE) {
      throw Diagnostic.error("vcs-offline", "`" + from.displayUrl() + "` is not checked out")
          .because("it is on the web, and nothing is fetched offline")
          .at(asked.where())
          .toException();
    }
    return checked.computeIfAbsent(
        from.toString() + "#" + asked.subdirectory(), key -> checkOut(from, asked.subdirectory()));
  }

  private Checked checkOut(VcsLocation from, String subdirectory) {
    try (VersionControl.Checkout checkout =
        VersionControl.checkOut(from, surroundings.scratch(), surroundings.environment())) {
      Source source = new Source(checkout.tree(), subdirectory, checkout.commit());
      return new Checked(builder.build(source), checkout.commit());
    }
  }

  private Path fetched(ByLocation asked) {
    return index.fetch(remote(asked), asked.hashes());
  }

  private Distribution remote(ByLocation asked) {
    String name = asked.location().replaceFirst("[?#].*$", "").replaceFirst("^.*/", "");
    DistributionFilename filename =
        WheelFilename.tryParse(name)
            .<DistributionFilename>map(wheel -> wheel)
            .or(() -> asked.project().flatMap(p -> DistributionFilename.parse(name, p)))
            .orElseGet(() -> unnamed(name, asked));
    return new Distribution(
        filename,
        asked.location(),
        asked.hashes(),
        SpecifierSet.ANY,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        -1);
  }

  // Project and version are read from what is built; until then the file's name stands for them.
  private static SdistFilename unnamed(String name, ByLocation asked) {
    if (!name.matches(".+\\.(tar\\.gz|tgz|zip|tar\\.bz2|tar\\.xz|tar)")) {
      throw Diagnostic.error(
              "direct-unknown-kind", "`" + asked.displayLocation() + "` is no release file")
          .because("a wheel, or a source distribution as `.tar.gz` or `.zip`, is expected")
          .at(asked.where())
          .toException();
    }
    return new SdistFilename(name, new ProjectName("unnamed"), Pep440Version.parse("0"));
  }

  private static Path local(ByLocation asked) {
    String location = asked.location();
    Path file = location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
    if (!Files.exists(file)) {
      throw Diagnostic.error("direct-missing", "`" + asked.displayLocation() + "` does not exist")
          .at(asked.where())
          .toException();
    }
    verify(file, asked);
    return file.toAbsolutePath().normalize();
  }

  private static void verify(Path file, ByLocation asked) {
    if (asked.hashes().isEmpty()) {
      return;
    }
    if (Files.isDirectory(file)) {
      throw Diagnostic.error("hash-of-directory", "`" + asked.displayLocation() + "` has no hash")
          .because("hashes are of files, and this is a directory")
          .at(asked.where())
          .toException();
    }
    List<Hash> found =
        asked.hashes().stream().map(Hash::algorithm).distinct().map(a -> digest(file, a)).toList();
    if (found.stream().noneMatch(hash -> asked.hashes().contains(hash))) {
      throw Diagnostic.error(
              "hash-mismatch",
              "`" + asked.displayLocation() + "` is not the file that was asked for")
          .because("it has " + found.get(0) + ", asked for is " + asked.hashes().iterator().next())
          .at(asked.where())
          .toException();
    }
  }

  // Nobody says when it was released: the time of its newest member stands for that.
  private static Distribution local(Path file, Wheel wheel) {
    return new Distribution(
        wheel.filename(),
        file.toUri().toString(),
        new TreeSet<>(List.of(digest(file, "sha256"))),
        SpecifierSet.ANY,
        Optional.empty(),
        Optional.empty(),
        Optional.of(Instant.ofEpochSecond(wheel.modified())),
        size(file));
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The digest of a file, its algorithm named as hashes name it: {@code sha256}. */
  static Hash digest(Path file, String algorithm) {
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      // `sha256` is `SHA-256` to Java.
      MessageDigest digest =
          MessageDigest.getInstance(algorithm.replaceFirst("^sha(\\d+)$", "SHA-$1"));
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return new Hash(algorithm, HexFormat.of().formatHex(digest.digest()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
