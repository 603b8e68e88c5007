package org.debwright.archive;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.debwright.debian.Architecture;
import org.debwright.debian.PackageName;
import org.debwright.debian.Suite;
import org.debwright.debian.TargetPath;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.PythonVersion;

/** Passes questions on, and remembers what was answered. Thread-safe. */
public final class RecordingArchive implements Archive {
  private final Archive archive;
  private final int pythonMajor;
  private final Map<PackageName, Optional<ArchivePackage>> packages = new ConcurrentHashMap<>();
  private final Map<PackageName, List<PackageName>> providers = new ConcurrentHashMap<>();
  private final Map<ProjectName, List<PackagedProject>> projects = new ConcurrentHashMap<>();
  private final Map<PackageName, Integer> distributions = new ConcurrentHashMap<>();
  private final Map<TargetPath, List<PackageName>> owners = new ConcurrentHashMap<>();
  private final Map<String, List<PackageName>> sonames = new ConcurrentHashMap<>();
  private final Map<Integer, Optional<Pep440Version>> pythons = new ConcurrentHashMap<>();

  /**
   * For the questions of one target.
   *
   * @param pythonMajor of the target's Python; what is asked of another is not remembered
   */
  public RecordingArchive(Archive archive, int pythonMajor) {
    this.archive = archive;
    this.pythonMajor = pythonMajor;
  }

  @Override
  public Suite suite() {
    return archive.suite();
  }

  @Override
  public Architecture architecture() {
    return archive.architecture();
  }

  @Override
  public Optional<ArchivePackage> find(PackageName name) {
    return packages.computeIfAbsent(name, archive::find);
  }

  @Override
  public List<PackageName> providers(PackageName name) {
    return providers.computeIfAbsent(name, archive::providers);
  }

  @Override
  public List<PackagedProject> packaged(ProjectName project, int major) {
    return major == pythonMajor
        ? projects.computeIfAbsent(project, p -> archive.packaged(p, major))
        : archive.packaged(project, major);
  }

  @Override
  public int distributionCount(PackageName name, int major) {
    return major == pythonMajor
        ? distributions.computeIfAbsent(name, n -> archive.distributionCount(n, major))
        : archive.distributionCount(name, major);
  }

  /** {@inheritDoc} Asked to solve, which a lock has done; so it is not remembered. */
  @Override
  public List<ProjectName> projects(PackageName name, int major) {
    return archive.projects(name, major);
  }

  /** {@inheritDoc} Asked to solve, which a lock has done; so it is not remembered. */
  @Override
  public PackageRelations relations(PackageName name) {
    return archive.relations(name);
  }

  /** {@inheritDoc} Asked to solve, which a lock has done; so it is not remembered. */
  @Override
  public List<PackageName> dependents(PackageName name) {
    return archive.dependents(name);
  }

  @Override
  public List<PackageName> owners(TargetPath path) {
    return owners.computeIfAbsent(path, archive::owners);
  }

  @Override
  public List<PackageName> sonameOwners(String soname) {
    return sonames.computeIfAbsent(soname, archive::sonameOwners);
  }

  @Override
  public Optional<Pep440Version> python(int major) {
    return pythons.computeIfAbsent(major, archive::python);
  }

  @Override
  public boolean hasPython(PythonVersion version) {
    return find(new PackageName("python" + version)).isPresent();
  }

  @Override
  public int glibcMinor() {
    return archive.glibcMinor();
  }

  @Override
  public String releaseLabel() {
    return archive.releaseLabel();
  }

  @Override
  public List<PocketState> pockets() {
    return archive.pockets();
  }

  /** All of it. */
  public ArchiveFacts facts() {
    SortedMap<String, List<PackageName>> owned = new TreeMap<>();
    SortedMap<String, List<PackageName>> asked = new TreeMap<>();
    owners.forEach((path, names) -> asked.put(path.value(), names));
    asked.forEach(
        (path, names) -> {
          if (!names.isEmpty()) {
            owned.put(path, names);
          }
        });
    return new ArchiveFacts(
        suite(),
        architecture(),
        releaseLabel(),
        glibcMinor(),
        pythonMajor,
        pythons.getOrDefault(pythonMajor, Optional.empty()),
        new TreeMap<>(packages),
        new TreeMap<>(providers),
        new TreeMap<>(projects),
        new TreeMap<>(distributions),
        owned,
        new TreeMap<>(sonames),
        ArchiveFacts.Paths.of(asked.keySet()),
        pockets());
  }
}
