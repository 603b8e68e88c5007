package org.debwright.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.debwright.deb.DebFile;
import org.debwright.deb.DebReader;
import org.debwright.deb.DebWriter;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.Relation;
import org.debwright.debian.Relation.Operator;
import org.debwright.debian.Relations;
import org.debwright.debian.Stanza;
import org.debwright.debian.Suite;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter;
import org.debwright.repository.History;
import org.debwright.repository.History.Published;

/**
 * Lets packages take over files that others have in what is published already (Policy 7.6.1): dpkg
 * would refuse to overwrite them while the former owner is installed in its former version.
 */
final class Heirs {
  private final History history;
  private final Suite suite;
  private final DebWriter writer;
  private final Path scratch;
  private final Reporter reporter;

  /**
   * For one publication.
   *
   * @param scratch where packages that change are written
   */
  Heirs(History history, Suite suite, DebWriter writer, Path scratch, Reporter reporter) {
    this.history = history;
    this.suite = suite;
    this.writer = writer;
    this.scratch = scratch;
    this.reporter = reporter;
  }

  /** The packages, with Breaks, Conflicts and Replaces where something is taken over. */
  List<MadePackage> settle(List<MadePackage> made) {
    Map<PackageName, DebFile> present = new HashMap<>();
    made.forEach(m -> present.put(m.file().name(), m.file()));
    Map<String, List<Published>> owners = null;
    List<MadePackage> settled = new ArrayList<>();
    for (MadePackage each : made) {
      Optional<Stanza> same = published(each.file());
      if (same.isPresent()) {
        settled.add(asPublished(each, same.get()));
      } else {
        owners = owners == null ? owners() : owners;
        settled.add(heir(each, owners, present));
      }
    }
    return settled;
  }

  private Optional<Stanza> published(DebFile file) {
    return history.packages().stream()
        .map(Published::stanza)
        .filter(s -> s.get("Package").equals(file.control().get("Package")))
        .filter(s -> s.get("Version").equals(file.control().get("Version")))
        .filter(s -> s.get("Architecture").equals(file.control().get("Architecture")))
        .findFirst();
  }

  // What was added when it was published stays: the same version never changes its bytes.
  private MadePackage asPublished(MadePackage made, Stanza published) {
    if (published.get("SHA256").equals(Optional.of(made.file().sha256().hex()))
        || (published.get("Breaks").isEmpty() && published.get("Conflicts").isEmpty())) {
      return made;
    }
    Stanza control = made.file().control();
    for (String field : List.of("Breaks", "Conflicts", "Replaces")) {
      Optional<String> value = published.get(field);
      if (value.isPresent()) {
        control = control.with(field, value.get());
      }
    }
    return rewritten(made, control);
  }

  private Map<String, List<Published>> owners() {
    Map<String, List<Published>> owners = new HashMap<>();
    for (Published each : history.packages()) {
      history
          .files(each)
          .forEach(path -> owners.computeIfAbsent(path, p -> new ArrayList<>(1)).add(each));
    }
    return owners;
  }

  private MadePackage heir(
      MadePackage made, Map<String, List<Published>> owners, Map<PackageName, DebFile> present) {
    NavigableSet<String> breaks = new TreeSet<>();
    NavigableSet<String> conflicts = new TreeSet<>();
    Map<PackageName, String> former = new HashMap<>();
    for (String path : DebReader.files(made.file().path())) {
      for (Published owner : owners.getOrDefault(path, List.of())) {
        if (!owner.name().equals(made.file().name()) && former.put(owner.name(), path) == null) {
          relation(owner, present)
              .ifPresentOrElse(
                  breaks::add,
                  () -> {
                    conflicts.add(owner.name().value());
                    reporter.report(remark(made, owner, path));
                  });
        }
      }
    }
    if (former.isEmpty()) {
      return made;
    }
    Stanza control = joined(made.file().control(), "Conflicts", conflicts);
    control = joined(control, "Breaks", breaks);
    breaks.addAll(conflicts);
    return rewritten(made, joined(control, "Replaces", breaks));
  }

  // The former owner gives the path up in this run, or was listed for another suite only; else both
  // go on to be listed here, and can only be installed in each other's place.
  private Optional<String> relation(Published owner, Map<PackageName, DebFile> present) {
    Optional<DebianVersion> next =
        Optional.ofNullable(present.get(owner.name())).map(DebFile::version);
    if (next.isPresent()) {
      return Optional.of(Relation.to(owner.name(), Operator.EARLIER, next.get()).toString());
    }
    return owner.suite().equals(suite)
        ? Optional.empty()
        : Optional.of(Relation.to(owner.name(), Operator.AT_MOST, owner.version()).toString());
  }

  private static Stanza joined(Stanza control, String field, NavigableSet<String> added) {
    if (added.isEmpty()) {
      return control;
    }
    String there = control.get(field).map(v -> v + ", ").orElse("");
    return control.with(
        field,
        Relations.parse(there + added.stream().collect(Collectors.joining(", "))).toString());
  }

  private MadePackage rewritten(MadePackage made, Stanza control) {
    return made.withFile(
        writer.rewrite(made.file(), control, scratch.resolve(made.file().filename())));
  }

  private static Diagnostic remark(MadePackage made, Published owner, String path) {
    return Diagnostic.warning(
            "path-displaces",
            "`" + made.file().name() + "` and `" + owner.name() + "` cannot be installed together")
        .because(
            "both bring `" + path + "`, and the repository lists `" + owner.name() + "` already");
  }
}
