package org.debwright.transition.verify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.debwright.debian.Deb822Reader;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.Relation;
import org.debwright.debian.Relation.Operator;
import org.debwright.debian.Relations;
import org.debwright.debian.Stanza;
import org.debwright.lock.Lock;
import org.debwright.lock.LockedPackage;
import org.debwright.lock.LockedSupply;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.transition.TransitionNames;
import org.debwright.transition.plan.PlannedDistribution;
import org.debwright.transition.plan.PlannedDistribution.Fate;
import org.debwright.transition.plan.TransitionPlan;
import org.debwright.transition.survey.InstalledDistribution;
import org.debwright.transition.survey.Root;
import org.debwright.transition.survey.Survey;

/** Whether what is installed is what a lock or a metapackage pins. */
final class Pins {
  private static final int STATUS_BYTES = 1 << 27;

  private final Root root;
  private final Survey survey;
  private final TransitionNames names;
  private final TransitionPlan plan;

  Pins(Root root, Survey survey, TransitionNames names, TransitionPlan plan) {
    this.root = root;
    this.survey = survey;
    this.names = names;
    this.plan = plan;
  }

  Check check(Optional<Lock> lock) {
    NavigableSet<String> wrong = new TreeSet<>();
    int looked = ofMetapackages(wrong) + lock.map(each -> ofLock(each, wrong)).orElse(0);
    return looked == 0
        ? new Check(
            Check.Name.VERSIONS,
            0,
            List.of(),
            Optional.of(
                "no installed package depends on `"
                    + names.compat()
                    + "` and pins what it needs, and no lock was named"))
        : Check.of(Check.Name.VERSIONS, looked, List.copyOf(wrong));
  }

  private int ofMetapackages(NavigableSet<String> wrong) {
    int looked = 0;
    for (Stanza each : installed()) {
      Relations depends = Relations.parse(each.get("Depends").orElse(""));
      List<Relation> relations =
          depends.clauses().stream()
              .filter(clause -> clause.size() == 1)
              .map(c -> c.get(0))
              .toList();
      if (relations.stream().noneMatch(relation -> relation.name().equals(names.compat()))) {
        continue;
      }
      for (Relation relation : relations) {
        Optional<DebianVersion> pin =
            relation
                .bound()
                .filter(b -> b.operator() == Operator.EXACTLY)
                .map(Relation.Bound::version);
        if (pin.isPresent()) {
          looked++;
          compare(relation.name(), pin.get(), each.get("Package").orElse("")).ifPresent(wrong::add);
        }
      }
    }
    return looked;
  }

  private Optional<String> compare(PackageName name, DebianVersion pin, String by) {
    Optional<String> there = survey.dpkg().version(name.value());
    if (there.isPresent() && there.get().equals(pin.toString())) {
      return Optional.empty();
    }
    return Optional.of(
        name
            + ": "
            + there.map(version -> version + " is installed").orElse("it is not installed")
            + ", and `"
            + by
            + "` pins "
            + pin);
  }

  // Those that may depend on the transition's; others are not parsed.
  private List<Stanza> installed() {
    List<Stanza> found = new ArrayList<>();
    byte[] content = root.read("/var/lib/dpkg/status", STATUS_BYTES).orElse(new byte[0]);
    try (Deb822Reader reader =
        new Deb822Reader(new ByteArrayInputStream(content), "/var/lib/dpkg/status")) {
      for (Optional<Stanza> next = reader.next(); next.isPresent(); next = reader.next()) {
        Stanza each = next.get();
        if (each.get("Status").orElse("").endsWith(" installed")
            && each.get("Depends").orElse("").contains(names.compat().value())) {
          found.add(each);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private int ofLock(Lock lock, NavigableSet<String> wrong) {
    int major = lock.target().map(target -> target.python().major()).orElse(3);
    Map<ProjectName, List<Imported>> imported = imported(major);
    Map<ProjectName, Pep440Version> pins = new TreeMap<>();
    for (LockedPackage each : lock.packages()) {
      // Whether a marker holds is the lock's business; what is there has to be right.
      if (each.marker().isEmpty() || imported.containsKey(each.name())) {
        each.version().ifPresent(version -> pins.put(each.name(), version));
      }
    }
    for (LockedSupply each : lock.supplied()) {
      pins.put(each.project(), each.version());
    }
    pins.forEach(
        (project, pin) -> {
          List<Imported> all = imported.getOrDefault(project, List.of());
          if (all.isEmpty()) {
            wrong.add(project + ": it is not installed, and the lock pins " + pin);
          }
          for (Imported each : all) {
            if (!each.version().equals(Optional.of(pin))) {
              wrong.add(
                  project
                      + ": "
                      + each.version().map(Pep440Version::toString).orElse("no version")
                      + " is imported from "
                      + each.from()
                      + ", and the lock pins "
                      + pin);
            }
          }
        });
    return pins.size();
  }

  /** What comes first on the path of a Python. */
  private record Imported(Optional<Pep440Version> version, String from) {}

  private Map<ProjectName, List<Imported>> imported(int major) {
    Map<ProjectName, List<Imported>> found = new TreeMap<>();
    for (PlannedDistribution each : plan.distributions()) {
      InstalledDistribution own = each.distribution();
      if (each.fate() == Fate.STAYS || own.place().version().major() != major) {
        continue;
      }
      Imported imported =
          each.fate() == Fate.REPLACED
              ? each.supply()
                  .map(supply -> new Imported(supply.version(), "`" + supply.packageName() + "`"))
                  .orElseThrow()
              : new Imported(own.version(), own.place().path());
      found.computeIfAbsent(own.project(), key -> new ArrayList<>()).add(imported);
    }
    for (InstalledDistribution each : survey.packaged()) {
      if (each.place().version().major() == major) {
        found.computeIfAbsent(
            each.project(),
            key ->
                new ArrayList<>(
                    List.of(new Imported(each.version(), "`" + each.owner().orElse("") + "`"))));
      }
    }
    return found;
  }
}
