package org.debwright.convert;

import java.util.List;
import java.util.Set;
import org.debwright.archive.Archive;
import org.debwright.convert.ElfText.NumpyAbi;
import org.debwright.debian.PackageName;
import org.debwright.debian.Relation;
import org.debwright.debian.Relations;
import org.debwright.python.CoreMetadata;
import org.debwright.python.ProjectName;
import org.debwright.python.PythonTarget;

/**
 * What modules built with numpy's C interface ask of numpy, as dh_numpy3 writes it: those built
 * with 1.x run with 1.x only, those built with 2.x with either.
 */
record NumpyDepends(
    CoreMetadata metadata, PythonTarget python, Set<NumpyAbi> used, Archive archive) {
  private static final ProjectName NUMPY = new ProjectName("numpy");

  Relations depends() {
    if (!isNeeded() || !isRequired()) {
      return Relations.NONE;
    }
    Relation first = Relation.to(name(NumpyAbi.FIRST));
    return used.contains(NumpyAbi.FIRST)
        ? Relations.all(List.of(first))
        : new Relations(List.of(List.of(Relation.to(name(NumpyAbi.SECOND)), first)));
  }

  // The lintian of a suite without numpy 2 takes no alternatives; and where numpy is optional, so
  // are the modules that use it.
  Set<LintianOverride> overrides() {
    boolean silent =
        !isNeeded()
            || (isRequired()
                && (used.contains(NumpyAbi.FIRST)
                    || !archive.providers(name(NumpyAbi.SECOND)).isEmpty()));
    return silent ? Set.of() : Set.of(LintianOverride.MISSING_DEPENDENCY_ON_NUMPY_ABI);
  }

  private boolean isNeeded() {
    return !used.isEmpty() && !metadata.name().equals(NUMPY);
  }

  private boolean isRequired() {
    return metadata.requiresDist().stream()
        .anyMatch(r -> r.name().equals(NUMPY) && r.appliesTo(python.markers(), Set.of()));
  }

  private PackageName name(NumpyAbi abi) {
    return abi.packageName(python.version().major());
  }
}
