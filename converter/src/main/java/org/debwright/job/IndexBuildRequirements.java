package org.debwright.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.debwright.build.BuildInput;
import org.debwright.build.BuildRequirements;
import org.debwright.build.Source;
import org.debwright.build.WheelBuilder;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Location;
import org.debwright.diagnostic.Reporter;
import org.debwright.index.Index;
import org.debwright.python.Hash;
import org.debwright.python.ProjectName;
import org.debwright.python.PythonTarget;
import org.debwright.resolve.Outcome;
import org.debwright.resolve.Resolution.Pinned;
import org.debwright.resolve.Root;
import org.debwright.resolve.Solver;
import org.debwright.resolve.SolverSettings;

/**
 * What builds need, from the index: solved as any requirement is, for the same Python, and wheels
 * before sources. A source among it is built first, by the same rules.
 */
final class IndexBuildRequirements implements BuildRequirements {
  private final Supplier<? extends Index> index;
  private final PythonTarget python;
  private final SolverSettings settings;
  private final List<Root> constraints;

  /**
   * Asks nothing yet.
   *
   * @param settings which files may be taken; the rest of it does not concern builds
   * @param constraints what {@code --build-constraint} says
   */
  IndexBuildRequirements(
      Supplier<? extends Index> index,
      PythonTarget python,
      SolverSettings settings,
      List<Root> constraints) {
    this.index = index;
    this.python = python;
    // Nothing is asked ahead: builds are made one at a time, by the thread that began them.
    this.settings =
        settings
            .withPreference(SolverSettings.Preference.BINARY)
            .withHashes(SolverSettings.HashPolicy.WHERE_GIVEN)
            .withPolicy(SolverSettings.DEFAULT.policy())
            .withLookahead(0);
    this.constraints = List.copyOf(constraints);
  }

  @Override
  public List<Supply> supply(
      Optional<Source> source, Collection<Wanted> wanted, WheelBuilder builder) {
    List<Root> roots = new ArrayList<>();
    Map<ProjectName, Set<Hash>> required = new HashMap<>();
    for (Wanted each : wanted) {
      roots.add(root(each));
      if (!each.hashes().isEmpty()) {
        required.put(each.requirement().name(), each.hashes());
      }
    }
    // What is left out for its marker or was yanked is the source's business.
    Solver solver =
        new Solver(
            new IndexWorld(index.get(), builder, required), python, settings, Reporter.SILENT);
    Outcome outcome = solver.attempt(roots, constraints);
    if (outcome instanceof Outcome.Refused refused) {
      throw Diagnostic.error("build-requirements", "what a build needs cannot be had")
          .because(refused.refusal().text())
          .toException();
    }
    return ((Outcome.Solved) outcome)
        .resolution().pinned().stream().map(pinned -> supply(pinned, builder)).toList();
  }

  private static Root root(Wanted wanted) {
    if (wanted.requirement().url().isPresent()) {
      throw Diagnostic.error(
              "build-requirement-url",
              "the build requirement `" + wanted.requirement().name() + "` is not fetched")
          .because("it is asked for by URL, and builds are given what an index has")
          .toException();
    }
    return new Root(wanted.requirement(), Optional.empty(), wanted.hashes(), Location.NONE);
  }

  private Supply supply(Pinned pinned, WheelBuilder builder) {
    Path file = index.get().fetch(pinned.distribution(), pinned.requiredHashes());
    boolean isWheel = file.getFileName().toString().endsWith(".whl");
    BuildInput input =
        new BuildInput(
            pinned.project(),
            pinned.version(),
            pinned.distribution().filename().filename(),
            pinned.distribution().displayUrl(),
            DirectSource.digest(file, "sha256"));
    return new Supply(input, isWheel ? file : builder.build(file));
  }
}
