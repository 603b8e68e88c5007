package org.debwright.job;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.debwright.build.BuildInput;
import org.debwright.build.BuildRequirements;
import org.debwright.build.Source;
import org.debwright.build.WheelBuilder;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.index.Distribution;
import org.debwright.index.Index;
import org.debwright.lock.LockedBuild;
import org.debwright.lock.LockedBuild.Input;
import org.debwright.python.ProjectName;

/** What builds need, as a lock has it: the files that each source was built with before. */
final class LockedBuildRequirements implements BuildRequirements {
  private final Map<String, LockedBuild> builds = new TreeMap<>();
  private final Index index;
  private final Path directory;
  private final BuildRequirements tools;

  /**
   * Of a lock.
   *
   * @param index fetches what it is given the address of
   * @param directory of the lock file
   * @param tools has what roots of a suite need beside
   */
  LockedBuildRequirements(
      List<LockedBuild> builds, Index index, Path directory, BuildRequirements tools) {
    builds.forEach(build -> this.builds.put(build.sha256(), build));
    this.index = index;
    this.directory = directory;
    this.tools = tools;
  }

  @Override
  public List<Supply> supply(
      Optional<Source> built, Collection<Wanted> wanted, WheelBuilder builder) {
    if (built.isEmpty()) {
      return tools.supply(built, wanted, builder);
    }
    Source source = built.get();
    LockedBuild build = builds.get(source.sha256());
    if (build == null) {
      throw lacking("how `" + source.name() + "` was built", "it has another content, or was not");
    }
    Set<ProjectName> missing =
        wanted.stream()
            .map(each -> each.requirement().name())
            .collect(Collectors.toCollection(TreeSet::new));
    build.inputs().forEach(input -> missing.remove(input.project()));
    if (!missing.isEmpty()) {
      throw lacking(
          "all that the build of `" + source.name() + "` asks for",
          "not recorded: "
              + missing.stream().map(ProjectName::toString).collect(Collectors.joining(", ")));
    }
    return build.inputs().stream().map(input -> supply(input, builder)).toList();
  }

  private static DebwrightException lacking(String what, String why) {
    return Diagnostic.error("lock-builds-lacking", "the lock does not know " + what)
        .because(why)
        .toException();
  }

  private Supply supply(Input input, WheelBuilder builder) {
    Distribution distribution = input.file().distribution(input.project(), directory);
    Path file = index.fetch(distribution, Set.copyOf(distribution.hashes()));
    BuildInput known =
        new BuildInput(
            input.project(),
            input.version(),
            input.file().name(),
            distribution.displayUrl(),
            DirectSource.digest(file, "sha256"));
    boolean isWheel = file.getFileName().toString().endsWith(".whl");
    return new Supply(known, isWheel ? file : builder.build(file));
  }
}
