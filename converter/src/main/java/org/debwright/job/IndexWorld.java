package org.debwright.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.debwright.build.WheelBuilder;
import org.debwright.index.Distribution;
import org.debwright.index.Index;
import org.debwright.index.Release;
import org.debwright.python.CoreMetadata;
import org.debwright.python.Hash;
import org.debwright.python.ProjectName;
import org.debwright.python.Wheel;
import org.debwright.resolve.World;

/** The index as the solver sees it: where metadata cannot be had otherwise, the source is built. */
final class IndexWorld implements World {
  private final Index index;
  private final WheelBuilder builder;
  private final Map<ProjectName, ? extends Set<Hash>> required;

  /**
   * A world over an index.
   *
   * @param required hashes that were asked for: no other code is ever run
   */
  IndexWorld(Index index, WheelBuilder builder, Map<ProjectName, ? extends Set<Hash>> required) {
    this.index = index;
    this.builder = builder;
    this.required = required;
  }

  @Override
  public List<Distribution> files(ProjectName project) {
    return index.files(project);
  }

  @Override
  public Optional<List<Release>> releases(ProjectName project) {
    return Optional.of(index.releases(project));
  }

  @Override
  public CoreMetadata metadata(Distribution distribution) {
    return index.metadata(distribution).orElseGet(() -> built(distribution));
  }

  @Override
  public Set<String> modules(Distribution wheel) {
    return index.modules(wheel);
  }

  private CoreMetadata built(Distribution source) {
    Set<Hash> hashes = required.get(source.filename().project());
    Path file = index.fetch(source, hashes == null ? Set.of() : hashes);
    try (Wheel wheel = Wheel.open(builder.build(file))) {
      return wheel.metadata();
    }
  }
}
