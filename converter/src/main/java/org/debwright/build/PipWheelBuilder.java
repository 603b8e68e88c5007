package org.debwright.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.debwright.debian.PackageName;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.diagnostic.Reporter.Progress;
import org.debwright.diagnostic.Reporter.Unit;
import org.debwright.python.ProjectName;
import org.debwright.python.SdistFilename;
import org.debwright.python.Wheel;
import org.debwright.target.Target;

/**
 * Builds by PEP 517 under the target's interpreter: Debian's own on this machine where suite,
 * architecture and version agree, else in a root of the suite. Without network, in an environment
 * of wheels that were resolved and verified before; time, locale and paths are always the same. One
 * build at a time, and within it those of what it needs. What comes out is verified as any wheel
 * is, and refused where the target could not install it.
 */
public final class PipWheelBuilder implements WheelBuilder {
  // Rises when the way of building changes what comes out.
  private static final String RECIPE = "3";
  // Further down than any project's build goes; an index that always has one more must end.
  private static final int DEEPEST = 30;

  private final Target target;
  private final BuildSettings settings;
  private final BuiltWheels built;
  private final Map<SortedSet<PackageName>, Workplace> workplaces = new HashMap<>();
  // What is being built, each for the one before it: name by key.
  private final Map<String, String> chain = new LinkedHashMap<>();

  /** Sets nothing up yet: that waits for the first source that is not cached. */
  public PipWheelBuilder(Target target, BuildSettings settings) {
    this.target = target;
    this.settings = settings;
    this.built = new BuiltWheels(settings.cache().resolve("built"));
  }

  @Override
  public synchronized Path build(Source source) {
    requireSource(source.path());
    try {
      SortedSet<PackageName> depends = depends(source);
      String key = key(source, depends);
      Optional<Path> cached = built.find(key);
      return cached.isPresent() ? cached.get() : buildNext(key, source, depends);
    } catch (IOException e) {
      throw new DebwrightException(
          Diagnostic.error("build-stopped", "`" + source.name() + "` cannot be built")
              .because(String.valueOf(e)),
          e);
    }
  }

  @Override
  public String state() {
    return String.join(
        "\0", RECIPE, settings.state(), settings.network().name(), settings.depends().toString());
  }

  @Override
  public synchronized List<BuildInput> inputs(Source source) {
    try {
      return built.inputs(key(source, depends(source)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireSource(Path source) {
    String name = String.valueOf(source.getFileName());
    if (Files.isDirectory(source)) {
      return;
    }
    if (!Files.isRegularFile(source) || !SdistFilename.hasSuffix(name)) {
      throw Diagnostic.error("sdist-invalid", "`" + source + "` is not a source distribution")
          .because("a directory or an archive such as `.tar.gz` or `.zip` is expected")
          .toException();
    }
  }

  private static void requireProject(Source source) {
    Path project = source.path().resolve(source.subdirectory());
    if (Files.isDirectory(source.path())
        && !Files.exists(project.resolve("pyproject.toml"))
        && !Files.exists(project.resolve("setup.py"))) {
      throw Diagnostic.error("project-invalid", "`" + project + "` is not a Python project")
          .because("it has neither `pyproject.toml` nor `setup.py`")
          .toException();
    }
  }

  private SortedSet<PackageName> depends(Source source) throws IOException {
    requireProject(source);
    return settings.depends().isEmpty()
        ? Collections.emptySortedSet()
        : project(source)
            .map(name -> settings.depends().get(name))
            .orElseGet(Collections::emptySortedSet);
  }

  private static Optional<ProjectName> project(Source source) {
    return SdistFilename.tryParse(source.name())
        .map(SdistFilename::project)
        .or(() -> BuildSystem.of(source.path(), source.subdirectory()).project())
        .or(() -> Optional.of(source.name()).filter(ProjectName::isValid).map(ProjectName::new));
  }

  private String key(Source source, SortedSet<PackageName> depends) throws IOException {
    String salt =
        String.join(
            "\0",
            RECIPE,
            target.suite().codename(),
            target.architecture().name(),
            target.python().version().toString(),
            settings.sourceDateEpoch().toString(),
            settings.state(),
            settings.network().name(),
            depends.toString(),
            source.subdirectory(),
            source.revision());
    return SourceDigest.of(source, salt);
  }

  private Path buildNext(String key, Source source, SortedSet<PackageName> depends)
      throws IOException {
    if (chain.containsKey(key) || chain.size() == DEEPEST) {
      throw Diagnostic.error("build-cycle", "`" + source.name() + "` cannot be built")
          .because(
              (chain.containsKey(key)
                      ? "its own build needs it: "
                      : "at most " + DEEPEST + " builds wait for another: ")
                  + String.join(" needs ", chain.values())
                  + " needs "
                  + source.name())
          .toException();
    }
    chain.put(key, "`" + source.name() + "`");
    try {
      return buildNow(key, source, depends);
    } finally {
      chain.remove(key);
    }
  }

  private Path buildNow(String key, Source source, SortedSet<PackageName> depends)
      throws IOException {
    // The archive is looked through for names that lead out before anything of it is unpacked.
    long time = settings.sourceDateEpoch().orElse(SourceTime.of(source));
    BuildSystem system = BuildSystem.of(source.path(), source.subdirectory());
    Path log = log(key, source);
    Path desk = Desk.create(settings.scratch());
    try (Progress progress = settings.reporter().begin("building a wheel", 0, Unit.ITEMS)) {
      progress.item(source.name());
      WheelBuild build = new WheelBuild(source, system, time, desk, workplace(depends, log), log);
      Optional<Path> wheel = build.run(settings.requirements(), this);
      if (wheel.isEmpty()) {
        throw BuildLog.read(log)
            .explain("build-failed", cannotBuild(source), missing -> fix(missing, source))
            .toException();
      }
      check(wheel.get(), source);
      Path kept = built.keep(key, wheel.get(), build.inputs());
      Files.deleteIfExists(log);
      return kept;
    } finally {
      Desk.remove(desk);
    }
  }

  // A build may hand out anything: it ran code of strangers.
  private void check(Path file, Source source) {
    try (Wheel wheel = Wheel.open(file, settings.reporter())) {
      wheel.verify();
      if (target.python().rank(wheel.filename().tags()).isEmpty()) {
        throw Diagnostic.error("build-unfit", cannotBuild(source))
            .because("what comes out, `" + file.getFileName() + "`, does not fit that Python")
            .toException();
      }
      SdistFilename.tryParse(source.name())
          .filter(name -> !name.project().equals(wheel.filename().project()))
          .filter(name -> !Files.isDirectory(source.path()))
          .ifPresent(
              name ->
                  settings
                      .reporter()
                      .report(
                          Diagnostic.warning(
                              "build-renamed",
                              "`"
                                  + source.name()
                                  + "` builds a wheel of `"
                                  + wheel.filename().project()
                                  + "`")));
    }
  }

  private Optional<String> fix(MissingFile missing, Source source) {
    return missing
        .owner(settings.finder(), target.architecture())
        .map(
            owner -> {
              String project = project(source).map(ProjectName::toString).orElse("PROJECT");
              return "`" + owner + "` has it: add `--build-depends " + project + "=" + owner + "`";
            });
  }

  private String cannotBuild(Source source) {
    return "`"
        + source.name()
        + "` cannot be built for "
        + target.suite()
        + " with Python "
        + target.python().version();
  }

  private Workplace workplace(SortedSet<PackageName> depends, Path log) throws IOException {
    Workplace known = workplaces.get(depends);
    if (known != null) {
      return known;
    }
    Workplace fresh = newWorkplace(depends, log);
    workplaces.put(depends, fresh);
    return fresh;
  }

  private Workplace newWorkplace(SortedSet<PackageName> depends, Path log) throws IOException {
    Optional<HostWorkplace> host = HostWorkplace.of(target, settings);
    if (host.isPresent() && target.python().version().major() == 3) {
      return host.get().checked(depends);
    }
    ChrootWorkplace chroot = new ChrootTarball(target, settings).unpack();
    try {
      chroot.install(depends, log);
      return chroot;
    } catch (RuntimeException e) {
      chroot.close();
      throw e;
    }
  }

  private Path log(String key, Source source) throws IOException {
    Path logs = Files.createDirectories(settings.cache().resolve("logs"));
    Path log = logs.resolve(source.name() + "-" + key.substring(0, 12) + ".log");
    Files.deleteIfExists(log);
    return log;
  }

  @Override
  public synchronized void close() {
    workplaces.values().forEach(Workplace::close);
    workplaces.clear();
  }
}
