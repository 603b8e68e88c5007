package org.debwright.convert;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.debwright.archive.Archive;
import org.debwright.debian.PackageName;
import org.debwright.debian.Relation;
import org.debwright.debian.Relations;
import org.debwright.debian.TargetPath;
import org.debwright.python.ProjectName;
import org.debwright.python.PythonVersion;
import org.debwright.python.Wheel;

/**
 * Parts of the standard library that Debian packages apart from {@code python3}: with pip they are
 * simply there, so no metadata name them. {@code import tkinter} needs python3-tk.
 */
final class StandardLibrary {
  // Who has which of them, and whether anybody, differs from suite to suite: its Contents say.
  private static final Set<String> APART =
      Set.of("tkinter", "distutils", "lib2to3", "idlelib", "turtledemo");
  private static final ProjectName SETUPTOOLS = new ProjectName("setuptools");

  private StandardLibrary() {}

  /** Relations to what modules of the wheel import as soon as they are imported themselves. */
  static Relations of(Wheel wheel, Archive archive, PythonVersion python) {
    if (python.major() == 2) {
      return Relations.NONE;
    }
    Set<PackageName> owners = new TreeSet<>();
    for (String module : ImportedModules.of(wheel)) {
      String first = module.replaceFirst("\\..*", "");
      if (APART.contains(first) && !(first.equals("distutils") && bringsDistutils(wheel))) {
        files(module, python).flatMap(f -> archive.owners(f).stream()).forEach(owners::add);
      }
    }
    return Relations.all(
        owners.stream().filter(o -> o.value().startsWith("python3-")).map(Relation::to).toList());
  }

  // PEP 632: setuptools puts its own copy in the place of distutils.
  private static boolean bringsDistutils(Wheel wheel) {
    return wheel.metadata().name().equals(SETUPTOOLS)
        || wheel.metadata().requiresDist().stream()
            .anyMatch(r -> r.name().equals(SETUPTOOLS) && r.marker().isEmpty());
  }

  private static Stream<TargetPath> files(String module, PythonVersion python) {
    String path = "/usr/lib/python" + python + "/" + module.replace('.', '/');
    return List.of(path + ".py", path + "/__init__.py").stream().map(TargetPath::new);
  }
}
