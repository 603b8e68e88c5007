package org.debwright.debian;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A binary package as a value: what {@code dpkg-deb} will find in it, before a byte is written.
 *
 * @param control the fields of the control file but Installed-Size, which the writer computes
 * @param entries sorted by path, no path twice; parents need not be listed
 * @param conffiles absolute paths among the entries
 * @param scripts maintainer scripts with content; each is a complete POSIX sh script
 * @param modifiedEpochSeconds time of every member of the package, seconds since 1970 in UTC
 * @param overridden what of lintian's findings a file among the entries overrides
 */
public record BinaryPackage(
    PackageName name,
    DebianVersion version,
    Architecture architecture,
    Stanza control,
    List<Entry> entries,
    SortedSet<TargetPath> conffiles,
    List<MaintainerScript> scripts,
    long modifiedEpochSeconds,
    SortedSet<LintianTag> overridden) {

  /** A package in which lintian finds nothing. */
  public BinaryPackage(
      PackageName name,
      DebianVersion version,
      Architecture architecture,
      Stanza control,
      List<Entry> entries,
      SortedSet<TargetPath> conffiles,
      List<MaintainerScript> scripts,
      long modifiedEpochSeconds) {
    this(
        name,
        version,
        architecture,
        control,
        entries,
        conffiles,
        scripts,
        modifiedEpochSeconds,
        new TreeSet<>());
  }

  /** Copies. */
  public BinaryPackage {
    entries = List.copyOf(entries);
    conffiles = Collections.unmodifiableSortedSet(new TreeSet<>(conffiles));
    scripts = List.copyOf(scripts);
    overridden = Collections.unmodifiableSortedSet(new TreeSet<>(overridden));
  }

  /** A maintainer script (Policy 6.1). */
  public record MaintainerScript(Kind kind, String content) {}

  /** When a script runs. */
  public enum Kind {
    /** Before unpacking. */
    PREINST,
    /** After unpacking. */
    POSTINST,
    /** Before removal. */
    PRERM,
    /** After removal. */
    POSTRM
  }

  /** {@code name_version_architecture.deb}, the epoch left out. */
  public String filename() {
    return name + "_" + version.withoutEpoch() + "_" + architecture + ".deb";
  }
}
