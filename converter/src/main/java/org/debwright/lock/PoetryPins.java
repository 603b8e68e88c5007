package org.debwright.lock;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.debwright.python.Hash;
import org.debwright.python.Marker;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;

/**
 * Pins of a {@code poetry.lock}. What the project itself asks for stands in its {@code
 * pyproject.toml}: from version 2.1 on the lock says which packages its main group needs; before,
 * those are asked for that no other package of the lock depends on.
 */
final class PoetryPins {
  private static final String MAIN = "main";

  private PoetryPins() {}

  static List<Pin> read(TomlTable top) {
    Optional<TomlTable> metadata = top.table("metadata");
    String version = metadata.flatMap(m -> m.text("lock-version")).orElse("");
    if (!version.matches("[12]\\.\\d{1,4}")) {
      top.problem("metadata.lock-version", "only 1 and 2 are known: " + version);
    }
    List<TomlTable> entries = top.tables("package");
    Set<ProjectName> needed = new HashSet<>();
    for (TomlTable entry : entries) {
      entry.table("dependencies").map(TomlTable::keys).orElse(List.of()).stream()
          .filter(ProjectName::isValid)
          .forEach(name -> needed.add(new ProjectName(name)));
    }
    // Before 1.2 the files stand apart from the packages.
    Optional<TomlTable> files = metadata.flatMap(m -> m.table("files"));
    List<Pin> pins = new ArrayList<>();
    for (TomlTable entry : entries) {
      pin(entry, files, needed).ifPresent(pins::add);
    }
    return pins;
  }

  private static Optional<Pin> pin(
      TomlTable entry, Optional<TomlTable> files, Set<ProjectName> needed) {
    entry.requiredText("name");
    entry.requiredText("version");
    Optional<ProjectName> name = entry.parsed("name", ProjectName::parse);
    Optional<Pep440Version> version = entry.parsed("version", Pep440Version::parse);
    entry
        .table("source")
        .flatMap(source -> source.text("type"))
        .filter(type -> !type.equals("legacy"))
        .ifPresent(type -> entry.problem("source.type", "`" + type + "` is no index"));
    if (name.isEmpty() || version.isEmpty()) {
      return Optional.empty();
    }
    boolean hasGroups = entry.has("groups");
    boolean isMain =
        (hasGroups ? entry.texts("groups").contains(MAIN) : !isOther(entry))
            && !entry.flag("optional");
    Optional<Marker> marker =
        entry.has("markers") && entry.isText("markers")
            ? entry.parsed("markers", Marker::parse)
            : entry.table("markers").flatMap(m -> m.parsed(MAIN, Marker::parse));
    return Optional.of(
        new Pin(
            name.get(),
            version.get(),
            new TreeSet<>(),
            hashes(entry, files, name.get()),
            marker,
            isMain && (hasGroups || !needed.contains(name.get()))));
  }

  // Versions before 1.5 have a category.
  private static boolean isOther(TomlTable entry) {
    return entry.text("category").filter(category -> !category.equals(MAIN)).isPresent();
  }

  private static SortedSet<Hash> hashes(
      TomlTable entry, Optional<TomlTable> files, ProjectName name) {
    List<TomlTable> rows =
        entry.has("files")
            ? entry.tables("files")
            : files.map(table -> table.tables(name.normalized())).orElse(List.of());
    List<String> texts = new ArrayList<>();
    for (TomlTable row : rows) {
      row.requiredText("hash").ifPresent(texts::add);
    }
    return PinFile.hashes(entry, "files", texts);
  }
}
