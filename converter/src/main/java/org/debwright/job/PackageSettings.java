package org.debwright.job;

import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.debwright.archive.Archive;
import org.debwright.convert.ConversionSettings;
import org.debwright.convert.Maintainer;
import org.debwright.convert.Naming;
import org.debwright.deb.Compression;
import org.debwright.debian.PackageName;
import org.debwright.python.ProjectName;
import org.debwright.target.Target;

/**
 * What the user decides about the packages.
 *
 * @param revision counts builds of the same release, from 1
 * @param prefix begins the name of every package, so that none takes the place of the suite's own
 *     under its name; empty for none
 * @param names packages of projects that shall not be called as usual
 * @param incomplete projects that may need libraries which nobody has
 */
public record PackageSettings(
    Maintainer maintainer,
    int revision,
    Compression compression,
    String prefix,
    Map<ProjectName, PackageName> names,
    SortedSet<ProjectName> incomplete) {
  /** Copies. */
  public PackageSettings {
    names = Map.copyOf(names);
    incomplete = Collections.unmodifiableSortedSet(new TreeSet<>(incomplete));
  }

  PackageSettings withNames(Map<ProjectName, PackageName> others) {
    return new PackageSettings(maintainer, revision, compression, prefix, others, incomplete);
  }

  /** How packages of a target are called. */
  Naming naming(Archive archive, Target target) {
    return new Naming(archive, target, revision, names, prefix);
  }

  ConversionSettings conversion() {
    return new ConversionSettings(maintainer, revision, incomplete);
  }
}
