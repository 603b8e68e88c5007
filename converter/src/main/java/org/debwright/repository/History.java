package org.debwright.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.debwright.deb.DebReader;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.Stanza;
import org.debwright.debian.Suite;

/**
 * What all suites of a repository list: what machines may have installed when something new comes.
 */
public final class History {
  private final Path root;
  private final Set<Published> packages;

  private History(Path root, Set<Published> packages) {
    this.root = root;
    this.packages = packages;
  }

  /**
   * A package that is listed.
   *
   * @param stanza its paragraph of Packages
   */
  public record Published(Suite suite, Stanza stanza) {
    /** Its name. */
    public PackageName name() {
      return new PackageName(stanza.get("Package").orElseThrow());
    }

    /** Its version. */
    public DebianVersion version() {
      return DebianVersion.parse(stanza.get("Version").orElseThrow());
    }
  }

  /** Reads a repository; empty where there is none. */
  public static History read(Path root) {
    Set<Published> packages = new LinkedHashSet<>();
    for (Suite suite : suites(root)) {
      PublishedSuite.read(root, suite).listing().architectures().values().stream()
          .flatMap(listed -> listed.values().stream())
          .forEach(stanza -> packages.add(new Published(suite, stanza)));
    }
    return new History(root, packages);
  }

  private static List<Suite> suites(Path root) {
    Path directory = root.resolve("dists");
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(e -> Files.exists(e.resolve("InRelease")))
          .map(e -> String.valueOf(e.getFileName()))
          .sorted()
          .map(Suite::new)
          .toList();
    } catch (IOException e) {
      throw Repository.failed(directory, e);
    }
  }

  /** All of it. */
  public Set<Published> packages() {
    return packages;
  }

  /** The files of one, or none where the pool has lost it. */
  public SortedSet<String> files(Published published) {
    return Optional.of(root.resolve(published.stanza().get("Filename").orElse("")))
        .filter(Files::isRegularFile)
        .map(DebReader::files)
        .orElseGet(TreeSet::new);
  }
}
