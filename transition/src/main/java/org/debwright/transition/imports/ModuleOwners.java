package org.debwright.transition.imports;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.debwright.archive.Archive;
import org.debwright.debian.PackageName;
import org.debwright.debian.TargetPath;
import org.debwright.python.Pep440Version;

/** Which packages have a module: the repository's, and those of the suite by its Contents. */
final class ModuleOwners {
  // Compiled into the interpreter, so that no file is called so.
  private static final Set<String> BUILT_IN =
      Set.of(
          "sys",
          "builtins",
          "__builtin__",
          "marshal",
          "gc",
          "itertools",
          "time",
          "math",
          "posix",
          "pwd",
          "errno",
          "signal",
          "thread",
          "_thread",
          "atexit",
          "binascii",
          "array",
          "select",
          "fcntl",
          "grp",
          "spwd",
          "syslog",
          "unicodedata",
          "zlib",
          "cmath",
          "faulthandler",
          "imp",
          "cPickle",
          "cStringIO",
          "operator",
          "strop",
          "exceptions",
          "future_builtins",
          "zipimport",
          "__main__",
          "__future__",
          "posixpath",
          "ntpath",
          "winreg",
          "_winreg",
          "msvcrt",
          "nt",
          "_winapi",
          "winsound",
          "java",
          "org",
          "clr");
  private static final Pattern STANDARD =
      Pattern.compile("(?:lib)?python[23]\\.\\d+(?:-minimal|-stdlib|-testsuite)?");

  private final Archive archive;
  private final Map<String, SortedSet<PackageName>> published;
  private final Map<String, Answer> known = new HashMap<>();

  /**
   * Over archive and repository.
   *
   * @param published module to packages of the repository
   */
  ModuleOwners(Archive archive, Map<String, SortedSet<PackageName>> published) {
    this.archive = archive;
    this.published = published;
  }

  /**
   * An answer.
   *
   * @param module the part of the dotted name that packages have
   * @param standard whether every Python has it
   */
  record Answer(String module, boolean standard, SortedSet<PackageName> packages) {}

  /** Who has a module, by the shortest part of its name that anyone has. */
  Answer of(String name, int python) {
    return known.computeIfAbsent(python + " " + name, key -> ask(name, python));
  }

  private Answer ask(String name, int python) {
    int end = name.indexOf('.');
    while (true) {
      String part = end < 0 ? name : name.substring(0, end);
      if (BUILT_IN.contains(part)) {
        return new Answer(part, true, new TreeSet<>());
      }
      Answer answer = look(part, python);
      if (answer.standard() || !answer.packages().isEmpty()) {
        return answer;
      }
      if (end < 0) {
        return new Answer(name.replaceFirst("\\..*", ""), false, answer.packages());
      }
      end = name.indexOf('.', end + 1);
    }
  }

  private Answer look(String module, int python) {
    SortedSet<PackageName> packages =
        new TreeSet<>(published.getOrDefault(python + " " + module, new TreeSet<>()));
    String version = archive.python(python).map(ModuleOwners::minor).orElse("");
    String path = module.replace('.', '/');
    String standard = "/usr/lib/python" + version + "/";
    for (String file :
        List.of(
            standard + path + ".py",
            standard + path + "/__init__.py",
            standard + "lib-dynload/" + path + library(python, version))) {
      for (PackageName owner : archive.owners(new TargetPath(file))) {
        if (STANDARD.matcher(owner.value()).matches()) {
          return new Answer(module, true, new TreeSet<>());
        }
        packages.add(owner);
      }
    }
    String place = python == 2 ? standard + "dist-packages/" : "/usr/lib/python3/dist-packages/";
    for (String file :
        List.of(
            place + path + ".py",
            place + path + "/__init__.py",
            place + path + library(python, version),
            place + path + ".abi3.so",
            place + path + ".so")) {
      packages.addAll(archive.owners(new TargetPath(file)));
    }
    return new Answer(module, false, packages);
  }

  private static String minor(Pep440Version version) {
    String[] parts = version.toString().split("\\.", -1);
    return parts[0] + "." + parts[1];
  }

  private String library(int python, String version) {
    String triplet = archive.architecture().multiarch();
    return python == 2
        ? "." + triplet + ".so"
        : ".cpython-" + version.replace(".", "") + "-" + triplet + ".so";
  }
}
