package org.debwright.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.debwright.archive.Archive;
import org.debwright.archive.Archive.ArchivePackage;
import org.debwright.debian.DebianVersion;
import org.debwright.debian.PackageName;
import org.debwright.debian.Relation;
import org.debwright.debian.Relation.Operator;
import org.debwright.debian.Relations;
import org.debwright.debian.TargetPath;
import org.debwright.diagnostic.DebwrightException;
import org.debwright.diagnostic.Diagnostic;

/**
 * Packages of the suite that own paths of ours under another name. dpkg would refuse to unpack over
 * them ("trying to overwrite"); ours takes their place where they hold the same software.
 *
 * @param names sorted
 * @param standIns those of them whose users ours can serve, sorted
 * @param replaceable those of them that one of ours may be called as well, which brings the paths
 *     no more: with the suite's version of each
 * @param remarks on packages of other software that cannot be installed beside ours
 */
record Displacement(
    Set<PackageName> names,
    Set<PackageName> standIns,
    SortedMap<PackageName, DebianVersion> replaceable,
    List<Diagnostic> remarks) {

  // What every package of ours depends on cannot be replaced by one of them.
  private static final Pattern INTERPRETER =
      Pattern.compile("(lib)?python[23](\\.\\d+)?(-minimal|-stdlib)?");

  /**
   * Finds them.
   *
   * @throws DebwrightException where a package of something else owns a path
   */
  static Displacement of(
      Identity identity, List<TargetPath> files, InstallPaths paths, Archive archive) {
    Map<PackageName, List<TargetPath>> owned = new TreeMap<>();
    for (TargetPath path : files) {
      for (PackageName owner : archive.owners(path)) {
        if (!owner.equals(identity.name())) {
          owned.computeIfAbsent(owner, o -> new ArrayList<>()).add(path);
        }
      }
    }
    List<Diagnostic> problems =
        owned.entrySet().stream()
            .filter(e -> !isSameSoftware(identity, e.getKey(), e.getValue(), paths, archive))
            .filter(
                e ->
                    INTERPRETER.matcher(e.getKey().value()).matches()
                        || archive.find(e.getKey()).filter(p -> !p.isIndispensable()).isEmpty())
            .map(e -> refusal(identity, e.getKey(), e.getValue().get(0), archive))
            .toList();
    if (!problems.isEmpty()) {
      throw new DebwrightException(problems);
    }
    Set<PackageName> names = new TreeSet<>(owned.keySet());
    Set<PackageName> standIns = new TreeSet<>(owned.keySet());
    standIns.removeIf(o -> !servesAll(identity, o, paths, archive));
    identity
        .supplants()
        .ifPresent(
            theirs -> {
              names.add(theirs);
              standIns.add(theirs);
            });
    List<Diagnostic> remarks =
        owned.entrySet().stream()
            .filter(e -> !isSameSoftware(identity, e.getKey(), e.getValue(), paths, archive))
            .map(e -> remark(identity, e.getKey(), e.getValue().get(0), archive))
            .toList();
    return new Displacement(names, standIns, replaceable(names, standIns, paths, archive), remarks);
  }

  // trixie's jupyterlab has a command that jupyter-builder has today; ours of that name is newer.
  private static SortedMap<PackageName, DebianVersion> replaceable(
      Set<PackageName> names, Set<PackageName> standIns, InstallPaths paths, Archive archive) {
    SortedMap<PackageName, DebianVersion> replaceable = new TreeMap<>();
    for (PackageName name : names) {
      if (!standIns.contains(name) && !archive.projects(name, paths.python().major()).isEmpty()) {
        archive
            .find(name)
            .map(ArchivePackage::version)
            .filter(version -> version.upstream().indexOf('-') < 0)
            .ifPresent(version -> replaceable.put(name, version));
      }
    }
    return replaceable;
  }

  /** For Conflicts and Replaces: with both, dpkg lets ours take the files (Policy 7.6.2). */
  Relations conflicts() {
    return Relations.all(
        names.stream().filter(name -> !replaceable.containsKey(name)).map(Relation::to).toList());
  }

  /**
   * For Breaks and Replaces (Policy 7.6.1): up to all revisions and updates of the version that the
   * suite has.
   */
  Relations breaks() {
    return Relations.all(
        replaceable.entrySet().stream()
            .map(each -> Relation.to(each.getKey(), Operator.EARLIER, beyond(each.getValue())))
            .toList());
  }

  private static DebianVersion beyond(DebianVersion version) {
    String epoch = version.epoch() == 0 ? "" : version.epoch() + ":";
    return DebianVersion.parse(epoch + version.upstream() + "+");
  }

  /** Whether a package that stays beside {@code ours} owns {@code path}. */
  boolean leaves(TargetPath path, PackageName ours, Archive archive) {
    return archive.owners(path).stream().anyMatch(o -> !o.equals(ours) && !names.contains(o));
  }

  // A bundle that holds our project among others is displaced, but ours is no substitute for it.
  private static boolean servesAll(
      Identity identity, PackageName owner, InstallPaths paths, Archive archive) {
    return isSibling(identity, owner, archive)
        || archive.packaged(identity.project(), paths.python().major()).stream()
            .filter(p -> p.packageName().equals(owner))
            .anyMatch(p -> identity.modules().containsAll(p.topLevel()));
  }

  private static boolean isSibling(Identity identity, PackageName owner, Archive archive) {
    Optional<String> source = archive.find(owner).map(ArchivePackage::source);
    return source.isPresent() && source.equals(identity.counterpart().map(ArchivePackage::source));
  }

  // Modules at the same place are the same software; commands are it when they come from the same
  // source as the package that we replace, or from one that owns such modules as well.
  private static boolean isSameSoftware(
      Identity identity,
      PackageName owner,
      List<TargetPath> paths,
      InstallPaths install,
      Archive archive) {
    return paths.stream().anyMatch(p -> p.value().startsWith(install.library() + "/"))
        || isSibling(identity, owner, archive);
  }

  // Policy 10.1 wants one of the two renamed; which, only the user can say. Until then they
  // conflict.
  private static Diagnostic remark(
      Identity identity, PackageName owner, TargetPath path, Archive archive) {
    return Diagnostic.warning(
            "path-displaces",
            "`" + identity.name() + "` and `" + owner + "` cannot be installed together")
        .because(
            "both bring `" + path + "`, and in `" + archive.suite() + "` it is other software's");
  }

  private static Diagnostic refusal(
      Identity identity, PackageName owner, TargetPath path, Archive archive) {
    return Diagnostic.error(
            "path-taken", "`" + identity.project() + "` cannot bring `" + path + "`")
        .because("that path is of package `" + owner + "` in `" + archive.suite() + "`");
  }
}
