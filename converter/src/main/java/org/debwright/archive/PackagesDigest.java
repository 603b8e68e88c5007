package org.debwright.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.debwright.archive.Archive.ArchivePackage;
import org.debwright.debian.Architecture;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.Relation;
import org.debwright.debian.Relations;
import org.debwright.diagnostic.DebwrightException;

/**
 * What is kept of a Packages file, as a {@link Table}: {@code p NAME} with version, architecture,
 * source, section, priority and Provides parted by tabs, and {@code v NAME} with those that provide
 * a name.
 */
final class PackagesDigest {
  private static final Pattern SOURCE_VERSION = Pattern.compile("\\s.*");

  private PackagesDigest() {}

  private static final List<String> FIELDS =
      List.of(
          "Package",
          "Version",
          "Architecture",
          "Source",
          "Section",
          "Provides",
          "Priority",
          "Essential");

  /** Reads a Packages file. Packages with a name or version that is none are left out. */
  static SortedMap<String, String> read(InputStream stream) throws IOException {
    SortedMap<String, String> entries = new TreeMap<>();
    Paragraphs.read(stream, FIELDS, fields -> add(fields, entries));
    addProviders(entries);
    return entries;
  }

  private static void add(String[] values, SortedMap<String, String> entries) {
    // Source: name (version), Policy 5.6.1; without the field it is the package's own name.
    String source =
        values[3].isEmpty() ? values[0] : SOURCE_VERSION.matcher(values[3]).replaceFirst("");
    String priority = values[7].equals("yes") ? "essential" : values[6];
    String value = String.join("\t", values[1], values[2], source, values[4], priority, values[5]);
    entries.merge("p " + values[0], value, PackagesDigest::newer);
  }

  /** While an archive is rebuilt, a package can be there in two versions. */
  private static String newer(String one, String other) {
    Optional<DebianVersion> first = version(one);
    Optional<DebianVersion> second = version(other);
    return first.isEmpty()
        ? other
        : second.isEmpty() || first.get().compareTo(second.get()) >= 0 ? one : other;
  }

  private static Optional<DebianVersion> version(String value) {
    try {
      return Optional.of(DebianVersion.parse(value.substring(0, value.indexOf('\t'))));
    } catch (DebwrightException e) {
      return Optional.empty();
    }
  }

  private static void addProviders(SortedMap<String, String> entries) {
    SortedMap<String, String> providers = new TreeMap<>();
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      String provides = entry.getValue().substring(entry.getValue().lastIndexOf('\t') + 1);
      String name = entry.getKey().substring(2);
      for (Relation relation : relations(provides)) {
        if (!relation.name().value().equals(name)) {
          providers.merge("v " + relation.name(), name, (a, b) -> a.equals(b) ? a : a + " " + b);
        }
      }
    }
    entries.putAll(providers);
  }

  /** What of a Provides field can be read; one odd part does not hide the others. */
  private static List<Relation> relations(String provides) {
    List<Relation> relations = new ArrayList<>();
    if (provides.isEmpty()) {
      return relations;
    }
    for (String part : provides.split(",", -1)) {
      try {
        relations.add(Relation.parse(part));
      } catch (DebwrightException e) {
        // Nothing of ours can depend on a name that is none, so it is as if it were not there.
      }
    }
    return relations;
  }

  /** The package of this name; empty where it is not there or its version is none. */
  static Optional<ArchivePackage> find(Table table, PackageName name) {
    return table.get("p " + name).flatMap(value -> decode(name, value));
  }

  private static Optional<ArchivePackage> decode(PackageName name, String value) {
    String[] fields = value.split("\t", -1);
    try {
      return Optional.of(
          new ArchivePackage(
              name,
              DebianVersion.parse(fields[0]),
              new Architecture(fields[1]),
              fields[2],
              fields[3],
              fields[4],
              Relations.all(relations(fields[5]))));
    } catch (DebwrightException e) {
      return Optional.empty();
    }
  }

  /** Names of the packages that provide this name. */
  static List<String> providers(Table table, String virtualName) {
    return table.get("v " + virtualName).map(v -> List.of(v.split(" "))).orElse(List.of());
  }
}
