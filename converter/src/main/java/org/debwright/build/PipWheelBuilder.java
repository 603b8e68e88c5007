package org.debwright.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter.Progress;
import org.debwright.diagnostic.Reporter.Unit;
import org.debwright.python.WheelFilename;
import org.debwright.target.Target;
import org.jspecify.annotations.Nullable;

/**
 * Builds with {@code pip wheel} (PEP 517, or a plain {@code setup.py}) under the target's
 * interpreter: Debian's own on this machine where suite, architecture and version agree, else in a
 * root of the suite. One build at a time.
 */
public final class PipWheelBuilder implements WheelBuilder {
  // Rises when the way of building changes what comes out.
  private static final String RECIPE = "1";

  private final Target target;
  private final BuildSettings settings;
  private @Nullable Workplace workplace;

  /** Sets nothing up yet: that waits for the first source that is not cached. */
  public PipWheelBuilder(Target target, BuildSettings settings) {
    this.target = target;
    this.settings = settings;
  }

  @Override
  public synchronized Path build(Path source) {
    try {
      Path kept = settings.cache().resolve("built").resolve(key(source));
      Optional<Path> cached = onlyWheel(kept);
      return cached.isPresent() ? cached.get() : buildInto(kept, source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String key(Path source) throws IOException {
    String salt =
        String.join(
            "\0",
            RECIPE,
            target.suite().codename(),
            target.architecture().name(),
            target.python().version().toString(),
            settings.sourceDateEpoch().toString());
    return SourceDigest.of(source, salt);
  }

  private static Optional<Path> onlyWheel(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> wheels =
          files
              .filter(f -> WheelFilename.tryParse(f.getFileName().toString()).isPresent())
              .filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS))
              .toList();
      return wheels.size() == 1 ? Optional.of(wheels.get(0)) : Optional.empty();
    }
  }

  private Path buildInto(Path kept, Path source) throws IOException {
    Path log = log(source);
    Path desk = Desk.create(settings.scratch());
    try (Progress progress = settings.reporter().begin("building a wheel", 0, Unit.ITEMS)) {
      progress.item(source.getFileName().toString());
      Path input = desk.resolve("in").resolve(source.getFileName());
      copy(source, input);
      long time = settings.sourceDateEpoch().orElse(SourceTime.of(source));
      int status =
          workplace()
              .python(desk, pip("DESK/in/" + source.getFileName()), environment(desk, time), log);
      Optional<Path> wheel = status == 0 ? onlyWheel(desk.resolve("out")) : Optional.empty();
      if (wheel.isEmpty()) {
        throw BuildFailure.describe(source, target, log).toException();
      }
      return keep(kept, wheel.get());
    } finally {
      Desk.remove(desk);
    }
  }

  private static List<String> pip(String source) {
    return List.of("-m", "pip", "wheel", "--no-deps", "--wheel-dir", "DESK/out", source);
  }

  private Map<String, String> environment(Path desk, long time) throws IOException {
    Map<String, String> variables = new TreeMap<>(PipEnvironment.of(settings, desk, time));
    if (target.python().version().major() == 2) {
      variables.put("PYTHONPATH", ChrootTarball.TOOLS_FOR_27);
    }
    return variables;
  }

  private Workplace workplace() throws IOException {
    if (workplace == null) {
      Optional<HostWorkplace> host = HostWorkplace.of(target);
      workplace =
          host.isPresent() && target.python().version().major() == 3
              ? host.get().checked()
              : new ChrootTarball(target, settings).unpack();
    }
    return workplace;
  }

  private Path log(Path source) throws IOException {
    Path logs = Files.createDirectories(settings.cache().resolve("logs"));
    Path log =
        logs.resolve(
            "build-"
                + source.getFileName()
                + "-"
                + target.suite()
                + "-"
                + target.architecture()
                + "-"
                + target.python().version()
                + ".log");
    Files.deleteIfExists(log);
    return log;
  }

  private static void copy(Path source, Path input) throws IOException {
    if (!Files.isDirectory(source)) {
      Files.copy(source, input);
      return;
    }
    for (Path file : SourceDigest.files(source)) {
      Path to = input.resolve(source.relativize(file).toString());
      Files.createDirectories(to.getParent());
      Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  // Beside, then renamed: a kill leaves no half wheel. Another run may have been first; its is as
  // good.
  private static Path keep(Path kept, Path wheel) throws IOException {
    WheelFilename.parse(wheel.getFileName().toString());
    Files.createDirectories(kept.getParent());
    Path fresh = Files.createTempDirectory(kept.getParent(), "new");
    Files.copy(wheel, fresh.resolve(wheel.getFileName()));
    try {
      Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException taken) {
      Command.output("rm", "-rf", fresh.toString());
    }
    return onlyWheel(kept)
        .orElseThrow(
            () ->
                Diagnostic.error("cache-damaged", "`" + kept + "` holds no wheel")
                    .mend("delete that directory and run again")
                    .toException());
  }

  @Override
  public synchronized void close() {
    if (workplace != null) {
      workplace.close();
      workplace = null;
    }
  }
}
