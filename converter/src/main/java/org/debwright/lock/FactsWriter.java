package org.debwright.lock;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.debwright.archive.Archive.ArchivePackage;
import org.debwright.archive.Archive.PackagedProject;
import org.debwright.archive.ArchiveFacts;
import org.debwright.archive.PocketState;
import org.debwright.debian.PackageName;

/** Writes {@code [tool.debwright.archive]}: one fact a line, sorted. */
final class FactsWriter {
  private final ArchiveFacts facts;
  private final TomlText toml;

  private FactsWriter(ArchiveFacts facts, TomlText toml) {
    this.facts = facts;
    this.toml = toml;
  }

  static void write(ArchiveFacts facts, TomlText toml) {
    new FactsWriter(facts, toml).write();
  }

  private void write() {
    toml.table("[tool.debwright.archive]");
    toml.value("suite", TomlText.quoted(facts.suite().codename()));
    toml.value("architecture", TomlText.quoted(facts.architecture().name()));
    toml.value("release-label", TomlText.quoted(facts.releaseLabel()));
    toml.value("glibc-minor", Integer.toString(facts.glibcMinor()));
    toml.value("python-major", Integer.toString(facts.pythonMajor()));
    facts.python().ifPresent(full -> toml.value("python", TomlText.quoted(full.toString())));
    toml.value("paths-asked", Integer.toString(facts.paths().count()));
    toml.value("paths-sha256", TomlText.quoted(facts.paths().sha256()));
    rows("pockets", facts.pockets().stream().map(FactsWriter::pocket).toList());
    rows(
        "packages",
        facts.packages().values().stream().flatMap(Optional::stream).map(FactsWriter::of).toList());
    rows(
        "no-packages",
        facts.packages().entrySet().stream()
            .filter(entry -> entry.getValue().isEmpty())
            .map(entry -> TomlText.quoted(entry.getKey().value()))
            .toList());
    named("providers", "name", facts.providers());
    rows(
        "projects",
        facts.projects().values().stream().flatMap(List::stream).map(FactsWriter::of).toList());
    rows(
        "no-projects",
        facts.projects().entrySet().stream()
            .filter(entry -> entry.getValue().isEmpty())
            .map(entry -> TomlText.quoted(entry.getKey().normalized()))
            .toList());
    rows(
        "distributions",
        facts.distributions().entrySet().stream()
            .map(entry -> row("package", entry.getKey().value(), "count = " + entry.getValue()))
            .toList());
    named("owners", "path", facts.owners());
    named("sonames", "soname", facts.sonames());
  }

  private void rows(String key, List<String> rows) {
    if (!rows.isEmpty()) {
      toml.lines(key, rows);
    }
  }

  private void named(String key, String name, SortedMap<?, List<PackageName>> answers) {
    rows(
        key,
        answers.entrySet().stream()
            .map(
                entry ->
                    row(
                        name,
                        entry.getKey().toString(),
                        "packages = "
                            + array(entry.getValue().stream().map(PackageName::value).toList())))
            .toList());
  }

  private static String row(String key, String value, String more) {
    return "{ " + pair(key, value) + ", " + more + " }";
  }

  private static String pair(String key, String value) {
    return key + " = " + TomlText.quoted(value);
  }

  private static String array(Collection<String> values) {
    return values.stream().map(TomlText::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String pocket(PocketState pocket) {
    List<String> parts = new ArrayList<>();
    if (!pocket.origin().isEmpty()) {
      parts.add(pair("origin", pocket.origin()));
    }
    parts.add(pair("suite", pocket.suite()));
    parts.add("components = " + array(pocket.components()));
    pocket.date().ifPresent(date -> parts.add("date = " + date));
    parts.add(pair("release-sha256", pocket.sha256()));
    return "{ " + String.join(", ", parts) + " }";
  }

  private static String of(ArchivePackage known) {
    List<String> parts = new ArrayList<>();
    parts.add(pair("name", known.name().value()));
    parts.add(pair("version", known.version().toString()));
    parts.add(pair("architecture", known.architecture().name()));
    parts.add(pair("source", known.source()));
    parts.add(pair("section", known.section()));
    parts.add(pair("priority", known.priority()));
    if (!known.provides().clauses().isEmpty()) {
      parts.add(pair("provides", known.provides().toString()));
    }
    return "{ " + String.join(", ", parts) + " }";
  }

  private static String of(PackagedProject packaged) {
    List<String> parts = new ArrayList<>();
    parts.add(pair("project", packaged.project().normalized()));
    packaged.version().ifPresent(version -> parts.add(pair("version", version.toString())));
    parts.add(pair("package", packaged.packageName().value()));
    parts.add(pair("package-version", packaged.packageVersion().toString()));
    parts.add("modules = " + array(packaged.topLevel()));
    return "{ " + String.join(", ", parts) + " }";
  }
}
