package org.debwright.lock;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.DistributionFilename;
import org.debwright.python.Hash;
import org.debwright.python.Marker;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.SpecifierSet;
import org.debwright.python.VcsLocation;
import org.debwright.python.WheelFilename;

/** Reads one entry of {@code [[packages]]}. */
final class PackageReader {
  private static final Map<String, Integer> DIGITS =
      Map.of("sha256", 64, "sha384", 96, "sha512", 128);

  private final TomlTable entry;

  PackageReader(TomlTable entry) {
    this.entry = entry;
  }

  /** The entry; empty where so much is wrong that nothing can be made of it. */
  Optional<LockedPackage> read() {
    entry.requiredText("name");
    Optional<ProjectName> name = entry.parsed("name", ProjectName::parse);
    Optional<Pep440Version> version = entry.parsed("version", Pep440Version::parse);
    Optional<LockedPackage.Source> source = name.flatMap(project -> source(project, version));
    Optional<TomlTable> own = entry.table("tool").flatMap(tool -> tool.table("debwright"));
    return source.map(
        from ->
            new LockedPackage(
                name.orElseThrow(),
                version,
                entry.parsed("marker", Marker::parse),
                entry.parsed("requires-python", SpecifierSet::parse).orElse(SpecifierSet.ANY),
                dependencies(),
                from,
                own.map(table -> table.flag("asked")).orElse(false),
                extras(own, "extras"),
                extras(own, "asked-extras")));
  }

  private List<ProjectName> dependencies() {
    return entry.tables("dependencies").stream()
        .flatMap(dependency -> dependency.parsed("name", ProjectName::parse).stream())
        .toList();
  }

  private static SortedSet<ProjectName> extras(Optional<TomlTable> own, String key) {
    return own.map(table -> new TreeSet<>(table.parsedTexts(key, ProjectName::parse)))
        .orElseGet(TreeSet::new);
  }

  /**
   * PEP 751: a version control system, a directory, an archive or release files exclude another.
   */
  private Optional<LockedPackage.Source> source(
      ProjectName project, Optional<Pep440Version> version) {
    boolean files = entry.has("sdist") || entry.has("wheels");
    long kinds =
        Stream.of("vcs", "directory", "archive").filter(entry::has).count() + (files ? 1 : 0);
    if (kinds != 1) {
      entry.problem(
          "name", "exactly one of vcs, directory, archive or sdist and wheels is needed: " + kinds);
      return Optional.empty();
    }
    if (entry.has("vcs")) {
      return entry.table("vcs").flatMap(this::vcs);
    }
    if (files) {
      return files(project, version);
    }
    return entry
        .table("archive")
        .<LockedPackage.Source>flatMap(this::archive)
        .or(() -> entry.table("directory").flatMap(this::directory));
  }

  private Optional<LockedPackage.Source> files(
      ProjectName project, Optional<Pep440Version> version) {
    Optional<LockedFile> sdist =
        entry.table("sdist").flatMap(table -> release(table, project, version, false));
    List<LockedFile> wheels =
        entry.tables("wheels").stream()
            .flatMap(table -> release(table, project, version, true).stream())
            .toList();
    return sdist.isEmpty() && wheels.isEmpty()
        ? Optional.empty()
        : Optional.of(new LockedPackage.Source.Files(wheels, sdist));
  }

  /** PEP 751: the name says project and version, and must say those of the entry. */
  private Optional<LockedFile> release(
      TomlTable table, ProjectName project, Optional<Pep440Version> version, boolean wheel) {
    Optional<LockedFile> file = file(table);
    Optional<DistributionFilename> parsed =
        file.flatMap(one -> DistributionFilename.parse(one.name(), project));
    boolean fits =
        parsed
            .filter(name -> name.project().equals(project))
            .filter(name -> version.isEmpty() || name.version().equals(version.get()))
            .filter(name -> (name instanceof WheelFilename) == wheel)
            .isPresent();
    if (file.isPresent() && !fits) {
      table.problem(
          "name",
          "`"
              + file.get().name()
              + "` is no "
              + (wheel ? "wheel" : "source distribution")
              + " of `"
              + project
              + version.map(v -> "==" + v).orElse("")
              + "`");
      return Optional.empty();
    }
    return file;
  }

  private Optional<LockedPackage.Source> archive(TomlTable table) {
    Optional<String> inside = table.text("subdirectory");
    inside.filter(path -> escapes(path)).ifPresent(path -> table.problem("subdirectory", ESCAPES));
    return file(table).map(file -> new LockedPackage.Source.Archive(file, inside));
  }

  private Optional<LockedPackage.Source> vcs(TomlTable table) {
    Optional<String> inside = table.text("subdirectory");
    inside.filter(path -> escapes(path)).ifPresent(path -> table.problem("subdirectory", ESCAPES));
    Optional<String> commit = table.requiredText("commit-id");
    Optional<String> type = table.requiredText("type");
    Optional<String> url = table.requiredText("url");
    // PEP 751 also knows a path; nothing writes one yet.
    Optional<VcsLocation> location =
        type.isPresent() && url.isPresent() && commit.isPresent()
            ? table.parsed(
                "url",
                address -> VcsLocation.parse(type.get() + "+" + address + "@" + commit.get()))
            : Optional.empty();
    // A query would have swallowed the commit.
    if (location.isPresent() && !location.get().revision().equals(commit)) {
      table.problem("url", "an address without query and fragment is expected");
    }
    return location
        .filter(at -> at.revision().equals(commit))
        .map(
            at ->
                new LockedPackage.Source.Vcs(
                    at.client(),
                    at.url(),
                    table.text("requested-revision"),
                    at.revision().orElseThrow(),
                    inside));
  }

  private Optional<LockedPackage.Source> directory(TomlTable table) {
    Optional<String> path = table.requiredText("path");
    path.filter(PackageReader::climbs).ifPresent(any -> table.problem("path", ESCAPES));
    boolean editable = table.flag("editable");
    return path.map(where -> new LockedPackage.Source.Directory(where, editable));
  }

  /** A file as PEP 751 writes it; what is wrong is noted. */
  static Optional<LockedFile> file(TomlTable table) {
    Optional<String> url = table.text("url");
    Optional<String> path = table.text("path");
    url.filter(address -> !address.matches("(?i)(https?|file)://[\\x21-\\x7E]+"))
        .ifPresent(address -> table.problem("url", "an http, https or file URL is expected"));
    path.filter(PackageReader::escapes).ifPresent(any -> table.problem("path", ESCAPES));
    Optional<String> name =
        table.text("name").or(() -> url.or(() -> path).map(PackageReader::lastSegment));
    if (name.isEmpty() || (url.isEmpty() && path.isEmpty())) {
      table.problem("url", "a URL or a path is required");
      return Optional.empty();
    }
    if (!name.get().matches("[^/\\\\\\p{Cntrl}]+") || name.get().matches("\\.{1,2}")) {
      table.problem("name", "a file name without directories is expected");
      return Optional.empty();
    }
    return Optional.of(
        new LockedFile(name.get(), url, path, uploaded(table), table.count("size"), hashes(table)));
  }

  private static final String ESCAPES = "it leads out of the lock file's directory";

  private static boolean escapes(String path) {
    return path.startsWith("/") || path.contains("\\") || climbs(path);
  }

  private static boolean climbs(String path) {
    return path.isEmpty()
        || path.chars().anyMatch(Character::isISOControl)
        || List.of(path.split("/", -1)).contains("..");
  }

  private static String lastSegment(String url) {
    String path = url.replaceFirst("[?#].*$", "");
    String last = path.substring(path.lastIndexOf('/') + 1);
    try {
      // `+` of a local version is often written `%2B`; a plus itself is no blank here.
      return URLDecoder.decode(last.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return last;
    }
  }

  private static Optional<Instant> uploaded(TomlTable table) {
    return table.parsed(
        "upload-time",
        text -> {
          try {
            return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
          } catch (DateTimeException malformed) {
            throw Diagnostic.error("time", "`" + text + "` is no date and time").toException();
          }
        });
  }

  /** PEP 751, "hashes": at least one, and one of them must be secure. */
  private static SortedSet<Hash> hashes(TomlTable table) {
    SortedSet<Hash> hashes = new TreeSet<>();
    List<String> wrong = new ArrayList<>();
    Optional<TomlTable> given = table.table("hashes");
    for (String algorithm : given.map(TomlTable::keys).orElse(List.of())) {
      String hex = given.flatMap(one -> one.text(algorithm)).orElse("");
      int digits = DIGITS.getOrDefault(algorithm, hex.length());
      if (hex.matches("[0-9a-fA-F]+") && hex.length() == digits) {
        hashes.add(new Hash(algorithm, hex));
      } else {
        wrong.add(algorithm);
      }
    }
    if (!wrong.isEmpty()) {
      table.problem("hashes", "not a digest: " + String.join(", ", wrong));
    } else if (hashes.stream().noneMatch(Hash::isStrong)) {
      table.problem("hashes", "one of sha256, sha384 or sha512 is required");
    }
    return hashes;
  }
}
