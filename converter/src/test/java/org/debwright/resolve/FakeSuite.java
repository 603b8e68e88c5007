package org.debwright.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.Relation;
import org.debwright.debian.Suite;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;

/**
 * A suite in memory, read from text. Packages are named {@code python3-PROJECT}; a version of ours
 * is compared as it is spelled, with the revision {@code 1+dw1}.
 */
final class FakeSuite implements SuiteWorld {
  private static final Suite SUITE = new Suite("bookworm");

  private final Map<ProjectName, Offer> offers = new LinkedHashMap<>();
  private final Map<ProjectName, List<Said>> demands = new LinkedHashMap<>();

  private record Said(Offer.Demand.Kind kind, Relation relation) {}

  /** One package: {@code a 1.0 [DEBIAN-VERSION]}, then lines of details. */
  void add(List<String> lines) {
    String[] head = lines.get(0).split(" ", -1);
    ProjectName project = ProjectName.parse(head[0]);
    Pep440Version version = Pep440Version.parse(head[1]);
    DebianVersion packageVersion =
        DebianVersion.parse(
            head.length > 2 ? head[2] : head[1].replaceFirst("(?=rc|a|b)", "~") + "-1");
    TreeSet<String> modules = new TreeSet<>();
    boolean mapped = false;
    List<Said> own = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] words = line.split(" ", 2);
      switch (words[0]) {
        case "module" -> modules.add(words[1]);
        case "mapped" -> mapped = true;
        case "depends" -> own.add(new Said(Offer.Demand.Kind.DEPENDS, Relation.parse(words[1])));
        case "breaks" -> own.add(new Said(Offer.Demand.Kind.BREAKS, Relation.parse(words[1])));
        default -> throw new IllegalArgumentException("no such line: " + line);
      }
    }
    offers.put(
        project,
        new Offer(
            SUITE,
            project,
            version,
            new PackageName("python3-" + project),
            packageVersion,
            modules,
            mapped));
    demands.put(project, own);
  }

  private Offer.Demand demand(Said said) {
    ProjectName project =
        ProjectName.parse(said.relation().name().value().replaceFirst("^python3-", ""));
    boolean breaks = said.kind() == Offer.Demand.Kind.BREAKS;
    Predicate<DebianVersion> goes =
        version -> breaks != said.relation().bound().map(b -> b.admits(version)).orElse(true);
    return new Offer.Demand(
        said.kind(),
        project,
        said.relation().toString(),
        !breaks || offer(project).map(Offer::packageVersion).map(goes::test).orElse(true),
        version -> goes.test(DebianVersion.parse(version + "-1+dw1")));
  }

  boolean isEmpty() {
    return offers.isEmpty();
  }

  List<Offer> all() {
    return List.copyOf(offers.values());
  }

  @Override
  public Optional<Offer> offer(ProjectName project) {
    return Optional.ofNullable(offers.get(project));
  }

  @Override
  public List<Offer.Demand> demands(Offer offer) {
    return demands.getOrDefault(offer.project(), List.of()).stream().map(this::demand).toList();
  }
}
