package org.debwright.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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

  /** Reads a Packages file. Packages with a name or version that is none are left out. */
  static SortedMap<String, String> read(InputStream stream) throws IOException {
    SortedMap<String, String> entries = new TreeMap<>();
    ByteLines lines = new ByteLines(stream);
    Fields fields = new Fields();
    while (lines.advance()) {
      if (lines.start() == lines.end()) {
        fields.finish(entries);
        fields = new Fields();
      } else {
        fields.take(lines);
      }
    }
    fields.finish(entries);
    addProviders(entries);
    return entries;
  }

  /** The fields wanted of a paragraph. */
  private static final class Fields {
    private static final List<byte[]> NAMES =
        List.of(
            bytes("Package:"),
            bytes("Version:"),
            bytes("Architecture:"),
            bytes("Source:"),
            bytes("Section:"),
            bytes("Provides:"),
            bytes("Priority:"),
            bytes("Essential:"));

    private final String[] values = {"", "", "", "", "", "", "", ""};
    private int continued = -1;

    private static byte[] bytes(String text) {
      return text.getBytes(StandardCharsets.US_ASCII);
    }

    void take(ByteLines lines) {
      byte first = lines.bytes()[lines.start()];
      if (first == ' ' || first == '\t') {
        if (continued >= 0) {
          values[continued] += " " + value(lines, 0);
        }
        return;
      }
      continued = -1;
      if (first != 'P' && first != 'V' && first != 'A' && first != 'S' && first != 'E') {
        return;
      }
      for (int i = 0; i < NAMES.size(); i++) {
        if (lines.startsWith(NAMES.get(i))) {
          values[i] = value(lines, NAMES.get(i).length);
          continued = i;
          return;
        }
      }
    }

    private static String value(ByteLines lines, int skipped) {
      String text = lines.text(lines.start() + skipped, lines.end());
      return text.replace('\t', ' ').replace('\0', ' ').strip();
    }

    void finish(SortedMap<String, String> entries) {
      if (values[0].isEmpty() || values[0].indexOf('\0') >= 0) {
        return;
      }
      // Source: name (version), Policy 5.6.1; without the field it is the package's own name.
      String source =
          values[3].isEmpty() ? values[0] : SOURCE_VERSION.matcher(values[3]).replaceFirst("");
      String priority = values[7].equals("yes") ? "essential" : values[6];
      String value =
          String.join("\t", values[1], values[2], source, values[4], priority, values[5]);
      entries.merge("p " + values[0], value, Fields::newer);
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
