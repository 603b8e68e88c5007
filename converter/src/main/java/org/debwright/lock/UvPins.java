package org.debwright.lock;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.debwright.python.Hash;
import org.debwright.python.Marker;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;

/**
 * Pins of a {@code uv.lock}: what the workspace's own members depend on is asked for, its extras
 * and groups aside.
 */
final class UvPins {
  private static final Set<String> OWN = Set.of("virtual", "editable", "directory");

  private final List<Pin> pins = new ArrayList<>();

  private UvPins() {}

  static List<Pin> read(TomlTable top) {
    long version = top.count("version").orElse(0);
    if (version != 1) {
      top.problem("version", "only 1 is known: " + version);
    }
    UvPins reader = new UvPins();
    List<TomlTable> entries = top.tables("package");
    Map<String, Entry> known = new HashMap<>();
    for (TomlTable table : entries) {
      reader
          .entry(table)
          .ifPresent(entry -> known.put(entry.name() + " " + entry.version(), entry));
    }
    for (TomlTable table : entries) {
      if (isOwn(table)) {
        table.tables("dependencies").forEach(row -> reader.ask(row, known));
      }
    }
    Set<ProjectName> asked = new HashSet<>();
    reader.pins.forEach(pin -> asked.add(pin.project()));
    known.values().stream()
        .filter(entry -> !asked.contains(entry.name()))
        .sorted((a, b) -> (a.name() + " " + a.version()).compareTo(b.name() + " " + b.version()))
        .forEach(entry -> reader.pins.add(entry.pin(new TreeSet<>(), entry.marker(), false)));
    return reader.pins;
  }

  /** A release of an index. */
  private record Entry(
      ProjectName name, Pep440Version version, SortedSet<Hash> hashes, Optional<Marker> marker) {
    Pin pin(SortedSet<ProjectName> extras, Optional<Marker> when, boolean asked) {
      return new Pin(name, version, extras, hashes, when, asked);
    }
  }

  private static boolean isOwn(TomlTable table) {
    return table.table("source").map(s -> s.keys().stream().anyMatch(OWN::contains)).orElse(false);
  }

  private Optional<Entry> entry(TomlTable table) {
    table.requiredText("name");
    Optional<ProjectName> name = table.parsed("name", ProjectName::parse);
    if (isOwn(table)) {
      return Optional.empty();
    }
    table.requiredText("version");
    Optional<Pep440Version> version = table.parsed("version", Pep440Version::parse);
    if (!table.table("source").map(source -> source.has("registry")).orElse(false)) {
      table.problem("source", "it is no index");
      return Optional.empty();
    }
    List<String> hashes = new ArrayList<>();
    table.tables("wheels").forEach(row -> row.text("hash").ifPresent(hashes::add));
    table.table("sdist").flatMap(row -> row.text("hash")).ifPresent(hashes::add);
    // Where one release does not do for all environments, each says for which it is.
    List<Marker> markers = table.parsedTexts("resolution-markers", Marker::parse);
    Optional<Marker> marker =
        markers.isEmpty()
            ? Optional.empty()
            : Optional.of(
                Marker.parse(
                    markers.stream().map(m -> "(" + m + ")").collect(Collectors.joining(" or "))));
    return name.flatMap(
        n -> version.map(v -> new Entry(n, v, PinFile.hashes(table, "wheels", hashes), marker)));
  }

  private void ask(TomlTable row, Map<String, Entry> known) {
    Optional<ProjectName> name = row.parsed("name", ProjectName::parse);
    Optional<Pep440Version> version = row.parsed("version", Pep440Version::parse);
    Optional<Marker> marker = row.parsed("marker", Marker::parse);
    TreeSet<ProjectName> extras = new TreeSet<>(row.parsedTexts("extra", ProjectName::parse));
    List<Entry> meant =
        known.values().stream()
            .filter(entry -> name.isPresent() && entry.name().equals(name.get()))
            .filter(entry -> version.isEmpty() || entry.version().equals(version.get()))
            .toList();
    if (meant.size() == 1) {
      pins.add(meant.get(0).pin(extras, marker, /* asked= */ true));
    } else if (name.isPresent()) {
      row.problem(
          "name",
          "`"
              + name.get()
              + "` is "
              + (meant.isEmpty() ? "no" : "no single")
              + " package of an index here");
    }
  }
}
