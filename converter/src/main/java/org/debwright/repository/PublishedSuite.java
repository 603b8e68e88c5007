package org.debwright.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.debwright.deb.Sha256;
import org.debwright.debian.Architecture;
import org.debwright.debian.PackageName;
import org.debwright.debian.Stanza;
import org.debwright.debian.Suite;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;

/**
 * The last state of a suite that was published whole: what InRelease vouches for, read by hash. The
 * files under their plain names may already be those of a run that was killed.
 *
 * @param release empty where nothing was published yet
 */
record PublishedSuite(Optional<ReleaseFile> release, Listing listing) {
  private static final Pattern PACKAGES = Pattern.compile("main/binary-([a-z0-9]+)/Packages");

  /**
   * Reads a suite of the repository at {@code root}.
   *
   * @throws DebwrightException if what is there is not what was published
   */
  static PublishedSuite read(Path root, Suite suite) {
    Path directory = root.resolve("dists").resolve(suite.codename());
    Path signed = directory.resolve("InRelease");
    if (!Files.exists(signed)) {
      return new PublishedSuite(Optional.empty(), Listing.EMPTY);
    }
    try {
      ReleaseFile release = ReleaseFile.parse(Files.readString(signed));
      SortedMap<Architecture, SortedMap<PackageName, Stanza>> listed = new TreeMap<>();
      List<Stanza> sources = List.of();
      for (Map.Entry<String, Sha256> index : release.digests().entrySet()) {
        Matcher path = PACKAGES.matcher(index.getKey());
        if (path.matches()) {
          listed.put(Architecture.parse(path.group(1)), packages(directory, index));
        } else if (index.getKey().equals(IndexFiles.SOURCES)) {
          sources = Stanza.parseAll(content(directory, index));
        }
      }
      return new PublishedSuite(Optional.of(release), new Listing(listed, sources));
    } catch (IOException e) {
      throw damaged(signed, String.valueOf(e.getMessage()));
    }
  }

  private static SortedMap<PackageName, Stanza> packages(
      Path directory, Map.Entry<String, Sha256> index) throws IOException {
    SortedMap<PackageName, Stanza> packages = new TreeMap<>();
    for (Stanza stanza : Stanza.parseAll(content(directory, index))) {
      packages.put(PackageName.parse(stanza.get("Package").orElse("")), stanza);
    }
    return packages;
  }

  private static String content(Path directory, Map.Entry<String, Sha256> index)
      throws IOException {
    Path file = directory.resolve(IndexFiles.byHash(index.getKey(), index.getValue()));
    if (!Files.exists(file)) {
      throw damaged(file, "`InRelease` names it, but it is not there");
    }
    byte[] content = Files.readAllBytes(file);
    if (!Sha256.of(content).equals(index.getValue())) {
      throw damaged(file, "its content is not what `InRelease` vouches for");
    }
    return new String(content, UTF_8);
  }

  private static DebwrightException damaged(Path file, String reason) {
    return Diagnostic.error("repository-damaged", "the repository is damaged")
        .because(reason)
        .mend("restore it from a copy, or publish into an empty directory")
        .at(Location.of(file.toString()))
        .toException();
  }
}
