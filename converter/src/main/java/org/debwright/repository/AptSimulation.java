package org.debwright.repository;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.debwright.debian.Architecture;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.Suite;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.templates.Template;

/**
 * Asks the real apt, before anything is published, what it would do on a machine that has the
 * repository and the suite: whose version of a package it would take, and whether what was asked
 * can be installed.
 */
public final class AptSimulation {
  private static final Pattern CANDIDATE =
      Pattern.compile(
          "^([a-z0-9][a-z0-9+.-]+)(?::[a-z0-9]+)?:\\n(?: .*\\n)*?  Candidate: ([0-9]\\S*)",
          Pattern.MULTILINE);

  private final AptSandbox apt;
  private final Origin origin;

  private AptSimulation(AptSandbox apt, Origin origin) {
    this.apt = apt;
    this.origin = origin;
  }

  /**
   * A package of ours that apt would not take, since the distribution's version is higher.
   *
   * @param theirs the version apt would take
   */
  public record Overruled(PackageName name, DebianVersion ours, DebianVersion theirs) {}

  /**
   * Gives apt the staged repository and the suite.
   *
   * @param scratch an empty directory for apt's files, ours afterwards
   * @param staged where {@link PublishingPlan#stage} put the files
   * @throws DebwrightException if apt refuses any of it
   */
  public static AptSimulation open(
      Path scratch,
      Path staged,
      Suite suite,
      Architecture architecture,
      Origin origin,
      List<LocalPocket> pockets,
      Map<String, String> environment) {
    String sources =
        Stream.concat(
                // Its signature comes later, and it is our own.
                Stream.of(
                    "deb [trusted=yes] %s %s main%n"
                        .formatted(RepositoryAddress.of(staged).uri(), suite)),
                pockets.stream().map(LocalPocket::line))
            .collect(Collectors.joining());
    AptSandbox apt = new AptSandbox(scratch, architecture, sources, environment);
    Program.Result updated = apt.run("apt-get", List.of("update", "--error-on=any"));
    if (!updated.succeeded()) {
      throw Diagnostic.error("simulation-failed", "apt does not take the repository or the suite")
          .because(explanation(updated))
          .toException();
    }
    return new AptSimulation(apt, origin);
  }

  /**
   * Finds the packages whose version of ours loses, and from here on lets apt prefer ours.
   *
   * @param ours versions to be published, by name
   * @throws DebwrightException if ours loses even so
   */
  public List<Overruled> preferOurs(SortedMap<PackageName, DebianVersion> ours) {
    List<Overruled> overruled = overruled(ours);
    if (!overruled.isEmpty()) {
      SortedSet<PackageName> names = new TreeSet<>();
      overruled.forEach(each -> names.add(each.name()));
      apt.prefer(preferences(names));
      List<Overruled> still = overruled(ours);
      if (!still.isEmpty()) {
        throw new DebwrightException(still.stream().map(AptSimulation::refusal).toList());
      }
    }
    return overruled;
  }

  private String preferences(SortedSet<PackageName> names) {
    return Template.PREFERENCES.render(
        Map.of(
            "package", origin.keyringPackage().value(),
            "origin", origin.value(),
            "packages", names.stream().map(PackageName::value).collect(Collectors.joining(" "))));
  }

  private static Diagnostic refusal(Overruled lost) {
    return Diagnostic.error("candidate-lost", "apt would not take our `" + lost.name() + "`")
        .because(
            "it takes %s, ours is %s, even with a preference"
                .formatted(lost.theirs(), lost.ours()));
  }

  private List<Overruled> overruled(SortedMap<PackageName, DebianVersion> ours) {
    Map<PackageName, String> candidates = candidates(ours.keySet());
    List<Overruled> overruled = new ArrayList<>();
    ours.forEach(
        (name, version) -> {
          Optional<DebianVersion> theirs =
              Optional.ofNullable(candidates.get(name))
                  .filter(candidate -> !candidate.equals(version.toString()))
                  .map(DebianVersion::parse);
          theirs.ifPresent(other -> overruled.add(new Overruled(name, version, other)));
        });
    return overruled;
  }

  private Map<PackageName, String> candidates(Collection<PackageName> names) {
    Program.Result policy = apt.run("apt-cache", with(List.of("policy"), names));
    Map<PackageName, String> candidates = new TreeMap<>();
    Matcher found = CANDIDATE.matcher(policy.text());
    while (found.find()) {
      candidates.put(new PackageName(found.group(1)), found.group(2));
    }
    return candidates;
  }

  /**
   * Lets apt install what was asked: all together, and where that fails each alone to say why.
   *
   * @throws DebwrightException with apt's own explanation of each package it cannot install
   */
  public void install(Collection<PackageName> asked) {
    Program.Result together = attempt(asked);
    if (together.succeeded()) {
      return;
    }
    List<Diagnostic> refused = new ArrayList<>();
    for (PackageName each : new TreeSet<>(asked)) {
      Program.Result alone = attempt(List.of(each));
      if (!alone.succeeded()) {
        refused.add(
            Diagnostic.error("not-installable", "apt cannot install `" + each + "`")
                .because(explanation(alone)));
      }
    }
    if (refused.isEmpty()) {
      refused.add(
          Diagnostic.error(
                  "not-coinstallable", "apt can install each of the packages, but not all at once")
              .because(explanation(together)));
    }
    throw new DebwrightException(refused);
  }

  private Program.Result attempt(Collection<PackageName> names) {
    return apt.run("apt-get", with(List.of("--simulate", "--yes", "install"), names));
  }

  private static List<String> with(List<String> words, Collection<PackageName> names) {
    List<String> all = new ArrayList<>(words);
    names.forEach(name -> all.add(name.value()));
    return all;
  }

  // What apt says of a failure stands on both streams: "unmet dependencies" and then "E: …".
  private static String explanation(Program.Result result) {
    String unmet =
        result
            .text()
            .lines()
            .dropWhile(line -> !line.contains("unmet dependencies"))
            .skip(1)
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .collect(Collectors.joining("; "));
    String errors =
        result
            .errors()
            .lines()
            .filter(line -> line.startsWith("E: ") || line.startsWith("W: "))
            .map(line -> line.substring(3))
            .collect(Collectors.joining("; "));
    return unmet.isEmpty() ? errors : unmet;
  }
}
