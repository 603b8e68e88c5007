package org.debwright.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.debwright.archive.Archive.ArchivePackage;
import org.debwright.convert.ElfText.NumpyAbi;
import org.debwright.debian.DebianVersion;
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
  private static final Pattern OF_THE_BUILD =
      Pattern.compile("-(abi|api)[-\\d.]|^dh-sequence-|^python\\d\\.");

  private final Naming naming;
  private final Function<ProjectName, Optional<Dependency>> known;
  private final int pythonMajor;

  Provided(Naming naming, Function<ProjectName, Optional<Dependency>> known, int pythonMajor) {
    this.naming = naming;
    this.known = known;
    this.pythonMajor = pythonMajor;
  }

  /**
   * The names of its modules as Debian's Python Policy would name the package, and of its project,
   * where nobody else has them; what the suite's package of the same name answers to; what it
   * displaces; numpy's ABI.
   */
  Relations by(Wheel wheel, Identity identity, Namespaces namespaces, Displacement displaced) {
    List<Relation> names = new ArrayList<>(inherited(identity));
    PackageName conventional = naming.conventional(identity.project());
    if (!conventional.equals(identity.name()) && naming.isFree(conventional)) {
      names.add(Relation.to(conventional));
    }
    for (String module : TopLevel.ownModules(wheel.members(), namespaces.topLevel())) {
      naming
          .byImport(module)
          .filter(n -> isSpeaking(module) && !n.equals(identity.name()))
          .filter(n -> naming.isFree(n) && !isProject(module, identity))
          .ifPresent(n -> names.add(Relation.to(n)));
    }
    // Others depend on what is displaced with a version, too.
    displaced
        .standIns()
        .forEach(n -> names.add(Relation.to(n, Operator.EXACTLY, identity.version())));
    if (identity.project().equals(NUMPY)) {
      names.add(Relation.to(numpyAbi(identity.projectVersion(), pythonMajor)));
    }
    return Relations.all(distinctNames(names));
  }

  // python3-qrcode depends on `python3-pillow`, which only bookworm's python3-pil provides. What
  // is said of a binary interface or to debhelper is true of the suite's own package only.
  private static List<Relation> inherited(Identity identity) {
    Optional<DebianVersion> theirs = identity.counterpart().map(ArchivePackage::version);
    return identity.counterpart().stream()
        .flatMap(p -> p.provides().clauses().stream())
        .flatMap(List::stream)
        .filter(r -> !isOfTheBuild(r.name()))
        .filter(r -> !r.name().equals(identity.name()))
        .map(
            r ->
                r.bound().isPresent() && r.bound().map(Relation.Bound::version).equals(theirs)
                    ? Relation.to(r.name(), Operator.EXACTLY, identity.version())
                    : Relation.to(r.name()))
        .toList();
  }

  private static boolean isOfTheBuild(PackageName name) {
    return OF_THE_BUILD.matcher(name.value()).find();
  }

  /** Whether ours answers to a name that the suite's package in its place provides. */
  static boolean inherits(Identity identity, PackageName name, int pythonMajor) {
    return !isOfTheBuild(name)
        || (identity.project().equals(NUMPY)
            && numpyAbi(identity.projectVersion(), pythonMajor).equals(name));
  }

  // mypyc calls its runtime `fd7dcdb10166ebd4db98__mypyc`.
  private static boolean isSpeaking(String module) {
    return !module.startsWith("_") && !module.contains("__");
  }

  // A name with a version serves all who ask for it, so it stands for the one without.
  private static List<Relation> distinctNames(List<Relation> names) {
    Map<PackageName, Relation> byName = new TreeMap<>();
    for (Relation each : names) {
      byName.merge(each.name(), each, (one, other) -> one.bound().isPresent() ? one : other);
    }
    return List.copyOf(byName.values());
  }

  // As Debian's own numpy: modules built for 1.x ask for the first, those for 2.x for either.
  private static PackageName numpyAbi(Pep440Version version, int pythonMajor) {
    return (version.release().get(0).equals("1") ? NumpyAbi.FIRST : NumpyAbi.SECOND)
        .packageName(pythonMajor);
  }

  private boolean isProject(String module, Identity identity) {
    return ProjectName.isValid(module)
        && !new ProjectName(module).equals(identity.project())
        && known.apply(new ProjectName(module)).isPresent();
  }
}
