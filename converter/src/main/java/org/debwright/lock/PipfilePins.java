package org.debwright.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.Marker;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;

/** Pins of a {@code Pipfile.lock}: its default packages, dependencies included. */
final class PipfilePins {
  private PipfilePins() {}

  static List<Pin> read(TomlTable top) {
    long specification =
        top.table("_meta").map(meta -> meta.count("pipfile-spec").orElse(0)).orElse(0L);
    if (specification != 6) {
      top.problem("_meta.pipfile-spec", "only 6 is known: " + specification);
    }
    List<Pin> pins = new ArrayList<>();
    Optional<TomlTable> packages = top.table("default");
    for (String key : packages.map(TomlTable::keys).orElse(List.of())) {
      packages
          .flatMap(table -> table.table(key))
          .flatMap(entry -> pin(entry, key))
          .ifPresent(pins::add);
    }
    return pins;
  }

  private static Optional<Pin> pin(TomlTable entry, String key) {
    if (!ProjectName.isValid(key)) {
      entry.problem("version", "`" + key + "` is no project's name");
      return Optional.empty();
    }
    entry.requiredText("version");
    Optional<Pep440Version> version = entry.parsed("version", PipfilePins::pinned);
    TreeSet<ProjectName> extras = new TreeSet<>(entry.parsedTexts("extras", ProjectName::parse));
    Optional<Marker> marker = entry.parsed("markers", Marker::parse);
    return version.map(
        v ->
            new Pin(
                new ProjectName(key),
                v,
                extras,
                PinFile.hashes(entry, "hashes", entry.texts("hashes")),
                marker,
                /* asked= */ true));
  }

  private static Pep440Version pinned(String text) {
    if (!text.startsWith("==")) {
      throw Diagnostic.error("lock-invalid", "`" + text + "` pins no version").toException();
    }
    return Pep440Version.parse(text.substring(2));
  }
}
