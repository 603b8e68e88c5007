package org.debwright.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.debwright.archive.Archive.PackageRelations;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.Relation;
import org.debwright.debian.Relations;
import org.debwright.diagnostic.DebwrightException;

/**
 * What a Packages file says of relations, as a {@link Table} apart from the one that every run
 * looks into: {@code d NAME} with version, what is depended on and what is broken, parted by tabs,
 * and {@code r NAME} with those that depend on a name or break it.
 */
final class RelationsDigest {
  private static final List<String> FIELDS =
      List.of("Package", "Version", "Depends", "Pre-Depends", "Breaks", "Conflicts");

  private RelationsDigest() {}

  /** Reads a Packages file. */
  static SortedMap<String, String> read(InputStream stream) throws IOException {
    SortedMap<String, String> entries = new TreeMap<>();
    Paragraphs.read(stream, FIELDS, fields -> add(fields, entries));
    addDependents(entries);
    return entries;
  }

  private static void add(String[] fields, SortedMap<String, String> entries) {
    String value =
        String.join("\t", fields[1], both(fields[2], fields[3]), both(fields[4], fields[5]));
    entries.merge("d " + fields[0], value, RelationsDigest::newer);
  }

  private static String both(String one, String other) {
    return one.isEmpty() || other.isEmpty() ? one + other : one + ", " + other;
  }

  /** While an archive is rebuilt, a package can be there in two versions. */
  private static String newer(String one, String other) {
    try {
      return version(one).compareTo(version(other)) >= 0 ? one : other;
    } catch (DebwrightException strange) {
      return one;
    }
  }

  private static DebianVersion version(String value) {
    return DebianVersion.parse(value.substring(0, value.indexOf('\t')));
  }

  private static void addDependents(SortedMap<String, String> entries) {
    SortedMap<String, SortedSet<String>> dependents = new TreeMap<>();
    entries.forEach(
        (key, value) -> {
          String relations = value.substring(value.indexOf('\t') + 1);
          for (String part : relations.split("[,|\t]", -1)) {
            String name = part.strip().replaceFirst("[\\s:(].*", "");
            if (!name.isEmpty()) {
              dependents.computeIfAbsent(name, n -> new TreeSet<>()).add(key.substring(2));
            }
          }
        });
    dependents.forEach((name, users) -> entries.put("r " + name, String.join(" ", users)));
  }

  /** What an entry of a package says. What cannot be read of it is left out. */
  static PackageRelations decode(String value) {
    String[] fields = value.split("\t", -1);
    return new PackageRelations(relations(fields[1]), relations(fields[2]));
  }

  private static Relations relations(String field) {
    List<List<Relation>> clauses = new ArrayList<>();
    for (String clause : field.isEmpty() ? new String[0] : field.split(",", -1)) {
      try {
        clauses.addAll(Relations.parse(clause).clauses());
      } catch (DebwrightException strange) {
        // Nothing of ours can be meant by a name that is none.
      }
    }
    return new Relations(clauses);
  }

  /** Names in an entry of dependents. */
  static Collection<String> names(String value) {
    return List.of(value.split(" ", -1));
  }
}
