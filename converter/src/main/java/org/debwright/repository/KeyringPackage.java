package org.debwright.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.debwright.deb.DebFile;
import org.debwright.deb.DebReader;
import org.debwright.deb.DebWriter;
import org.debwright.deb.Sha256;
import org.debwright.debian.Architecture;
import org.debwright.debian.BinaryPackage;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.Entry;
import org.debwright.debian.PackageName;
import org.debwright.debian.Stanza;
import org.debwright.debian.Suite;
import org.debwright.debian.TargetPath;
import org.debwright.templates.Template;

/**
 * The package {@code ORIGIN-archive-keyring}: public key, source and preferences.
 *
 * <p>Its version is the day on which its contents changed last ({@link DayVersion}). So it rises
 * with each change and with no other, and follows from the repository's last state and the time
 * alone.
 */
public final class KeyringPackage {
  private KeyringPackage() {}

  /**
   * The package as it has to be published: the one that is, if it says the same, else a new one.
   *
   * @param root the repository; need not exist yet
   * @param directory where a new one is written to
   */
  public static DebFile write(
      KeyringContents contents, Path root, Path directory, long epochSeconds, DebWriter writer) {
    Optional<Stanza> listed = listed(contents, root);
    Optional<Path> published =
        listed.flatMap(s -> s.get("Filename")).map(root::resolve).filter(Files::exists);
    boolean hadPreferences = false;
    if (published.isPresent()) {
      SortedMap<String, Sha256> shipped = DebReader.digests(published.get());
      DebFile file = DebReader.read(published.get());
      if (contents.isIn(shipped)
          && file.control().get("Maintainer").equals(Optional.of(contents.maintainer()))) {
        return file;
      }
      hadPreferences = shipped.containsKey(contents.preferencesPath());
    }
    DebianVersion version =
        DayVersion.next(
            listed.flatMap(s -> s.get("Version")), epochSeconds, contents.releaseLabel());
    BinaryPackage made = of(contents, version, epochSeconds, hadPreferences);
    return writer.write(made, directory.resolve(made.filename()));
  }

  /** The packages that the published one prefers; none where nothing is published. */
  public static SortedSet<PackageName> preferred(Path root, Suite suite, Origin origin) {
    SortedSet<PackageName> preferred = new TreeSet<>();
    listed(root, suite, origin)
        .flatMap(s -> s.get("Filename"))
        .map(root::resolve)
        .filter(Files::exists)
        .flatMap(deb -> DebReader.file(deb, "/etc/apt/preferences.d/" + origin + ".pref"))
        .ifPresent(
            bytes ->
                Stanza.parseAll(new String(bytes, UTF_8)).stream()
                    .flatMap(stanza -> stanza.get("Package").stream())
                    .flatMap(names -> Stream.of(names.split("\\s+")))
                    .filter(PackageName::isValid)
                    .map(PackageName::new)
                    .forEach(name -> preferred.add(name)));
    return preferred;
  }

  private static Optional<Stanza> listed(KeyringContents contents, Path root) {
    return listed(root, contents.suite(), contents.origin());
  }

  private static Optional<Stanza> listed(Path root, Suite suite, Origin origin) {
    PackageName name = origin.keyringPackage();
    return PublishedSuite.read(root, suite).listing().architectures().values().stream()
        .flatMap(packages -> Optional.ofNullable(packages.get(name)).stream())
        .findFirst();
  }

  private static BinaryPackage of(
      KeyringContents contents, DebianVersion version, long epochSeconds, boolean hadPreferences) {
    List<Entry> entries = new ArrayList<>();
    SortedSet<TargetPath> conffiles = new TreeSet<>();
    contents
        .files(hadPreferences)
        .forEach(
            (path, bytes) -> {
              entries.add(PackageDocuments.file(path, 0644, bytes));
              if (path.startsWith("/etc/")) {
                conffiles.add(new TargetPath(path));
              }
            });
    PackageName name = contents.origin().keyringPackage();
    PackageDocuments documents =
        new PackageDocuments(name, version, contents.maintainer(), epochSeconds);
    entries.add(
        documents.copyright(
            contents.origin().value(),
            " A public key and the address of a repository. They may be used, copied,\n"
                + " changed and passed on by anybody, without any warranty."));
    entries.add(
        documents.changelog(
            contents.suite().codename(), "Key " + contents.key().fingerprint() + "."));
    entries.add(
        PackageDocuments.file(
            "/usr/share/lintian/overrides/" + name, 0644, overrides(name, conffiles)));
    entries.sort((a, b) -> a.path().compareTo(b.path()));
    return new BinaryPackage(
        name,
        version,
        Architecture.ALL,
        control(contents, name, version),
        entries,
        conffiles,
        List.of(),
        epochSeconds);
  }

  // Lintian lets only packages named otherwise name sources and preferences, but that is what ours
  // is for: whoever installs it asks for the repository.
  private static byte[] overrides(PackageName name, SortedSet<TargetPath> conffiles) {
    return conffiles.stream()
        .map(path -> path.value().startsWith("/etc/apt/sources") ? "sources" : "preferences")
        .map(kind -> name + ": package-installs-apt-" + kind + " *\n")
        .collect(Collectors.joining())
        .getBytes(UTF_8);
  }

  private static Stanza control(KeyringContents contents, PackageName name, DebianVersion version) {
    String description =
        Template.DESCRIPTION_KEYRING.render(Map.of("origin", contents.origin().value()));
    return Stanza.empty()
        .with("Package", name.value())
        .with("Version", version.toString())
        .with("Architecture", Architecture.ALL.name())
        .with("Maintainer", contents.maintainer())
        .with("Section", "misc")
        .with("Priority", "optional")
        .with("Multi-Arch", "foreign")
        .with("Description", "key and source of " + contents.origin() + "\n" + description.strip());
  }
}
