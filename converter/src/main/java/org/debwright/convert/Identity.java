package org.debwright.convert;

import java.util.List;
import java.util.Optional;
import org.debwright.archive.Archive.ArchivePackage;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;

/**
 * Which package a project becomes.
 *
 * @param distroEpoch epoch of every version and bound of this package, PEP 440's not included
 * @param counterpart the suite's package that ours takes the place of, of the same name unless ours
 *     has a prefix
 * @param modules importable names at top level, sorted
 * @param remarks warnings and notes that arose
 */
public record Identity(
    ProjectName project,
    Pep440Version projectVersion,
    PackageName name,
    DebianVersion version,
    long distroEpoch,
    Optional<ArchivePackage> counterpart,
    List<String> modules,
    List<Diagnostic> remarks) {

  /** Copies. */
  public Identity {
    modules = List.copyOf(modules);
    remarks = List.copyOf(remarks);
  }

  /**
   * The suite's version where apt would take it and not ours, for being higher: then only
   * preferences make ours the candidate.
   */
  public Optional<DebianVersion> losesTo() {
    return counterpart
        .filter(theirs -> theirs.name().equals(name))
        .map(ArchivePackage::version)
        .filter(v -> v.compareTo(version) > 0);
  }

  /**
   * Whether ours answers to a name that the package it takes the place of provides: all but what
   * that says of its own build, such as a binary interface.
   */
  public boolean inherits(PackageName provided, int pythonMajor) {
    return Provided.inherits(this, provided, pythonMajor);
  }

  /** The suite's package that ours takes the place of under another name. */
  Optional<PackageName> supplants() {
    return counterpart.map(ArchivePackage::name).filter(theirs -> !theirs.equals(name));
  }
}
