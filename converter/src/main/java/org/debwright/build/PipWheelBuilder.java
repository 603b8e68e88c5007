package org.debwright.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter.Progress;
import org.debwright.diagnostic.Reporter.Unit;
import org.debwright.python.SdistFilename;
import org.debwright.python.Wheel;
import org.debwright.target.Target;
import org.jspecify.annotations.Nullable;

/**
 * Builds with {@code pip wheel} (PEP 517, or a plain {@code setup.py}) under the target's
 * interpreter: Debian's own on this machine where suite, architecture and version agree, else in a
 * root of the suite. One build at a time. What comes out is verified as any wheel is, and refused
 * where the target could not install it.
 */
public final class PipWheelBuilder implements WheelBuilder {
  // Rises when the way of building changes what comes out.
  private static final String RECIPE = "2";

  private final Target target;
  private final BuildSettings settings;
  private final BuiltWheels built;
  private @Nullable Workplace workplace;

  /** Sets nothing up yet: that waits for the first source that is not cached. */
  public PipWheelBuilder(Target target, BuildSettings settings) {
    this.target = target;
    this.settings = settings;
    this.built = new BuiltWheels(settings.cache().resolve("built"));
  }

  @Override
  public synchronized Path build(Path source) {
    requireSource(source);
    try {
      String key = key(source);
      Optional<Path> cached = built.find(key);
      return cached.isPresent() ? cached.get() : buildNow(key, source);
    } catch (IOException e) {
      throw new DebwrightException(
          Diagnostic.error("build-stopped", "`" + source.getFileName() + "` cannot be built")
              .because(String.valueOf(e)),
          e);
    }
  }

  private static void requireSource(Path source) {
    String name = String.valueOf(source.getFileName());
    if (Files.isDirectory(source)) {
      if (!Files.exists(source.resolve("pyproject.toml"))
          && !Files.exists(source.resolve("setup.py"))) {
        throw Diagnostic.error("project-invalid", "`" + source + "` is not a Python project")
            .because("it has neither `pyproject.toml` nor `setup.py`")
            .toException();
      }
    } else if (!Files.isRegularFile(source) || !SdistFilename.hasSuffix(name)) {
      throw Diagnostic.error("sdist-invalid", "`" + source + "` is not a source distribution")
          .because("a directory or an archive such as `.tar.gz` or `.zip` is expected")
          .toException();
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

  private Path buildNow(String key, Path source) throws IOException {
    Path log = log(key, source);
    Path desk = Desk.create(settings.scratch());
    try (Progress progress = settings.reporter().begin("building a wheel", 0, Unit.ITEMS)) {
      progress.item(source.getFileName().toString());
      copy(source, desk.resolve("in").resolve(source.getFileName()));
      long time = settings.sourceDateEpoch().orElse(SourceTime.of(source));
      int status =
          workplace()
              .python(desk, pip("DESK/in/" + source.getFileName()), environment(desk, time), log);
      Optional<Path> wheel = status == 0 ? BuiltWheels.only(desk.resolve("out")) : Optional.empty();
      if (wheel.isEmpty()) {
        throw BuildLog.read(log).explain("build-failed", cannotBuild(source)).toException();
      }
      check(wheel.get(), source);
      Path kept = built.keep(key, wheel.get());
      Files.deleteIfExists(log);
      return kept;
    } finally {
      Desk.remove(desk);
    }
  }

  // A build may hand out anything: it ran code of strangers.
  private void check(Path file, Path source) {
    try (Wheel wheel = Wheel.open(file, settings.reporter())) {
      wheel.verify();
      if (target.python().rank(wheel.filename().tags()).isEmpty()) {
        throw Diagnostic.error("build-unfit", cannotBuild(source))
            .because("what comes out, `" + file.getFileName() + "`, does not fit that Python")
            .toException();
      }
      SdistFilename.tryParse(String.valueOf(source.getFileName()))
          .filter(name -> !name.project().equals(wheel.filename().project()))
          .filter(name -> !Files.isDirectory(source))
          .ifPresent(
              name ->
                  settings
                      .reporter()
                      .report(
                          Diagnostic.warning(
                              "build-renamed",
                              "`"
                                  + source.getFileName()
                                  + "` builds a wheel of `"
                                  + wheel.filename().project()
                                  + "`")));
    }
  }

  private String cannotBuild(Path source) {
    return "`"
        + source.getFileName()
        + "` cannot be built for "
        + target.suite()
        + " with Python "
        + target.python().version();
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

  private Path log(String key, Path source) throws IOException {
    Path logs = Files.createDirectories(settings.cache().resolve("logs"));
    Path log = logs.resolve(source.getFileName() + "-" + key.substring(0, 12) + ".log");
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
      Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    }
  }

  @Override
  public synchronized void close() {
    if (workplace != null) {
      workplace.close();
      workplace = null;
    }
  }
}
