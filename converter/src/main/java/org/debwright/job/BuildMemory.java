package org.debwright.job;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.debwright.build.BuildInput;
import org.debwright.build.Source;
import org.debwright.build.WheelBuilder;
import org.debwright.index.Distribution;
import org.debwright.index.Index;
import org.debwright.lock.LockedBuild;
import org.debwright.lock.LockedBuild.Input;
import org.debwright.lock.LockedFile;
import org.debwright.python.Hash;
import org.debwright.resolve.Resolution.Pinned;

/** Builds, and remembers what each wheel was built with, for a lock to say. */
final class BuildMemory implements WheelBuilder {
  private final WheelBuilder builder;
  private final Index index;
  // A checkout is gone when it is asked about, so it is asked about when it is built.
  private final Map<Path, Built> built = new ConcurrentHashMap<>();

  private record Built(String name, String sha256, List<BuildInput> inputs) {}

  BuildMemory(WheelBuilder builder, Index index) {
    this.builder = builder;
    this.index = index;
  }

  @Override
  public Path build(Source source) {
    Path wheel = builder.build(source);
    built.computeIfAbsent(
        wheel.toAbsolutePath(),
        path -> new Built(source.name(), source.sha256(), builder.inputs(source)));
    return wheel;
  }

  @Override
  public List<BuildInput> inputs(Source source) {
    return builder.inputs(source);
  }

  @Override
  public String state() {
    return builder.state();
  }

  @Override
  public void close() {
    builder.close();
  }

  /** The builds behind what was chosen, and those behind what they were built with. */
  List<LockedBuild> of(List<Pinned> pinned) {
    Map<String, LockedBuild> found = new TreeMap<>();
    for (Pinned each : pinned) {
      Path file =
          each.direct()
              ? Path.of(URI.create(each.distribution().url()))
              : index.fetch(each.distribution(), each.requiredHashes());
      if (each.direct()) {
        Optional.ofNullable(built.get(file.toAbsolutePath())).ifPresent(known -> add(known, found));
      } else if (!isWheel(each.distribution().filename().filename())) {
        add(file, found);
      }
    }
    return List.copyOf(new TreeSet<>(found.values()));
  }

  private void add(Path sdist, Map<String, LockedBuild> found) {
    Source source = Source.of(sdist);
    add(new Built(source.name(), source.sha256(), builder.inputs(source)), found);
  }

  private void add(Built known, Map<String, LockedBuild> found) {
    if (found.containsKey(known.sha256())) {
      return;
    }
    List<Input> inputs = known.inputs().stream().map(BuildMemory::input).toList();
    found.put(known.sha256(), new LockedBuild(known.name(), known.sha256(), inputs));
    for (Input input : inputs) {
      if (!isWheel(input.file().name())) {
        Distribution file = input.file().distribution(input.project(), Path.of(""));
        add(index.fetch(file, Set.copyOf(file.hashes())), found);
      }
    }
  }

  private static boolean isWheel(String filename) {
    return filename.endsWith(".whl");
  }

  private static Input input(BuildInput input) {
    return new Input(
        input.project(),
        input.version(),
        new LockedFile(
            input.filename(),
            Optional.of(input.url()),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            new TreeSet<Hash>(Set.of(input.sha256()))));
  }
}
