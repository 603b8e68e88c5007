package org.debwright.transition.imports;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.debwright.archive.Archive;
import org.debwright.deb.DebReader;
import org.debwright.debian.PackageName;
import org.debwright.debian.Relation;
import org.debwright.debian.Relations;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Reporter;
import org.debwright.repository.PublishedPackages.Published;
import org.debwright.transition.survey.DistributionFiles;

/**
 * Which packages a package imports from and does not depend on. Policy 3.5: a package declares all
 * that it needs; what comes with something else it depends on may be gone tomorrow.
 */
public final class ImportAudit {
  private static final Comparator<Finding> ORDER =
      Comparator.comparing((Finding each) -> !each.isGrave())
          .thenComparing(Finding::standing)
          .thenComparing(Finding::module);

  private final Archive archive;
  private final Map<PackageName, Relations> published = new HashMap<>();
  private final ModuleOwners owners;

  /**
   * Over a suite and what a repository adds to it.
   *
   * @throws DebwrightException if a package of the repository cannot be read
   */
  public ImportAudit(Archive archive, List<Published> repository) {
    this.archive = archive;
    Map<String, SortedSet<PackageName>> modules = new HashMap<>();
    for (Published each : repository) {
      published.put(each.name(), depends(each.file()));
      Set<String> files = DebReader.files(each.file());
      add(
          each.name(),
          3,
          DistributionFiles.modules(files, "/usr/lib/python3/dist-packages"),
          modules);
      add(
          each.name(),
          2,
          DistributionFiles.modules(files, "/usr/lib/python2.7/dist-packages"),
          modules);
    }
    this.owners = new ModuleOwners(archive, modules);
  }

  private static Relations depends(Path deb) {
    return DebReader.read(deb)
        .control()
        .get("Depends")
        .map(Relations::parse)
        .orElse(Relations.NONE);
  }

  private static void add(
      PackageName name,
      int python,
      Set<String> found,
      Map<String, SortedSet<PackageName>> modules) {
    for (String module : found) {
      modules.computeIfAbsent(python + " " + module, key -> new TreeSet<>()).add(name);
    }
  }

  /** How an import is provided for. */
  public enum Standing {
    /** Nothing that the package depends on brings it. */
    MISSING("missing"),
    /** Only what is recommended or suggested brings it. */
    RECOMMENDED("recommended"),
    /** It comes with something else. */
    INDIRECT("indirect"),
    /** Nobody has such a module. */
    UNKNOWN("unknown");

    private final String word;

    Standing(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /**
   * An import that the package does not depend on.
   *
   * @param packages that have the module, sorted
   */
  public record Finding(
      String importer,
      String module,
      Standing standing,
      List<PackageName> packages,
      ImportSite site) {
    /** Whether the package fails without. */
    public boolean isGrave() {
      return standing == Standing.MISSING && site.urgency() == ImportSite.Urgency.REQUIRED;
    }
  }

  /**
   * What a package or a directory imports without depending on it, what is grave first, then by
   * standing and module.
   *
   * @throws DebwrightException if it cannot be read
   */
  public List<Finding> audit(Path path, Reporter reporter) {
    ScannedPackage scanned = ScannedPackage.of(path, reporter);
    Set<String> direct = names(scanned.depends());
    Set<String> optional = names(scanned.recommends());
    Set<String> all = closure(direct);
    SortedMap<String, Finding> found = new TreeMap<>();
    scanned
        .imports()
        .forEach(
            (name, site) -> {
              if (!scanned.has(name)) {
                ModuleOwners.Answer answer = owners.of(name, scanned.python());
                standing(answer, scanned.name(), direct, optional, all)
                    .ifPresent(
                        standing ->
                            found.merge(
                                answer.module(),
                                new Finding(
                                    scanned.name(),
                                    answer.module(),
                                    standing,
                                    List.copyOf(answer.packages()),
                                    site),
                                ImportAudit::moreUrgent));
              }
            });
    List<Finding> findings = new ArrayList<>(found.values());
    findings.sort(ORDER);
    return Collections.unmodifiableList(findings);
  }

  private static Finding moreUrgent(Finding one, Finding other) {
    return other.site().urgency().compareTo(one.site().urgency()) < 0 ? other : one;
  }

  private Optional<Standing> standing(
      ModuleOwners.Answer answer,
      String importer,
      Set<String> direct,
      Set<String> optional,
      Set<String> all) {
    if (answer.standard()) {
      return Optional.empty();
    }
    if (answer.packages().isEmpty()) {
      return Optional.of(Standing.UNKNOWN);
    }
    boolean isDirect =
        answer.packages().stream()
            .anyMatch(owner -> owner.value().equals(importer) || isNamed(owner, direct));
    if (isDirect) {
      return Optional.empty();
    }
    if (answer.packages().stream().anyMatch(owner -> isNamed(owner, all))) {
      return Optional.of(Standing.INDIRECT);
    }
    return Optional.of(
        answer.packages().stream().anyMatch(owner -> isNamed(owner, optional))
            ? Standing.RECOMMENDED
            : Standing.MISSING);
  }

  private boolean isNamed(PackageName owner, Set<String> names) {
    return names.contains(owner.value())
        || archive
            .find(owner)
            .filter(found -> names(found.provides()).stream().anyMatch(names::contains))
            .isPresent();
  }

  private static Set<String> names(Relations relations) {
    Set<String> names = new HashSet<>();
    for (List<Relation> clause : relations.clauses()) {
      clause.forEach(relation -> names.add(relation.name().value()));
    }
    return names;
  }

  private Set<String> closure(Set<String> direct) {
    Set<String> all = new HashSet<>();
    Deque<String> waiting = new ArrayDeque<>(direct);
    while (!waiting.isEmpty()) {
      String name = waiting.pop();
      if (all.add(name)) {
        PackageName each = new PackageName(name);
        Relations further =
            published.containsKey(each)
                ? published.getOrDefault(each, Relations.NONE)
                : archive.relations(each).depends();
        waiting.addAll(names(further));
      }
    }
    return all;
  }
}
