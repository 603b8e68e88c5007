package org.debwright.convert;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.debwright.archive.Archive;
import org.debwright.debian.Architecture;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.Relations;
import org.debwright.debian.Suite;
import org.debwright.debian.TargetPath;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.PythonVersion;

/** A suite of as much as a test needs. */
public final class FakeArchive implements Archive {
  private final Map<PackageName, ArchivePackage> packages = new TreeMap<>();
  private final Map<ProjectName, List<PackagedProject>> projects = new TreeMap<>();
  private final Map<PackageName, PackageRelations> relations = new TreeMap<>();
  private final Map<TargetPath, List<PackageName>> owners = new TreeMap<>();
  private final Map<String, List<PackageName>> sonames =
      new TreeMap<>(Map.of("libc.so.6", List.of(new PackageName("libc6"))));

  public FakeArchive withPackage(String name, String version) {
    PackageName packageName = new PackageName(name);
    packages.put(
        packageName,
        new ArchivePackage(
            packageName,
            DebianVersion.parse(version),
            Architecture.ALL,
            name,
            "python",
            // As in every suite of Debian.
            name.equals("dash") ? "essential" : "optional",
            Relations.NONE));
    return this;
  }

  /** The package as before, and what it provides. */
  public FakeArchive withProvides(String name, String provides) {
    packages.computeIfPresent(
        new PackageName(name),
        (key, p) ->
            new ArchivePackage(
                p.name(),
                p.version(),
                p.architecture(),
                p.source(),
                p.section(),
                p.priority(),
                Relations.parse(provides)));
    return this;
  }

  public FakeArchive withProject(
      String project, String version, String name, String debianVersion, String... modules) {
    withPackage(name, debianVersion);
    projects.put(
        new ProjectName(project),
        List.of(
            new PackagedProject(
                new ProjectName(project),
                Optional.of(Pep440Version.parse(version)),
                new PackageName(name),
                DebianVersion.parse(debianVersion),
                List.of(modules))));
    return this;
  }

  /** What a package depends on and breaks. */
  public FakeArchive withRelations(String name, String depends, String breaks) {
    relations.put(
        new PackageName(name),
        new PackageRelations(Relations.parse(depends), Relations.parse(breaks)));
    return this;
  }

  public FakeArchive withOwner(String path, String name) {
    owners.put(new TargetPath(path), List.of(new PackageName(name)));
    return this;
  }

  @Override
  public Suite suite() {
    return new Suite("bookworm");
  }

  @Override
  public Architecture architecture() {
    return Architecture.parse("amd64");
  }

  @Override
  public Optional<ArchivePackage> find(PackageName name) {
    return Optional.ofNullable(packages.get(name));
  }

  @Override
  public int distributionCount(PackageName name, int pythonMajor) {
    return (int)
        projects.values().stream()
            .flatMap(List::stream)
            .filter(p -> p.packageName().equals(name))
            .count();
  }

  @Override
  public List<ProjectName> projects(PackageName name, int pythonMajor) {
    return projects.entrySet().stream()
        .filter(e -> e.getValue().stream().anyMatch(p -> p.packageName().equals(name)))
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public PackageRelations relations(PackageName name) {
    return relations.getOrDefault(name, PackageRelations.NONE);
  }

  @Override
  public List<PackageName> dependents(PackageName name) {
    return relations.entrySet().stream()
        .filter(
            e ->
                e.getValue().depends().and(e.getValue().breaks()).clauses().stream()
                    .flatMap(List::stream)
                    .anyMatch(r -> r.name().equals(name)))
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public List<PackageName> providers(PackageName name) {
    return packages.values().stream()
        .filter(
            p ->
                p.provides().clauses().stream()
                    .flatMap(List::stream)
                    .anyMatch(r -> r.name().equals(name)))
        .map(ArchivePackage::name)
        .toList();
  }

  @Override
  public List<PackagedProject> packaged(ProjectName project, int pythonMajor) {
    return pythonMajor == 3 ? projects.getOrDefault(project, List.of()) : List.of();
  }

  @Override
  public List<PackageName> owners(TargetPath path) {
    return owners.getOrDefault(path, List.of());
  }

  @Override
  public List<PackageName> sonameOwners(String soname) {
    return sonames.getOrDefault(soname, List.of());
  }

  @Override
  public Optional<Pep440Version> python(int major) {
    return Optional.of(Pep440Version.parse("3.11.2"));
  }

  @Override
  public boolean hasPython(PythonVersion version) {
    return version.equals(new PythonVersion(3, 11));
  }

  @Override
  public int glibcMinor() {
    return 36;
  }

  @Override
  public String releaseLabel() {
    return "deb12";
  }
}
