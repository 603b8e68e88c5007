package org.debwright.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.debwright.debian.PackageName;
import org.debwright.debian.Relation;
import org.debwright.debian.Relation.Operator;
import org.debwright.debian.Relations;
import org.debwright.python.Pep440Version;
import org.debwright.python.ProjectName;
import org.debwright.python.Wheel;

/** The names a package also answers to (Policy 7.5). */
final class Provided {
  private static final ProjectName NUMPY = new ProjectName("numpy");

  private final Naming naming;
  private final Function<ProjectName, Optional<Dependency>> known;

  Provided(Naming naming, Function<ProjectName, Optional<Dependency>> known) {
    this.naming = naming;
    this.known = known;
  }

  /**
   * The names of its modules as Debian's Python Policy would name the package, where nobody else
   * has them; what it displaces; numpy's ABI.
   */
  Relations by(Wheel wheel, Identity identity, Namespaces namespaces, Displacement displaced) {
    List<Relation> names = new ArrayList<>();
    for (String module : TopLevel.ownModules(wheel.members(), namespaces.topLevel())) {
      naming
          .byImport(module)
          .filter(n -> !module.startsWith("_") && !n.equals(identity.name()))
          .filter(n -> naming.isFree(n) && !isProject(module, identity))
          .ifPresent(n -> names.add(Relation.to(n)));
    }
    // Others depend on what is displaced with a version, too.
    displaced
        .standIns()
        .forEach(n -> names.add(Relation.to(n, Operator.EXACTLY, identity.version())));
    if (identity.project().equals(NUMPY)) {
      names.add(Relation.to(numpyAbi(identity.projectVersion())));
    }
    return Relations.all(names.stream().distinct().sorted(byName()).toList());
  }

  private static java.util.Comparator<Relation> byName() {
    return java.util.Comparator.comparing(Relation::name);
  }

  // As Debian's own numpy: modules built for 1.x ask for abi9, those for 2.x only for numpy2.
  private static PackageName numpyAbi(Pep440Version version) {
    return new PackageName(
        version.release().get(0).equals("1") ? "python3-numpy-abi9" : "python3-numpy2-abi0");
  }

  private boolean isProject(String module, Identity identity) {
    return ProjectName.isValid(module)
        && !new ProjectName(module).equals(identity.project())
        && known.apply(new ProjectName(module)).isPresent();
  }
}
