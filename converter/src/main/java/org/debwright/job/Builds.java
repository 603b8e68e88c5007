package org.debwright.job;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.debwright.build.BuildSettings.Network;
import org.debwright.debian.PackageName;
import org.debwright.diagnostic.Diagnostic;
import org.debwright.index.IndexSettings;
import org.debwright.python.AskedRequirement;
import org.debwright.python.AskedRequirement.ByName;
import org.debwright.python.ProjectName;
import org.debwright.python.RequirementsOptions;
import org.debwright.resolve.Root;

/**
 * What builds from source are given.
 *
 * @param constraintsFiles paths or URLs; they restrict what builds need, and nothing else
 * @param depends packages of the suite that a project's build needs
 * @param network what becomes of builds that cannot be cut off from it
 */
public record Builds(
    List<String> constraintsFiles,
    SortedMap<ProjectName, SortedSet<PackageName>> depends,
    Network network) {

  /** Copies. */
  public Builds {
    constraintsFiles = List.copyOf(constraintsFiles);
    depends = Collections.unmodifiableSortedMap(new TreeMap<>(depends));
  }

  /**
   * As the command line says it.
   *
   * @param depends {@code PROJECT=PACKAGE[,PACKAGE]} each
   * @throws org.debwright.diagnostic.DebwrightException if one of them is of no such form
   */
  public static Builds of(List<String> constraintsFiles, List<String> depends, Network network) {
    SortedMap<ProjectName, SortedSet<PackageName>> packages = new TreeMap<>();
    for (String text : depends) {
      int equals = text.indexOf('=');
      String name = text.substring(0, Math.max(0, equals)).strip();
      if (!ProjectName.isValid(name)) {
        throw Diagnostic.error("build-depends-invalid", "`--build-depends " + text + "`")
            .because("PROJECT=PACKAGE[,PACKAGE] is expected, as in `cffi=libffi-dev`")
            .toException();
      }
      SortedSet<PackageName> needed =
          packages.computeIfAbsent(new ProjectName(name), project -> new TreeSet<>());
      for (String each : text.substring(equals + 1).split(",", -1)) {
        needed.add(PackageName.parse(each.strip()));
      }
    }
    return new Builds(constraintsFiles, packages, network);
  }

  List<Root> constraints(
      RequirementsOptions options, IndexSettings places, Surroundings surroundings) {
    List<Root> roots = new ArrayList<>();
    for (AskedRequirement asked :
        Requirements.constraints(constraintsFiles, options, places, surroundings)) {
      if (asked instanceof ByName byName) {
        roots.add(
            new Root(byName.requirement(), Optional.empty(), byName.hashes(), byName.where()));
      }
    }
    return roots;
  }
}
