package org.debwright.lock;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.debwright.python.Hash;
import org.debwright.python.ProjectName;
import org.debwright.resolve.Provenance.Need;

/** Writes a {@link Lock} as {@code pylock.toml}: the same lock always gives the same text. */
public final class PylockWriter {
  private final TomlText toml = new TomlText();

  private PylockWriter() {}

  /** The text of the file, with a line feed at the end. */
  public static String write(Lock lock) {
    PylockWriter writer = new PylockWriter();
    writer.head(lock);
    lock.packages().forEach(writer::entry);
    lock.target().ifPresent(writer::target);
    lock.supplied().forEach(writer::supply);
    BuildsText.write(lock.builds(), writer.toml);
    lock.archive().ifPresent(facts -> FactsWriter.write(facts, writer.toml));
    return writer.toml.toString();
  }

  private void head(Lock lock) {
    toml.value("lock-version", TomlText.quoted("1.0"));
    if (!lock.environments().isEmpty()) {
      toml.lines("environments", lock.environments().stream().map(TomlText::quoted).toList());
    }
    if (!lock.requiresPython().isAny()) {
      toml.value("requires-python", TomlText.quoted(lock.requiresPython().toString()));
    }
    names("extras", lock.choices().extras());
    names("dependency-groups", lock.choices().groups());
    names("default-groups", lock.choices().defaultGroups());
    toml.value("created-by", TomlText.quoted(lock.createdBy()));
  }

  private void entry(LockedPackage entry) {
    toml.table("[[packages]]");
    toml.value("name", TomlText.quoted(entry.name().normalized()));
    // A directory's version may change under the lock, so PEP 751 says to leave it out.
    // So may what a checkout's history says of it.
    if (!(entry.source() instanceof LockedPackage.Source.Directory)
        && !(entry.source() instanceof LockedPackage.Source.Vcs)) {
      entry.version().ifPresent(v -> toml.value("version", TomlText.quoted(v.toString())));
    }
    entry.marker().ifPresent(m -> toml.value("marker", TomlText.quoted(m.toString())));
    if (!entry.requiresPython().isAny()) {
      toml.value("requires-python", TomlText.quoted(entry.requiresPython().toString()));
    }
    if (!entry.dependencies().isEmpty()) {
      toml.lines(
          "dependencies",
          entry.dependencies().stream()
              .map(name -> "{ name = " + TomlText.quoted(name.normalized()) + " }")
              .toList());
    }
    source(entry.source());
    wishes(entry);
  }

  private void source(LockedPackage.Source source) {
    if (source instanceof LockedPackage.Source.Files files) {
      files.sdist().ifPresent(file -> toml.value("sdist", file(file, Optional.empty())));
      if (!files.wheels().isEmpty()) {
        toml.lines(
            "wheels", files.wheels().stream().map(file -> file(file, Optional.empty())).toList());
      }
    } else if (source instanceof LockedPackage.Source.Archive archive) {
      toml.value("archive", file(archive.file(), Optional.of(archive)));
    } else if (source instanceof LockedPackage.Source.Vcs vcs) {
      toml.value("vcs", vcs(vcs));
    } else if (source instanceof LockedPackage.Source.Directory directory) {
      String editable = directory.editable() ? ", editable = true" : "";
      toml.value("directory", "{ path = " + TomlText.quoted(directory.path()) + editable + " }");
    }
  }

  private static String vcs(LockedPackage.Source.Vcs vcs) {
    List<String> parts = new ArrayList<>();
    parts.add("type = " + TomlText.quoted(vcs.client().id()));
    parts.add("url = " + TomlText.quoted(vcs.url()));
    vcs.revision().ifPresent(name -> parts.add("requested-revision = " + TomlText.quoted(name)));
    parts.add("commit-id = " + TomlText.quoted(vcs.commitId()));
    vcs.subdirectory().ifPresent(path -> parts.add("subdirectory = " + TomlText.quoted(path)));
    return "{ " + String.join(", ", parts) + " }";
  }

  /** A file as an inline table. */
  static String file(LockedFile file, Optional<LockedPackage.Source.Archive> archive) {
    List<String> parts = new ArrayList<>();
    if (archive.isEmpty()) {
      parts.add("name = " + TomlText.quoted(file.name()));
    }
    // A TOML 1.0 date-time, as Instant prints it.
    file.uploaded().ifPresent(time -> parts.add("upload-time = " + time));
    file.url().ifPresent(url -> parts.add("url = " + TomlText.quoted(url)));
    file.path().ifPresent(path -> parts.add("path = " + TomlText.quoted(path)));
    file.sizeBytes().ifPresent(size -> parts.add("size = " + size));
    archive
        .flatMap(LockedPackage.Source.Archive::subdirectory)
        .ifPresent(inside -> parts.add("subdirectory = " + TomlText.quoted(inside)));
    parts.add(
        file.hashes().stream()
            .map(PylockWriter::hash)
            .collect(Collectors.joining(", ", "hashes = { ", " }")));
    return "{ " + String.join(", ", parts) + " }";
  }

  private static String hash(Hash hash) {
    return TomlText.key(hash.algorithm()) + " = " + TomlText.quoted(hash.hex());
  }

  private void wishes(LockedPackage entry) {
    if (!entry.asked() && entry.extras().isEmpty()) {
      return;
    }
    toml.table("[packages.tool.debwright]");
    toml.value("asked", Boolean.toString(entry.asked()));
    if (!entry.extras().isEmpty()) {
      toml.value("extras", names(entry.extras()));
    }
    if (!entry.askedExtras().isEmpty()) {
      toml.value("asked-extras", names(entry.askedExtras()));
    }
  }

  private void names(String key, Collection<ProjectName> names) {
    if (!names.isEmpty()) {
      toml.value(key, names(names));
    }
  }

  private static String names(Iterable<ProjectName> names) {
    List<String> quoted = new ArrayList<>();
    names.forEach(name -> quoted.add(TomlText.quoted(name.normalized())));
    return "[" + String.join(", ", quoted) + "]";
  }

  private void supply(LockedSupply supply) {
    toml.table("[[tool.debwright.supplied]]");
    toml.value("project", TomlText.quoted(supply.project().normalized()));
    toml.value("version", TomlText.quoted(supply.version().toString()));
    toml.value("package", TomlText.quoted(supply.packageName().value()));
    toml.value("package-version", TomlText.quoted(supply.packageVersion().toString()));
    toml.value("modules", texts(supply.modules()));
    if (supply.mapped()) {
      toml.value("mapped", "true");
    }
    toml.value("asked", Boolean.toString(supply.asked()));
    names("extras", supply.extras());
    if (!supply.dependencies().isEmpty()) {
      toml.value("dependencies", texts(supply.dependencies()));
    }
    if (!supply.needs().isEmpty()) {
      toml.lines("needed-by", supply.needs().stream().map(PylockWriter::need).toList());
    }
    if (supply.upstream().isPresent()) {
      toml.value("requires-dist", texts(supply.upstream().get().requires()));
      names("provides-extra", supply.upstream().get().extras());
    }
  }

  private static String need(Need need) {
    List<String> parts = new ArrayList<>();
    if (!need.project().isEmpty()) {
      parts.add("project = " + TomlText.quoted(need.project()));
    }
    parts.add("by = " + TomlText.quoted(need.by()));
    parts.add("what = " + TomlText.quoted(need.what()));
    return "{ " + String.join(", ", parts) + " }";
  }

  private static String texts(List<?> values) {
    return values.stream()
        .map(value -> TomlText.quoted(value.toString()))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private void target(LockedTarget target) {
    toml.table("[tool.debwright]");
    toml.value("suite", TomlText.quoted(target.suite().codename()));
    toml.value("architecture", TomlText.quoted(target.architecture().name()));
    toml.value("python", TomlText.quoted(target.python().toString()));
    toml.value("policy", TomlText.quoted(target.policy()));
    target.maintainer().ifPresent(m -> toml.value("maintainer", TomlText.quoted(m)));
    if (!target.options().isEmpty()) {
      toml.table("[tool.debwright.options]");
      target.options().forEach((k, v) -> toml.value(TomlText.key(k), TomlText.quoted(v)));
    }
  }
}
