package org.debwright.lock;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.Suite;
import org.debwright.python.CoreMetadata;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.Requirement;
import org.debwright.resolve.Offer;
import org.debwright.resolve.Provenance.Need;
import org.debwright.resolve.Resolution.Supplied;

/**
 * A project that the suite supplies: PEP 751 has no entry without a source, so it stands under
 * {@code [tool.debwright]}.
 *
 * @param modules that its package ships at top level, sorted
 * @param mapped whether the user says that the package is this project's
 * @param dependencies what its extras require
 * @param needs who asked for it
 * @param upstream what an index says of the same version, where that was read
 */
public record LockedSupply(
    ProjectName project,
    Pep440Version version,
    PackageName packageName,
    DebianVersion packageVersion,
    List<String> modules,
    boolean mapped,
    boolean asked,
    SortedSet<ProjectName> extras,
    List<Requirement> dependencies,
    List<Need> needs,
    Optional<Upstream> upstream) {
  /** Copies. */
  public LockedSupply {
    modules = List.copyOf(modules);
    extras = new TreeSet<>(extras);
    dependencies = List.copyOf(dependencies);
    needs = List.copyOf(needs);
  }

  /** What extras mean. */
  public record Upstream(List<Requirement> requires, List<ProjectName> extras) {
    /** Copies. */
    public Upstream {
      requires = List.copyOf(requires);
      extras = List.copyOf(extras);
    }
  }

  static LockedSupply of(Supplied supplied, List<Need> needs) {
    Offer offer = supplied.offer();
    return new LockedSupply(
        offer.project(),
        offer.version(),
        offer.packageName(),
        offer.packageVersion(),
        List.copyOf(offer.modules()),
        offer.mapped(),
        supplied.asked(),
        supplied.extras(),
        supplied.dependencies(),
        needs,
        supplied.upstream().map(m -> new Upstream(m.requiresDist(), m.providesExtra())));
  }

  /** As it was resolved; its package's relations counted then and count no more. */
  public Supplied supplied(Suite suite) {
    return new Supplied(
        new Offer(
            suite, project, version, packageName, packageVersion, new TreeSet<>(modules), mapped),
        extras,
        upstream.map(this::metadata),
        dependencies,
        List.of(),
        asked);
  }

  private CoreMetadata metadata(Upstream known) {
    StringBuilder text = new StringBuilder("Metadata-Version: 2.1\n");
    text.append("Name: ").append(project).append("\nVersion: ").append(version).append('\n');
    known.extras().forEach(e -> text.append("Provides-Extra: ").append(e).append('\n'));
    known.requires().forEach(r -> text.append("Requires-Dist: ").append(r).append('\n'));
    return CoreMetadata.parse(text.toString().getBytes(StandardCharsets.UTF_8), project.toString());
  }
}
