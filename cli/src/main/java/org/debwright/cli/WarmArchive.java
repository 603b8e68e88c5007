package org.debwright.cli;

import java.util.List;
import java.util.Optional;
import org.debwright.archive.Archive;
import org.debwright.debian.Architecture;
import org.debwright.debian.PackageName;
import org.debwright.debian.Suite;
import org.debwright.debian.TargetPath;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.PythonVersion;
import org.debwright.target.Target;

/** A suite with a Python and nothing else, for {@link WarmConversion}. */
record WarmArchive(Target target) implements Archive {
  @Override
  public Suite suite() {
    return target.suite();
  }

  @Override
  public Architecture architecture() {
    return target.architecture();
  }

  @Override
  public Optional<ArchivePackage> find(PackageName name) {
    return Optional.empty();
  }

  @Override
  public List<PackageName> providers(PackageName name) {
    return List.of();
  }

  @Override
  public List<PackagedProject> packaged(ProjectName project, int pythonMajor) {
    return List.of();
  }

  @Override
  public List<ProjectName> projects(PackageName name, int pythonMajor) {
    return List.of();
  }

  @Override
  public PackageRelations relations(PackageName name) {
    return PackageRelations.NONE;
  }

  @Override
  public List<PackageName> dependents(PackageName name) {
    return List.of();
  }

  @Override
  public int distributionCount(PackageName name, int pythonMajor) {
    return 0;
  }

  @Override
  public List<PackageName> owners(TargetPath path) {
    return List.of();
  }

  @Override
  public List<PackageName> sonameOwners(String soname) {
    return List.of(new PackageName("libc6"));
  }

  @Override
  public Optional<Pep440Version> python(int major) {
    return Optional.empty();
  }

  @Override
  public boolean hasPython(PythonVersion version) {
    return version.equals(target.python().version());
  }

  @Override
  public int glibcMinor() {
    return 36;
  }

  @Override
  public String releaseLabel() {
    return target.releaseLabel();
  }
}
