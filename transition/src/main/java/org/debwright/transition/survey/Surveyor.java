package org.debwright.transition.survey;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Reporter;
import org.debwright.transition.survey.Survey.PathEntry;
import org.debwright.transition.survey.Survey.PlaceSummary;

/** Surveys a root. Reads it, runs nothing of it, changes nothing. */
public final class Surveyor {
  private final Root root;
  private final Reporter reporter;
  private final List<String> unread = new ArrayList<>();

  private Surveyor(Root root, Reporter reporter) {
    this.root = root;
    this.reporter = reporter;
  }

  /**
   * Looks at a root.
   *
   * @param threads how many look at files at once
   * @throws DebwrightException if there is no such root
   */
  public static Survey survey(Root root, int threads, Reporter reporter) {
    return new Surveyor(root, reporter).survey(Math.max(1, threads));
  }

  private Survey survey(int threads) {
    List<Account> accounts = Account.of(root);
    Dpkg dpkg = Dpkg.of(root);
    List<Interpreter> interpreters = Interpreter.of(root, dpkg, accounts);
    List<Place> places = Place.of(root, accounts);
    Ownership ownership = new Ownership();
    List<InstalledDistribution> packaged = new ArrayList<>();
    List<Integer> counts = new ArrayList<>();
    List<PathEntry> entries = new ArrayList<>();
    for (Place place : places) {
      int count = 0;
      for (DistributionReader.Found found :
          new DistributionReader(root, dpkg, place).read(unread)) {
        if (found.distribution().owner().isPresent()) {
          packaged.add(found.distribution());
        } else {
          ownership.add(found);
          count++;
        }
      }
      counts.add(count);
      if (place.kind() != Place.Kind.PACKAGED) {
        entries.addAll(PathFiles.of(root, place));
      }
    }
    SurveyWalk walk = walk(threads, new SurveyWalk(root, dpkg, places, ownership));
    unread.addAll(walk.unread());
    List<InstalledDistribution> distributions = finished(ownership);
    List<PlaceSummary> summaries = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      if (places.get(i).kind() != Place.Kind.PACKAGED || counts.get(i) > 0) {
        summaries.add(walk.summary(i, counts.get(i)));
      }
    }
    Map<String, String> owners = owners(walk, dpkg);
    return new Survey(
        root.directory(),
        interpreters,
        summaries,
        distributions,
        packaged.stream().sorted().toList(),
        environments(walk.environments(), dpkg),
        new Shadows(dpkg, distributions, packaged).of(interpreters),
        walk.loose(),
        entries,
        importers(walk.importers(), owners),
        calls(walk.calls(), ownership, owners),
        unread.stream().distinct().sorted().toList(),
        dpkg);
  }

  private SurveyWalk walk(int threads, SurveyWalk walk) {
    try (Reporter.Progress progress =
        reporter.begin("looking at directories", 0, Reporter.Unit.ITEMS)) {
      walk.tell(progress);
      TreeWalk.visit(root, threads, walk);
    }
    return walk;
  }

  private List<InstalledDistribution> finished(Ownership ownership) {
    return ownership.tallies().stream()
        .map(
            tally ->
                tally
                    .distribution()
                    .with(Ownership.missing(tally, root), tally.extent(), tally.imports()))
        .sorted()
        .toList();
  }

  private Map<Environment, Integer> environments(List<Environment> found, Dpkg dpkg) {
    Map<Environment, Integer> environments = new TreeMap<>();
    for (Environment each : found) {
      int count = 0;
      for (Place place : Place.ofEnvironments(root, List.of(each))) {
        count += new DistributionReader(root, dpkg, place).read(new ArrayList<>()).size();
      }
      environments.put(each, count);
    }
    return environments;
  }

  private static Map<String, String> owners(SurveyWalk walk, Dpkg dpkg) {
    List<String> paths =
        Stream.concat(
                walk.calls().stream().map(PipCall::path),
                walk.importers().stream().map(Importer::path))
            .distinct()
            .toList();
    Map<String, String> owners = new HashMap<>();
    Map<String, String> found = dpkg.owners(paths);
    for (String path : paths) {
      maintainer(path)
          .or(() -> Optional.ofNullable(found.get(Dpkg.canonical(path))))
          .ifPresent(owner -> owners.put(path, owner));
    }
    return owners;
  }

  // No package lists its own maintainer scripts.
  private static Optional<String> maintainer(String path) {
    String directory = "/var/lib/dpkg/info/";
    return path.startsWith(directory)
        ? Optional.of(
            path.substring(directory.length())
                .replaceFirst("\\.[a-z]+$", "")
                .replaceFirst(":.*", ""))
        : Optional.empty();
  }

  private static List<Importer> importers(List<Importer> found, Map<String, String> owners) {
    return found.stream()
        .map(
            each ->
                owners.containsKey(each.path())
                    ? each.ownedBy("deb:" + owners.get(each.path()))
                    : each)
        .toList();
  }

  private static List<PipCall> calls(
      List<PipCall> found, Ownership ownership, Map<String, String> owners) {
    return found.stream().map(call -> owned(call, ownership, owners)).toList();
  }

  private static PipCall owned(PipCall call, Ownership ownership, Map<String, String> owners) {
    boolean isPart = Tooling.isPart(call.path());
    String owner = owners.get(call.path());
    if (owner != null) {
      return call.ownedBy("deb:" + owner, isPart || Tooling.isPackage(owner));
    }
    return ownership
        .ownerAnywhere(call.path())
        .map(project -> call.ownedBy("pip:" + project, isPart || Tooling.isProject(project)))
        .orElseGet(() -> call.ownedBy("", isPart));
  }
}
