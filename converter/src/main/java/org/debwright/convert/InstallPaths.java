package org.debwright.convert;

import java.util.List;
import java.util.regex.Pattern;
import org.debwright.debian.PackageName;
import org.debwright.debian.TargetPath;
import org.debwright.python.ProjectName;
import org.debwright.python.PythonVersion;
import org.debwright.python.Wheel.Member;

/** Where Debian wants the parts of a wheel (Debian Python Policy, chapters 2 and 3). */
record InstallPaths(PythonVersion python) {
  private static final Pattern FOREIGN_LIBRARY =
      Pattern.compile("lib/python\\d(\\.\\d+)?/(site|dist)-packages/");

  /** The directory of modules. */
  String library() {
    return python.major() == 2
        ? "/usr/lib/python2.7/dist-packages"
        : "/usr/lib/python3/dist-packages";
  }

  /** The interpreter for scripts. */
  String interpreter() {
    return python.major() == 2 ? "/usr/bin/python2" : "/usr/bin/python3";
  }

  /** A command. */
  static TargetPath command(String name) {
    return new TargetPath("/usr/bin/" + name);
  }

  /** A file of the package's own documentation directory. */
  static TargetPath document(String packageName, String file) {
    return new TargetPath("/usr/share/doc/" + packageName + "/" + file);
  }

  /** A directory of the package's own in the place of another, for data and modules. */
  TargetPath ownData(PackageName name, TargetPath directory) {
    return new TargetPath("/usr/share/" + name + "/" + below(directory));
  }

  /** The same for what runs on one architecture only (FHS 4.11). */
  TargetPath ownCode(PackageName name, TargetPath directory) {
    return new TargetPath("/usr/lib/" + name + "/" + below(directory));
  }

  /** Where {@link #ownData} and {@link #ownCode} have modules. */
  static List<String> ownModules(PackageName name) {
    return List.of("/usr/share/" + name + "/dist-packages", "/usr/lib/" + name + "/dist-packages");
  }

  private String below(TargetPath directory) {
    String modules = library() + "/";
    return directory.value().startsWith(modules)
        ? "dist-packages/" + directory.value().substring(modules.length())
        : directory.value().substring("/usr/".length());
  }

  /** Where a member goes. */
  TargetPath of(Member member, ProjectName project) {
    String path = member.path();
    return switch (member.scheme()) {
      case PURELIB, PLATLIB -> new TargetPath(library() + "/" + path);
      case SCRIPTS -> command(path);
      case HEADERS ->
          new TargetPath("/usr/include/python" + python + "/" + project.normalized() + "/" + path);
      case DATA -> data(path, project);
    };
  }

  // What pip puts under sys.prefix. Configuration goes to /etc, where pip has /usr/local/etc.
  private TargetPath data(String path, ProjectName project) {
    if (path.indexOf('/') < 0) {
      // `LICENSE` of ten projects cannot all be /usr/LICENSE (FHS 4.2 knows no such file).
      return new TargetPath("/usr/share/" + project.normalized() + "/" + path);
    }
    if (SystemFiles.areObeyed(path)) {
      return new TargetPath("/usr/share/" + project.normalized() + "/" + path);
    }
    if (path.startsWith("etc/")) {
      return new TargetPath("/" + path);
    }
    if (FOREIGN_LIBRARY.matcher(path).lookingAt()) {
      return new TargetPath(library() + "/" + FOREIGN_LIBRARY.matcher(path).replaceFirst(""));
    }
    if (path.startsWith("man/") || path.startsWith("doc/")) {
      return new TargetPath("/usr/share/" + path);
    }
    return new TargetPath(path.startsWith("usr/") ? "/" + path : "/usr/" + path);
  }
}
