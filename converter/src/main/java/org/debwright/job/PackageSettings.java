package org.debwright.job;

import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.debwright.convert.ConversionSettings;
import org.debwright.convert.Maintainer;
import org.debwright.deb.Compression;
import org.debwright.debian.PackageName;
import org.debwright.python.ProjectName;

/**
 * What the user decides about the packages.
 *
 * @param revision counts builds of the same release, from 1
 * @param names packages of projects that shall not be called as usual
 * @param incomplete projects that may need libraries which nobody has
 */
public record PackageSettings(
    Maintainer maintainer,
    int revision,
    Compression compression,
    Map<ProjectName, PackageName> names,
    SortedSet<ProjectName> incomplete) {
  /** Copies. */
  public PackageSettings {
    names = Map.copyOf(names);
    incomplete = Collections.unmodifiableSortedSet(new TreeSet<>(incomplete));
  }

  PackageSettings withNames(Map<ProjectName, PackageName> others) {
    return new PackageSettings(maintainer, revision, compression, others, incomplete);
  }

  ConversionSettings conversion() {
    return new ConversionSettings(maintainer, revision, incomplete);
  }
}
