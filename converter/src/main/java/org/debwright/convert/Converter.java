package org.debwright.convert;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.debwright.archive.Archive;
import org.debwright.debian.Architecture;
import org.debwright.debian.BinaryPackage;
import org.debwright.debian.BinaryPackage.MaintainerScript;
import org.debwright.debian.Entry;
import org.debwright.debian.PackageName;
import org.debwright.debian.Relations;
import org.debwright.debian.TargetPath;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.CoreMetadata;
import org.debwright.python.ProjectName;
import org.debwright.python.Requirement;
import org.debwright.python.Tag;
import org.debwright.python.Wheel;
import org.debwright.target.Target;

/**
 * Makes a binary package of a wheel: a function of the wheel, the target and what the suite has.
 * Nothing is written; the package reads its content from the wheel, which must stay open until the
 * {@code .deb} is made.
 */
public final class Converter {
  private final Target target;
  private final Archive archive;
  private final ConversionSettings settings;
  private final Naming naming;
  private final InstallPaths paths;

  /** For one target. */
  public Converter(Target target, Archive archive, ConversionSettings settings, Naming naming) {
    this.target = target;
    this.archive = archive;
    this.settings = settings;
    this.naming = naming;
    this.paths = new InstallPaths(target.python().version());
  }

  /**
   * Converts.
   *
   * @param identity as {@link Naming} gave it for this wheel
   * @param known what required projects are on the target
   * @param modifiedEpochSeconds time of every member: SOURCE_DATE_EPOCH or the release's own
   */
  public Outcome convert(
      Wheel wheel,
      Identity identity,
      Function<ProjectName, Optional<Dependency>> known,
      long modifiedEpochSeconds) {
    try {
      return converted(wheel, identity, known, modifiedEpochSeconds);
    } catch (DebwrightException e) {
      return new Outcome.Refused(identity, e.diagnostics());
    }
  }

  private Outcome converted(
      Wheel wheel,
      Identity identity,
      Function<ProjectName, Optional<Dependency>> known,
      long modifiedEpochSeconds) {
    Namespaces namespaces = Namespaces.of(wheel);
    WheelFiles wheelFiles = new WheelFiles(wheel, paths, namespaces, modifiedEpochSeconds);
    List<PlacedFile> placed = new ArrayList<>(wheelFiles.place());
    placed.addAll(documents(wheel, identity, modifiedEpochSeconds));
    placed.add(installer(wheel));
    if (isPython2()) {
      namespaces.list(identity.name()).ifPresent(placed::add);
    }
    List<PlacedFile> named = UpstreamChangelog.named(placed, identity.name());
    LinkedDirectories linked = LinkedDirectories.of(identity.name(), named, paths, archive);
    Displacement displaced = Displacement.of(identity, linked.paths(), paths, archive);
    NativeCode.Findings code =
        NativeCode.examine(
            linked.files(),
            archive,
            new NativeCode.Expected(
                wheel.filename().filename(),
                isPortable(wheel),
                brought(wheel, known),
                settings.incomplete().contains(identity.project())));
    List<PlacedFile> files = new ArrayList<>(code.files());
    files.addAll(
        ManualPages.of(
            wheel,
            files,
            path -> displaced.leaves(path, identity.name(), archive),
            Instant.ofEpochSecond(modifiedEpochSeconds)));
    NumpyDepends numpy = new NumpyDepends(wheel.metadata(), target.python(), code.numpy(), archive);
    Set<LintianOverride> overrides = EnumSet.noneOf(LintianOverride.class);
    overrides.addAll(FileFindings.of(linked.files(), paths));
    overrides.addAll(code.overrides());
    if (isPython2()) {
      overrides.add(LintianOverride.NEW_PACKAGE_SHOULD_NOT_PACKAGE_PYTHON2_MODULE);
    }
    overrides.addAll(numpy.overrides());
    Architecture architecture = code.present() ? target.architecture() : Architecture.ALL;
    DependencyRelations required = requirements(wheel.metadata(), known);
    overrides.addAll(PackageFindings.of(identity, architecture, required.relations()));
    LintianOverride.file(identity.name(), overrides).ifPresent(files::add);
    ScriptPrograms programs = ScriptPrograms.of(linked.files(), archive);
    PackageFiles checked = PackageFiles.of(files, wheel.filename().filename());
    Control control =
        new Control(
            identity,
            settings.maintainer(),
            architecture,
            interpreter(wheel).and(apart(wheel)).and(code.depends()).and(programs.commands()),
            required.relations().and(numpy.depends()),
            programs.others(),
            new Provided(naming, known, target.python().version().major())
                .by(wheel, identity, namespaces, displaced),
            displaced.conflicts(),
            displaced.breaks());
    List<Diagnostic> remarks = new ArrayList<>(identity.remarks());
    remarks.addAll(displaced.remarks());
    remarks.addAll(wheelFiles.remarks());
    remarks.addAll(code.remarks());
    remarks.addAll(required.remarks());
    return new Outcome.Converted(
        identity,
        binary(control, wheel.metadata(), checked, linked, overrides, modifiedEpochSeconds),
        checked.origins(),
        List.copyOf(remarks));
  }

  // Wheels find each other's libraries by run paths such as `$ORIGIN/../torch/lib`.
  private static Set<String> brought(
      Wheel wheel, Function<ProjectName, Optional<Dependency>> known) {
    Set<String> brought = new HashSet<>();
    Set<ProjectName> seen = new HashSet<>();
    Deque<CoreMetadata> next = new ArrayDeque<>(List.of(wheel.metadata()));
    while (!next.isEmpty()) {
      next.remove().requiresDist().stream()
          .map(Requirement::name)
          .filter(seen::add)
          .flatMap(name -> known.apply(name).stream())
          .filter(Dependency.Made.class::isInstance)
          .map(Dependency.Made.class::cast)
          .forEach(
              made -> {
                brought.addAll(made.libraries());
                next.add(made.content());
              });
    }
    return brought;
  }

  private BinaryPackage binary(
      Control control,
      CoreMetadata metadata,
      PackageFiles files,
      LinkedDirectories linked,
      Set<LintianOverride> overrides,
      long modifiedEpochSeconds) {
    return new BinaryPackage(
        control.identity().name(),
        control.identity().version(),
        control.architecture(),
        control.stanza(
            Homepage.of(metadata),
            Description.of(metadata, control.identity().name(), target.python().version())),
        linked.addTo(files.entries()),
        files.conffiles(),
        scripts(control, files, linked.links()),
        modifiedEpochSeconds,
        LintianOverride.tags(overrides));
  }

  private DependencyRelations requirements(
      CoreMetadata metadata, Function<ProjectName, Optional<Dependency>> known) {
    DependencyRelations relations =
        new DependencyRelations(target.python().markers(), known, naming::conventional);
    relations.require(metadata);
    return relations;
  }

  private Relations interpreter(Wheel wheel) {
    return PythonDepends.of(
        target.python().version(),
        Abi.of(wheel.filename().tags(), target.python()),
        wheel.metadata().requiresPython());
  }

  private Relations apart(Wheel wheel) {
    return StandardLibrary.of(wheel, archive, target.python().version());
  }

  private List<MaintainerScript> scripts(
      Control control, PackageFiles files, List<Entry.Symlink> links) {
    PackageName name = control.identity().name();
    List<String> directories = files.withModules(InstallPaths.ownModules(name));
    return files.hasModules(paths) || !directories.isEmpty() || !links.isEmpty()
        ? PackageScripts.of(
            name, control.architecture(), target.python().version(), directories, links)
        : List.of();
  }

  private List<PlacedFile> documents(Wheel wheel, Identity identity, long modifiedEpochSeconds) {
    byte[] copyright =
        CopyrightFile.of(
            wheel.metadata(),
            LicenceFiles.of(wheel, paths),
            Instant.ofEpochSecond(modifiedEpochSeconds));
    return List.of(
        PlacedFile.of(
            InstallPaths.document(identity.name().value(), "copyright"),
            "copyright",
            0644,
            copyright),
        Changelog.of(
            identity.name(),
            identity.version(),
            target.suite(),
            "Converted from " + wheel.filename().filename() + ".",
            settings.maintainer(),
            modifiedEpochSeconds));
  }

  // PEP 376 and 627: tells pip whose it is, and that it must not touch it.
  private PlacedFile installer(Wheel wheel) {
    return PlacedFile.of(
        new TargetPath(paths.library() + "/" + wheel.distInfo() + "/INSTALLER"),
        "INSTALLER",
        0644,
        "debian\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private boolean isPython2() {
    return target.python().version().major() == 2;
  }

  private static boolean isPortable(Wheel wheel) {
    return wheel.filename().tags().stream().map(Tag::platform).anyMatch("any"::equals);
  }
}
