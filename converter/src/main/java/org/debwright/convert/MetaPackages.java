package org.debwright.convert;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.debwright.debian.Architecture;
import org.debwright.debian.BinaryPackage;
import org.debwright.debian.BinaryPackage.Kind;
import org.debwright.debian.BinaryPackage.MaintainerScript;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.Relation;
import org.debwright.debian.Relation.Operator;
import org.debwright.debian.Relations;
import org.debwright.debian.Stanza;
import org.debwright.python.CoreMetadata;
import org.debwright.python.ProjectName;
import org.debwright.target.Target;
import org.debwright.templates.Template;

/** Packages that only depend: for an extra asked for at top level, for a set. */
public final class MetaPackages {
  private final Target target;
  private final ConversionSettings settings;
  private final Naming naming;

  /** For one target. */
  public MetaPackages(Target target, ConversionSettings settings, Naming naming) {
    this.target = target;
    this.settings = settings;
    this.naming = naming;
  }

  /**
   * {@code python3-foo+bar} for {@code foo[bar]}: depends on exactly this build of {@code foo} and
   * on what the extra asks for.
   *
   * @param base the package of the project
   * @param known as {@link Converter#convert} takes it
   */
  public BinaryPackage extra(
      Identity base,
      CoreMetadata metadata,
      ProjectName extra,
      Function<ProjectName, Optional<Dependency>> known,
      long modifiedEpochSeconds) {
    PackageName name = new PackageName(base.name() + "+" + extra);
    DependencyRelations required =
        new DependencyRelations(target.python().markers(), known, naming::conventional);
    required.requireExtra(metadata, extra);
    Relations depends =
        Relations.all(List.of(Relation.to(base.name(), Operator.EXACTLY, base.version())))
            .and(required.relations());
    List<PlacedFile> files =
        List.of(
            copyright(name, base.name(), metadata, modifiedEpochSeconds),
            Changelog.of(
                name,
                base.version(),
                target.suite(),
                "For the extra "
                    + extra
                    + " of "
                    + base.project()
                    + " "
                    + base.projectVersion()
                    + ".",
                settings.maintainer(),
                modifiedEpochSeconds));
    PackageFiles checked = PackageFiles.of(files, name.value());
    return new BinaryPackage(
        name,
        base.version(),
        Architecture.ALL,
        stanza(name, base, extra, depends),
        checked.entries(),
        checked.conffiles(),
        List.of(),
        modifiedEpochSeconds);
  }

  /**
   * The package of a set: depends on each of {@code members} at exactly its version.
   *
   * @param version of this package itself
   * @param starts the package with the engine of a transition that this one starts
   * @param modifiedEpochSeconds of its files and of its changelog's entry
   */
  public BinaryPackage set(
      PackageName name,
      DebianVersion version,
      Relations members,
      Optional<PackageName> starts,
      long modifiedEpochSeconds) {
    int count = members.clauses().size();
    PackageFiles files =
        PackageFiles.of(
            List.of(
                PlacedFile.of(
                    InstallPaths.document(name.value(), "copyright"),
                    "copyright",
                    0644,
                    CopyrightFile.ofSet(
                        name, settings.maintainer(), Instant.ofEpochSecond(modifiedEpochSeconds))),
                Changelog.of(
                    name,
                    version,
                    target.suite(),
                    "Pins " + count + " packages.",
                    settings.maintainer(),
                    modifiedEpochSeconds)),
            name.value());
    Stanza control =
        Stanza.empty()
            .with("Package", name.value())
            .with("Version", version.toString())
            .with("Architecture", target.architecture().name())
            .with("Maintainer", settings.maintainer().toString())
            .with("Depends", depends(members, starts).toString())
            .with("Section", "metapackages")
            .with("Priority", "optional")
            .with(
                "Description",
                Synopsis.shortened("metapackage that pins the set " + name)
                    + "\n"
                    + Template.DESCRIPTION_SET.render(Map.of("count", "" + count)).strip());
    return new BinaryPackage(
        name,
        version,
        target.architecture(),
        control,
        files.entries(),
        files.conffiles(),
        starts.map(MetaPackages::activation).stream().toList(),
        modifiedEpochSeconds);
  }

  /** What the package of a set depends on: its members, and what it starts. */
  public static Relations depends(Relations members, Optional<PackageName> starts) {
    return members.and(Relations.all(starts.map(Relation::to).stream().toList()));
  }

  // All that it depends on is configured when it is.
  private static MaintainerScript activation(PackageName engine) {
    return new MaintainerScript(
        Kind.POSTINST, Template.TRANSITION_ACTIVATE.render(Map.of("package", engine.value())));
  }

  private Stanza stanza(PackageName name, Identity base, ProjectName extra, Relations depends) {
    String extended =
        Template.DESCRIPTION_EXTRA.render(
            Map.of(
                "project", base.project().normalized(),
                "extra", extra.normalized(),
                "version", base.projectVersion().toString()));
    return Stanza.empty()
        .with("Package", name.value())
        .with("Version", base.version().toString())
        .with("Architecture", "all")
        .with("Maintainer", settings.maintainer().toString())
        .with("Depends", depends.toString())
        .with("Section", "metapackages")
        .with("Priority", "optional")
        .with(
            "Description",
            Synopsis.shortened("metapackage for " + base.project() + "[" + extra + "]")
                + "\n"
                + extended.strip());
  }

  private static PlacedFile copyright(
      PackageName name, PackageName base, CoreMetadata metadata, long modifiedEpochSeconds) {
    return PlacedFile.of(
        InstallPaths.document(name.value(), "copyright"),
        "copyright",
        0644,
        CopyrightFile.ofMetapackage(metadata, base, Instant.ofEpochSecond(modifiedEpochSeconds)));
  }
}
